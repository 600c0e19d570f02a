import type { IdentityType } from "../../describe/identities";
import { withoutAlarmPlace } from "../../describe/identities";
import { quote } from "../../terraform/quoted-string";
import type { ModuleCodes } from "../module-codes";
import type { Sentences } from "./sentences";

/** Modules on disk. */
export const moduleSentences: Sentences<ModuleCodes> = {
  edited: () =>
    "was edited by hand since trailkey wrote it; --diff shows the difference, --force overwrites it",
  foreign: () =>
    "was not written by trailkey; choose another directory with -o, or overwrite it with --force",
  "edited-extra": () =>
    "is no longer needed, but was edited by hand since trailkey wrote it; move your changes elsewhere, or remove the file with --force",
  "other-config": ({ before, after }) =>
    `contains the module of another config, ${before}, but this config is ${after}; choose another directory with -o, or replace the module with --force`,
  link: () =>
    "is a symbolic link, and trailkey does not write through links; remove it or choose another directory with -o",
  directory: () => "is a directory, but must be a file; remove it or choose another directory with -o",
  notDirectory: () => "is a file, but must be a directory; remove it or choose another directory with -o",
  special: () => "is neither a file nor a directory; remove it or choose another directory with -o",

  destroyed: ({ type, address, identity }) => {
    const [name] = Object.entries(identity).flatMap(([argument, value]) =>
      argument !== "account" && typeof value === "string" ? [value] : [],
    );
    const isTold = name === undefined || address.endsWith(`[${quote(name)}]`);
    const wayOut = wayOutByAddress[withoutAlarmPlace(address)] ?? waysOut[type].destroyed;
    return `would be destroyed${isTold ? "" : ` (${name})`}; ${wayOut}`;
  },
  "left-to-caller": ({ variable }) =>
    `would be destroyed, unless the caller of the module passes it in ${variable}; let every caller pass it, then run with --allow-replace`,
  replaced: ({ type, argument, before, after }) =>
    `would be replaced (${argument} from ${JSON.stringify(before)} to ${JSON.stringify(after)}); ${waysOut[type].replaced}`,
  "account-changed": ({ type, before, after }) =>
    `would be created again in ${accountText(after)}, and Terraform would lose track of the one in ${accountText(before)}; to keep it, restore ${accountOptions[type]}; to have both, leave this module as it is and give the new config another name and directory`,
  "home-changed": ({ option, before, after }) =>
    `changes from ${before} to ${after}, so Terraform would create everything again, and destroy or lose track of what it created in ${before}; to have both, give the other ${option === "account" ? "account" : "Region"} a directory of its own with -o`,
  "members-unlogged": ({ before }) =>
    `is no longer set, so the trail would stop logging the other accounts of ${before ?? "the organization"}; to keep logging them, restore organization`,
  "organization-changed": ({ option, before, after }) =>
    `changes from ${before} to ${after}, so the policies would no longer allow the trail of ${
      option === "id" ? "that organization" : "that management account"
    }, and its logs would not be delivered; to keep it, restore organization.${option}`,
  "logs-expire": ({ option, before, after }) => {
    const now = before === null ? `is new: ${dayCount(after)}` : `goes from ${dayCount(before)} to ${after}`;
    const what =
      option === "expireAfterDays"
        ? "logs older than that"
        : "versions that were replaced or deleted longer ago";
    return `${now}, so S3 would soon delete ${what}, also those that are there now; to keep them, ${
      before === null ? `remove bucket.lifecycle.${option}` : `restore bucket.lifecycle.${option}`
    }`;
  },
  "lock-removed": ({ mode, days }) =>
    `is no longer set, so new logs would no longer be locked (${mode} mode, ${dayCount(days)}); to keep locking them, restore bucket.objectLock`,
  "lock-weakened": ({ before, after }) =>
    `changes from ${before} to ${after}, so principals with s3:BypassGovernanceRetention could delete new logs; to keep it, restore bucket.objectLock.mode`,
  "lock-shortened": ({ before, after }) =>
    `goes from ${dayCount(before)} to ${after}, so new logs could be deleted earlier; to keep it, restore bucket.objectLock.days`,
  "access-unlogged": () =>
    "is no longer set, so S3 would no longer log requests to the bucket; to keep logging them, restore bucket.accessLog",
  "events-unlogged": ({ events }) =>
    `no longer asks for what the trail logs now, which would stop: ${events.join(", ")}; to keep logging it, restore events`,
  "configs-compared": () =>
    "this compares the config with the previous one, and does not know values that a caller of the module sets; --allow-replace writes the module anyway",

  "output-unnamed": () => "the name of a directory is missing",
  "output-is-link": () => "is a symbolic link; give the directory that it points to",
  "output-leads-out": ({ root }) =>
    `is outside the working directory, because a symbolic link points to ${root}; give that path`,
  "output-missing": () => "does not exist",
  "output-no-directory": ({ path }) => `${path} is not a directory; choose another with -o`,
  "manifest-foreign": () => `is not a manifest that trailkey wrote; ${withoutManifest}`,
  "manifest-version": () => `was written by another version of trailkey; ${withoutManifest}`,
  "manifest-path": ({ path }) =>
    `lists ${JSON.stringify(path)}, which trailkey never wrote; ${withoutManifest}`,
  "files-keep-changing": () => "the files change while trailkey writes them; is another run active?",
  "written-in-part": () => "the module is incomplete; the next `trailkey generate` finishes it",
};

