import type { Config, Reader } from "../config/config";
import type { TrailsToTry } from "./trails-to-try";
import type { Expectation, ExpectedRequest } from "./expectation";
import { allowed, refused } from "./expectation";
import type { Trail } from "./requests";
import { elsewhere, logOf } from "./requests";
import { readsDigestsOf } from "./digests-are-read";
import { memberReadsLogs } from "./member-reads-logs";
import { useAndManage } from "./use-and-manage";
import { contextOf, whoReads } from "./who-reads";

export function readerReadsLogs(config: Config, tried: TrailsToTry, reader: Reader): readonly Expectation[] {
  if (reader.kind === "organization") return memberReadsLogs(config, tried, reader);
  const { deployment, own, read: trails } = tried;
  const who = whoReads(config, deployment, reader);
  const { principals, iamAllows } = who;
  // In the key's account IAM could allow more: the permission set must not.
  const beyondReading = reader.kind === "permissionSet" ? {} : iamAllows;
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
        { ...asks(principal, "does not re-encrypt logs", "kms:ReEncryptFrom", own), ...beyondReading },
        ["console"],
      ),
      refused(config, { ...asks(principal, "decrypts nothing but logs", "kms:Decrypt"), ...beyondReading }),
      ...useAndManage.map((action) =>
        refused(config, { ...asks(principal, `has no ${action}`, action, own), ...beyondReading }),
      ),
      ...readsDigestsOf(
        config,
        tried,
        own.account,
        {
          principal,
          context: asks(principal, "", "kms:Decrypt").context ?? {},
          ...iamAllows,
        },
        beyondReading,
      ),
    ]),
    ...(needsIam(reader) ? principals : []).map((principal) =>
      refused(
        config,
        asks(principal, "reads no logs unless its own IAM allows it", "kms:Decrypt", own),
        reader.kind === "permissionSet" ? ["console"] : [],
      ),
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

const needsIam = ({ kind }: Reader): boolean => kind === "account" || kind === "permissionSet";
