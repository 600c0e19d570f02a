import { kmsActions } from "../../policy/kms-actions";
import { actionsMeantBy } from "../../lint/kms-actions";
import { nearest } from "../../config/nearest";
import type { Authorization } from "../../evaluate/authorization/authorization";
import type { Documents } from "../../evaluate/authorization/documents";
import { noDocuments } from "../../evaluate/authorization/documents";
import { authorize } from "../../evaluate/authorize";
import type { Decision } from "../../evaluate/decision";
import { compileJson } from "../../evaluate/evaluate";
import type { AccessRequest } from "../../evaluate/request";
import { cloudTrail } from "../../policy/cloudtrail";
import { authorizationJson, authorizationText, notKnownText } from "../../report/authorization";
import { bucketKeyText } from "../../report/bucket-key";
import { UserError } from "../../report/problem";
import type { CommonOptions, DefineCommand, ExitCode } from "../command";
import type { CallerDocumentOptions } from "../document-options";
import { documentsHelp, readDocuments, withCallerDocumentOptions } from "../document-options";
import { each } from "../command";
import type { Io } from "../io";
import type { KeyPolicySource, SourceOptions } from "../key-policy-source";
import { readSource, withSourceOptions } from "../key-policy-source";
import type { RequestOptions } from "../request-options";
import { requestOf } from "../request-options";

interface CanOptions extends CommonOptions, SourceOptions, RequestOptions, CallerDocumentOptions {
  readonly iamAllows?: boolean;
}

export const canCommand: DefineCommand = (command) => {
  command
    .description(
      "Decide one request as AWS does, by the key policy and the other policies that you give, and say what decided.",
    )
    .argument(
      "<principal>",
      "a service (cloudtrail.amazonaws.com), the ARN of a root user, user, role or role session, an account ID, or * for an anonymous caller",
    )
    .argument("<action>", "an action, such as kms:Decrypt")
    .option(
      "--context <key=value>",
      "a condition key of the request and its value; repeat it for more keys, or more values of one key",
      each,
    )
    .option(
      "--resource <arn>",
      "the resource of the request; default: the key that the policy is attached to",
    )
    .option("--iam-allows", "assume that the caller's IAM policies allow the action");
  withCallerDocumentOptions(withSourceOptions(command)).addHelpText(
    "after",
    `${documentsHelp}
The ARN of a role session does not contain the path of its role. If a condition on aws:PrincipalArn depends on the path,
the verdict is Unknown. Set it with --context aws:PrincipalArn=arn:aws:iam::111111111111:role/PATH/NAME.

Exit codes: 0 for any verdict; 1 bad input.

Examples:
  $ trailkey can cloudtrail.amazonaws.com kms:GenerateDataKey \\
      --context aws:SourceArn=arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit \\
      --context kms:EncryptionContext:aws:cloudtrail:arn=arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit
  $ trailkey can arn:aws:iam::111111111111:user/Bob kms:Decrypt -p key-policy.json --rcp rcp.json \\
      --scp root=FullAWSAccess.json --scp workloads=scp.json --identity-policy none --boundary none`,
  );
  return (io) => {
    const [principal, action] = [String(command.processedArgs[0]), String(command.processedArgs[1])];
    return can(principal, action, command.optsWithGlobals<CanOptions>(), io);
  };
};

export function can(principal: string, action: string, options: CanOptions, io: Io): ExitCode {
  const request = requestOf(principal, action, options);
  refuseWithIam(options);
  warnOfUnknownAction(action, io);
  const source = readSource(io, options);
  const documents = readDocuments(io, options, { owner: source.owner, principal }) ?? noDocuments;
  const authorization = decide(source, request, documents, options.iamAllows ? true : undefined);
  io.data(options.json ? authorizationJson(authorization) : authorizationText(authorization));
  io.talk(notKnownText(authorization.notKnown));
  if (action.toLowerCase() === "kms:decrypt" && principal !== cloudTrail)
    io.talk(bucketKeyText(source.config));
  if (dependsOnRolePath(authorization.keyPolicy)) {
    io.talk("--context aws:PrincipalArn=ARN sets the ARN of the session's role, with its path\n");
  } else if (authorization.keyPolicy.verdict === "Unknown" && source.config) {
    io.talk("--account and --region set what the config does not\n");
  }
  return 0;
}

function refuseWithIam({ iamAllows, identityPolicy, boundary, sessionPolicy }: CanOptions): void {
  const given = {
    "--identity-policy": identityPolicy,
    "--boundary": boundary,
    "--session-policy": sessionPolicy,
  };
  const [option] = Object.entries(given).find(([, value]) => value !== undefined) ?? [];
  if (iamAllows && option !== undefined) {
    throw UserError.of({ code: "iam-allows-with-policies", args: {} }, { path: option });
  }
}

function decide(
  source: KeyPolicySource,
  request: AccessRequest,
  documents: Documents,
  iamAllows: boolean | undefined,
): Authorization {
  const policy = compileJson(source.json);
  const decideFor = (owner: string): Authorization =>
    authorize(policy, request, documents, { owner, ...(iamAllows !== undefined && { iamAllows }) });
  if (source.owner !== null) return decideFor(source.owner);
  // The key may be the caller's account's or not: where that makes a difference, the verdict is unknown.
  const [, account = request.principal] = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(request.principal) ?? [];
  const [own, foreign] = [decideFor(account), decideFor("")];
  // Whose RCPs would count, nobody can say.
  const notKnown = own.notKnown.filter(({ document }) => document !== "rcps");
  if (own.verdict === foreign.verdict) return { ...own, notKnown };
  const either = <Value>(left: readonly Value[], right: readonly Value[]): readonly Value[] => [
    ...new Set([...left, ...right]),
  ];
  const { statements, reasons, faults } = own.keyPolicy;
  return {
    verdict: "Unknown",
    possible: either(own.possible, foreign.possible),
    notKnown,
    decidedBy: [],
    keyPolicy: {
      verdict: "Unknown",
      possible: either(own.keyPolicy.possible, foreign.keyPolicy.possible),
      because: "unresolved",
      statements,
      reasons,
      faults,
    },
  };
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
  io.talk(`trailkey knows no KMS action ${action}${near === undefined ? "" : `; did you mean ${near}?`}\n`);
}
