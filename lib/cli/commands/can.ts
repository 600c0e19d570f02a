import { nearest } from "../../config/nearest";
import type { Decision } from "../../evaluate/decision";
import { compileJson, evaluate } from "../../evaluate/evaluate";
import type { AccessRequest } from "../../evaluate/request";
import { actionsMeantBy, kmsActions } from "../../lint/kms-actions";
import { decisionText } from "../../report/decision";
import type { CommonOptions, DefineCommand, ExitCode } from "../command";
import type { Io } from "../io";
import type { KeyPolicySource, SourceOptions } from "../key-policy-source";
import { readSource, withSourceOptions } from "../key-policy-source";
import type { RequestOptions } from "../request-options";
import { requestOf } from "../request-options";
import { jsonText } from "../../report/json-text";

interface CanOptions extends CommonOptions, SourceOptions, RequestOptions {
  readonly iamAllows?: boolean;
}

export const canCommand: DefineCommand = (command) => {
  command
    .description("Decide one request as AWS does for a key policy, and say which statement decided.")
    .argument(
      "<principal>",
      "a service (cloudtrail.amazonaws.com), an ARN of a root, user, role or role session, an account ID, or *",
    )
    .argument("<action>", "such as kms:Decrypt")
    .option(
      "--context <key=value>",
      "a condition key of the request; may be repeated, for one key too",
      (entry: string, before?: readonly string[]) => [...(before ?? []), entry],
    )
    .option("--resource <arn>", "what is acted on; default: the key that the policy is on")
    .option("--iam-allows", "the caller's own IAM allows the action");
  withSourceOptions(command).addHelpText(
    "after",
    `
The ARN of a role session does not tell the path of its role: where a condition on aws:PrincipalArn depends on it,
the answer is Unknown. --context aws:PrincipalArn=arn:aws:iam::111111111111:role/PATH/NAME says it.

Exit codes: 0 whatever the answer is; 1 bad input.

Examples:
  $ trailkey can cloudtrail.amazonaws.com kms:GenerateDataKey \\
      --context aws:SourceArn=arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit \\
      --context kms:EncryptionContext:aws:cloudtrail:arn=arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit
  $ trailkey can arn:aws:iam::111111111111:user/Bob kms:Decrypt -p key-policy.json --owner 111111111111`,
  );
  return (io) => {
    const [principal, action] = [String(command.processedArgs[0]), String(command.processedArgs[1])];
    return can(principal, action, command.optsWithGlobals<CanOptions>(), io);
  };
};

export function can(principal: string, action: string, options: CanOptions, io: Io): ExitCode {
  const request = requestOf(principal, action, options);
  warnOfUnknownAction(action, io);
  const source = readSource(io, options);
  const decision = decide(source, request, options.iamAllows ?? false);
  io.data(options.json ? jsonText(decision) : decisionText(decision));
  if (dependsOnRolePath(decision)) {
    io.talk("--context aws:PrincipalArn=ARN tells the ARN of the session's role with its path\n");
  } else if (decision.verdict === "Unknown" && source.config) {
    io.talk("--account and --region tell what the config leaves to the provider\n");
  }
  return 0;
}

function decide(source: KeyPolicySource, request: AccessRequest, iamAllows: boolean): Decision {
  const policy = compileJson(source.json);
  const decideFor = (owner: string): Decision => evaluate(policy, request, { owner, iamAllows });
  if (source.owner !== null) return decideFor(source.owner);
  // The key may be the caller's account's or not: where that makes a difference, the verdict is unknown.
  const [, account = request.principal] = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(request.principal) ?? [];
  const [own, foreign] = [decideFor(account), decideFor("")];
  if (own.verdict === foreign.verdict) return own;
  const { statements, reasons, faults } = own;
  const possible = [...new Set([...own.possible, ...foreign.possible])];
  return { verdict: "Unknown", possible, because: "unresolved", statements, reasons, faults };
}

/** An ARN that is not known but for its ends is of a session's role. */
const dependsOnRolePath = ({ statements }: Decision): boolean =>
  statements.some(({ unresolved }) =>
    unresolved.some(
      ({ key, actual }) =>
        key?.toLowerCase() === "aws:principalarn" &&
        actual?.some((value) => value.includes("[path/]")) === true,
    ),
  );

/** A misspelt action is allowed to nobody, which is no answer to what was meant. */
function warnOfUnknownAction(action: string, io: Io): void {
  if (!action.toLowerCase().startsWith("kms:") || actionsMeantBy(action).length > 0) return;
  const near = nearest(
    action,
    kmsActions.map(({ name }) => name),
  );
  io.talk(
    `KMS is not known to have an action ${action}${near === undefined ? "" : `; did you mean ${near}?`}\n`,
  );
}
