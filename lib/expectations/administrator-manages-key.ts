import type { Config } from "../config/config";
import type { TrailsToTry } from "./trails-to-try";
import type { Expectation } from "./expectation";
import { allowed, refused } from "./expectation";
import { logOf } from "./requests";

export function administratorManagesKey(
  config: Config,
  { own }: TrailsToTry,
  principal: string,
): readonly Expectation[] {
  return [
    ...[...management, ...(config.key.replicas.length > 0 ? replication : [])].map((action) =>
      allowed({ name: `${principal} manages the key: ${action}`, principal, action }),
    ),
    ...aliases.map((action) =>
      allowed({
        name: `${principal} manages aliases of the key, where its own IAM allows it for the alias: ${action}`,
        principal,
        action,
        iamAllows: "alias",
      }),
    ),
    ...["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:CreateGrant"].map((action) =>
      refused(config, { name: `${principal} does not use the key: ${action}`, principal, action }),
    ),
    refused(
      config,
      { name: `${principal} reads no logs`, principal, action: "kms:Decrypt", context: logOf(own) },
      ["console"],
    ),
  ];
}

const management = [
  ...["DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus"],
  ...["ListGrants", "ListKeyPolicies", "ListKeyRotations", "ListResourceTags"],
  ...["PutKeyPolicy", "UpdateKeyDescription", "EnableKey", "DisableKey"],
  ...["EnableKeyRotation", "DisableKeyRotation", "RotateKeyOnDemand"],
  ...["TagResource", "UntagResource"],
  ...["ScheduleKeyDeletion", "CancelKeyDeletion"],
].map((action) => `kms:${action}`);

/** To make a replica, its own IAM must let it create a key in that Region too. */
const replication = ["kms:ReplicateKey", "kms:UpdatePrimaryRegion"];

/** An alias has no policy: on it, IAM decides. */
const aliases = ["CreateAlias", "UpdateAlias", "DeleteAlias"].map((action) => `kms:${action}`);
