import type { Config, Reader } from "../config/config";
import { accountOf } from "../config/key-owner";
import type { TrailsToTry } from "./trails-to-try";
import type { Deployment } from "./deployment";
import type { Expectation, ExpectedRequest } from "./expectation";
import { allowed, refused } from "./expectation";
import type { Trail } from "./requests";
import { elsewhere, logOf } from "./requests";

const useAndManage = [
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:ReEncryptTo",
  "kms:CreateGrant",
  "kms:PutKeyPolicy",
  "kms:DisableKey",
  "kms:ScheduleKeyDeletion",
] as const;

export function readerReadsLogs(
  config: Config,
  { deployment, own, allowed: trails }: TrailsToTry,
  reader: Reader,
): readonly Expectation[] {
  const { principals, iamAllows, sessions = none } = whoReads(config, deployment, reader);
  // The account of the key decides by its own IAM, whoever it trusts besides.
  const outsiders =
    reader.kind === "assumableRole"
      ? reader.trustedAccounts.filter((trusted) => trusted !== deployment.owner)
      : [];
  const asks = (principal: string, what: string, action: string, logs?: Trail): ExpectedRequest => {
    const role = sessions.get(principal);
    const context = { ...(role !== undefined && { "aws:PrincipalArn": role }), ...(logs && logOf(logs)) };
    return {
      name: `${principal} ${what}`,
      principal,
      action,
      ...(Object.keys(context).length > 0 && { context }),
    };
  };
  return [
    ...principals.flatMap((principal) => [
      ...trails.flatMap((trail) => [
        allowed({
          ...asks(
            principal,
            trail === own ? "reads logs" : `reads logs of ${trail.arn}`,
            "kms:Decrypt",
            trail,
          ),
          ...iamAllows,
        }),
        allowed({
          ...asks(
            principal,
            `reads logs of ${trail.arn} from another Region`,
            "kms:Decrypt",
            elsewhere(trail),
          ),
          ...iamAllows,
        }),
      ]),
      refused(
        config,
        { ...asks(principal, "does not re-encrypt logs", "kms:ReEncryptFrom", own), ...iamAllows },
        ["console"],
      ),
      refused(config, { ...asks(principal, "decrypts nothing but logs", "kms:Decrypt"), ...iamAllows }),
      ...useAndManage.map((action) =>
        refused(config, { ...asks(principal, `has no ${action}`, action, own), ...iamAllows }),
      ),
    ]),
    ...(reader.kind === "account" ? principals : []).map((principal) =>
      refused(config, asks(principal, "reads no logs unless its own IAM allows it", "kms:Decrypt", own)),
    ),
    ...outsiders
      .filter((id) => !config.readers.some((other) => other.kind === "account" && other.id === id))
      .map((id) => `arn:${deployment.partition}:iam::${id}:user/Alice`)
      .map((principal) =>
        refused(config, {
          ...asks(principal, "reads no logs without assuming the role", "kms:Decrypt", own),
          iamAllows: true,
        }),
      ),
  ];
}

/** The identities that a reader stands for. */
interface WhoReads {
  readonly principals: readonly string[];
  /** Whether their own IAM must also allow it. */
  readonly iamAllows: { readonly iamAllows?: true };
  /** By the ARN of a session, which tells no path, its role's ARN, which is what `aws:PrincipalArn` holds. */
  readonly sessions?: ReadonlyMap<string, string>;
}

const none: ReadonlyMap<string, string> = new Map();

function whoReads(config: Config, deployment: Deployment, reader: Reader): WhoReads {
  const arn = (account: string, rest: string): string =>
    `arn:${deployment.partition}:iam::${account}:${rest}`;
  const role = (account: string, path: string): Pick<WhoReads, "principals" | "sessions"> => {
    const roleArn = arn(account, `role/${path}`);
    const name = path.slice(path.lastIndexOf("/") + 1);
    const session = `arn:${deployment.partition}:sts::${account}:assumed-role/${name}/session`;
    return { principals: [roleArn, session], sessions: new Map([[session, roleArn]]) };
  };
  switch (reader.kind) {
    case "user":
      return { principals: [arn(deployment.owner, `user/${reader.name}`)], iamAllows: {} };
    case "role":
      return { ...role(deployment.owner, reader.name), iamAllows: {} };
    case "principal":
      return { principals: [reader.arn], iamAllows: {} };
    case "organization":
    case "permissionSet":
      return { principals: [], iamAllows: {} };
    case "account":
      return {
        principals: [arn(reader.id, "user/Alice"), arn(reader.id, "role/Audit")],
        iamAllows: { iamAllows: true },
      };
    case "assumableRole": {
      const account =
        accountOf({ ...config, account: deployment.account }, reader.provider) ?? deployment.account;
      // Where the key is another account's, the role needs its own IAM too: it has it, we create the role.
      return {
        ...role(account, `${reader.path.slice(1)}${reader.name}`),
        iamAllows: account === deployment.owner ? {} : { iamAllows: true },
      };
    }
  }
}