const dayCount = (days: number): string => (days === 1 ? "1 day" : `${days} days`);

const withoutManifest = "remove it, or ignore it with --force";

const accountText = (account: string | null): string =>
  account === null ? "the account of the default provider" : `account ${account}`;

/** What says in which account a resource is created. */
const accountOptions: Readonly<Record<IdentityType, string>> = {
  aws_kms_key: "key.account",
  aws_kms_replica_key: "key.account",
  aws_s3_bucket: "bucket.account",
  aws_cloudtrail: "account",
  aws_iam_role: "readers[].assumableRole.account",
  aws_cloudwatch_log_group: "account",
  aws_sns_topic: "account",
};

/** How to keep what would be destroyed, where it is another way than that of its type. */
const wayOutByAddress: Readonly<Record<string, string>> = {
  "aws_kms_key.log_group":
    "without it, the events that it encrypted in the log group cannot be read; to keep it, restore logGroup.key: own",
  "aws_sns_topic.alarms":
    "its subscriptions would be deleted, and alarms would reach nobody; to keep it, restore alarms",
};

/** How to keep what would be lost. */
const waysOut: Readonly<Record<IdentityType, Readonly<Record<"destroyed" | "replaced", string>>>> = {
  aws_kms_key: {
    destroyed:
      "without it, the logs that it encrypted cannot be read; to keep it, set key.handedOver: true together with key.existing",
    replaced:
      "existing logs stay encrypted with the old key, which would be scheduled for deletion; to keep it, restore key.multiRegion",
  },
  aws_kms_replica_key: {
    destroyed:
      "what it encrypted can still be decrypted with the primary key and the other replicas, but nothing in its Region can use it any longer; to keep it, keep its Region in key.replicas",
    replaced: "to keep it, restore its Region in key.replicas",
  },
  aws_s3_bucket: {
    destroyed: "to keep it, set bucket.handedOver: true together with bucket.existing: true",
    replaced: "to keep it, restore bucket.name",
  },
  aws_cloudtrail: {
    destroyed: "to keep it, keep the trail in the config",
    replaced: "no events are logged in between; to keep it, restore trail.name or name",
  },
  aws_cloudwatch_log_group: {
    destroyed:
      "all events in it would be deleted; to keep it, restore logGroup. To use it as an existing one, first remove it from the state with `terraform state rm`, then set logGroup.existing",
    replaced:
      "all events in it would be deleted; to keep it, restore logGroup.name, or the trail's name that it follows",
  },
  aws_sns_topic: {
    destroyed: "its subscriptions would be deleted; to keep it, restore notifications",
    replaced:
      "its subscriptions would be deleted; to keep it, restore notifications.name, or the trail's name that it follows",
  },
  aws_iam_role: {
    destroyed: "readers could no longer assume it; to keep it, keep its name in readers[].assumableRole",
    replaced:
      "the new role has another ID; to keep the role, restore its name and path in readers[].assumableRole",
  },
};
