import type { Config, Reader } from "../config/config";
import type { TrailsToTry } from "./trails-to-try";
import type { Expectation, ExpectedRequest } from "./expectation";
import { allowed, refused } from "./expectation";
import type { Trail } from "./requests";
import { elsewhere, logOf } from "./requests";
import { contextOf, whoReads } from "./who-reads";

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
  const who = whoReads(config, deployment, reader);
  const { principals, iamAllows } = who;
  // The account of the key decides by its own IAM, whoever it trusts besides.
  const outsiders =
    reader.kind === "assumableRole"
      ? reader.trustedAccounts.filter((trusted) => trusted !== deployment.owner)
      : [];
  const asks = (principal: string, what: string, action: string, logs?: Trail): ExpectedRequest => {
    const context = { ...contextOf(who, principal), ...(logs && logOf(logs)) };
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
