import type { ContradictionCodes, NamedEntry } from "../../config/problem-codes";
import { show } from "../show";
import { eventSentences } from "./events";
import { ruleSentences } from "./rules";
import type { Sentences } from "./sentences";
import { sentenceOf } from "./sentences";

/** Options that contradict each other. */
export const contradictionSentences: Sentences<ContradictionCodes> = {
  ...eventSentences,
  "bucket-missing": () =>
    "is missing, but a trail needs one: set bucket: { name: … }, or trail: false to create only the key",
  "bucket-without-trail": () => "is not created when trail is false: remove it, or set existing: true",
  "new-bucket-elsewhere": ({ region }) =>
    `${region} is not the trail's Region, where a new bucket is created: set existing: true, or remove it`,
  "new-bucket-by-id": ({ account, name }) =>
    name === undefined
      ? `${account} is not the account in which a new bucket is created. To create it there, give ${account} a name in accounts and write that name here; if the bucket exists already, set existing: true`
      : `is an account ID, which only an existing bucket can have: to create the bucket in ${account}, write its name, ${name}`,
  "account-name": ({ violation }) => `the name: ${sentenceOf(ruleSentences, violation)}`,
  "account-unknown": ({ name, names, meant }) =>
    names.length === 0
      ? `${show(name)} is not in accounts: add accounts: { ${name}: "ID of the account" }`
      : `${show(name)} is not in accounts, which has ${names.join(", ")}${meant === undefined ? "" : ` (did you mean ${meant}?)`}`,
  "account-named-twice": ({ account, first }) =>
    `${account} already has the name ${first}: remove one of the two names`,
  "account-of-deployment": ({ account }) =>
    `${account} is the account that the deployment is signed in to (account), which needs no name: remove it here and wherever the name is used`,
  "account-unused": ({ name }) =>
    `nothing is created in this account: set key.account or bucket.account to ${name}, or remove it`,
  "management-account-missing": () =>
    "is missing: the trail's ARN has the organization's management account, so set it, or set account if the deployment is signed in to the management account",
  "delegated-count": ({ count, maximum }) =>
    `has ${count} accounts, but CloudTrail can have at most ${maximum} delegated administrators`,
  "delegated-without-trail": () =>
    "are not registered when trail is false: remove them, or register them where the trail is created",
  "delegated-elsewhere": ({ management, account }) =>
    `can only be registered from the management account ${management}, but the deployment is signed in to ${account}: remove them here, and register them in a config whose account is ${management}`,
  "delegated-management": ({ account }) =>
    `${account} is the management account, which needs no registration: remove it`,
  "foreign-boundary": ({ arn, boundaryAccount, account }) =>
    `${show(arn)} belongs to account ${boundaryAccount}, but the role is created in ${account}: a permissions boundary must be a policy of the role's account, or of AWS`,
  "existing-key-elsewhere": ({ keyRegion, bucketRegion }) =>
    `is a key in ${keyRegion}, but the bucket is in ${bucketRegion}: S3 needs a key in the bucket's Region`,
  "new-key-elsewhere": ({ keyRegion, bucketRegion }) =>
    `${bucketRegion} is not ${keyRegion}, where the key is created: S3 needs a key in the bucket's Region; set key.existing to the ARN of one`,
  "bucket-name-unknown": () =>
    "is missing: set it to the S3BucketName that `aws cloudtrail get-trail --name aws-controltower-BaselineCloudTrail` prints. For a landing zone before 4.0, you can set region and bucket.account instead, because they give the name",
  "preset-without-organization": () =>
    "is missing, but preset: control-tower needs it: set organization: { id: … }, because AWS Config's statement and the folder of the logs contain its ID",
  "preset-creates": ({ what }) =>
    `cannot be set with preset: control-tower, because Control Tower creates the ${what}: remove it`,
  "preset-elsewhere": ({ account, management }) =>
    `${account} is not the management account ${management}: Control Tower needs a key in the management account`,
  "preset-key-elsewhere": () =>
    "cannot be set with preset: control-tower, which needs a key in the management account, where the deployment is signed in: remove it",
  "preset-multi-region": () =>
    "is a multi-Region key, which Control Tower does not support: use a single-Region key",
  "preset-replicas": () =>
    "cannot be set with preset: control-tower, because Control Tower does not support multi-Region keys: remove it",
  "replicas-single-region": () =>
    "needs a multi-Region key: set key.multiRegion: true, or remove it. A key that exists already cannot be changed: it would be replaced",
  "replica-at-home": ({ region }) =>
    `${region} is the Region of the key itself, which has no replica there: remove it`,
  "replica-named-as-account": ({ region, name }) =>
    `${region} needs a provider with the alias ${name}, which is the name of an account: give the account another name in accounts, or set provider.aws: ">= 6.0", with which a replica needs no provider of its own`,
  "provider-excluded": ({ constraint, needed, option }) =>
    `${show(constraint)} allows no version of the AWS provider that the module works on, ${needed}${option === undefined ? "" : ` (because of ${option})`}: allow one of these`,
  "option-of-new-key": () => "has no effect on an existing key (key.existing): remove it",
  "name-as-alias": ({ violation }) =>
    `the config's name is also the alias, and ${sentenceOf(ruleSentences, violation)}: set key.alias`,
  "key-handed-over": () =>
    "applies only to a key that this module created and now treats as existing: set key.existing to its ARN, or remove handedOver",
  "bucket-handed-over": () =>
    "applies only to a bucket that this module created and now treats as existing: set bucket.existing to true, or remove handedOver",
  "option-of-new-bucket": () =>
    "is set where the bucket is created, and this bucket is managed elsewhere: remove it, and set it there",
  "lifecycle-empty": () =>
    "has no days, so it would do nothing: set expireAfterDays or another of its options, or remove it",
  "expiry-before-glacier": ({ expiry, glacier }) =>
    `deletes logs after ${daysText(expiry)}, but glacierAfterDays moves them to Glacier only after ${daysText(glacier)}: set it to more than ${glacier}, or remove glacierAfterDays`,
  "expiry-within-lock": ({ expiry, lock }) =>
    `deletes logs after ${daysText(expiry)}, but bucket.objectLock locks them for ${daysText(lock)}: set it to at least ${lock}`,
  "expired-logs-kept": () =>
    "only hides logs: the bucket has versions, so S3 keeps and bills each expired log as a noncurrent version. Set noncurrentExpireAfterDays to delete these too",
  "glacier-billed": ({ stay, billed }) =>
    `deletes logs after ${daysText(stay)} in Glacier, which bills for at least ${billed}`,
  "lock-without-key": () =>
    "does not protect the key: if the KMS key is deleted, no one can read the locked logs. Allow only a few administrators to schedule its deletion",
  "compliance-unconfirmed": ({ days }) =>
    `is compliance, which cannot be undone: no one, root included, can delete or shorten for ${days === undefined ? "these days" : daysText(days)}; destroy will fail. If you want that, add confirm: compliance; otherwise use mode: governance`,
  "confirm-of-governance": () =>
    "confirms mode: compliance, but the mode is governance: remove it, or set mode: compliance",
  "access-log-of-itself": ({ bucket }) =>
    `${bucket} is the log bucket itself: each access log would be a request that S3 logs again, without end. Use another bucket`,
  "access-log-elsewhere": ({ region, bucketRegion }) =>
    `${region} is not ${bucketRegion}, the Region of the log bucket: S3 writes access logs only to a bucket of the same Region`,
  "force-destroy-locked": () => "cannot delete logs that bucket.objectLock locks: remove one of the two",
  "force-destroy-protected": () =>
    "has no effect while protect is true, because Terraform refuses to destroy the bucket: set protect: false, or remove it",
  "monitoring-without-trail": () => "needs a trail, and this config creates none: remove it",
  "option-of-new-log-group": () => "has no effect on an existing log group (logGroup.existing): remove it",
  "log-group-role-missing": () =>
    "is missing, but an existing log group needs it: set it to the ARN of the role that CloudTrail assumes to write there",
  "not-where-trail-is": ({ what, part, found, trails }) =>
    part === "account"
      ? `is in account ${found}, but the trail is created in ${trails}: CloudTrail needs a ${what} of that account`
      : `is in ${found}, but the trail's Region is ${trails}: ${what === "key" ? "the key must be in the same Region" : `CloudTrail needs a ${what} in its home Region`}`,
  "log-group-key-elsewhere": ({ where }) =>
    `is the key of the logs, which is in ${where}: a log group needs a key of its own account and Region. Set it to own`,
  "key-of-logs-by-arn": () => "is the key of the logs (key.existing): set it to this",
  "option-of-new-topic": () => "has no effect on an existing topic (notifications.existing): remove it",
  "topic-key-without-topic": () =>
    "is the key of an existing topic, and none is named: set notifications.existing to the topic's ARN, or remove it. A new topic gets a key of its own",
  "topic-key-of-aws": ({ key }) =>
    `${key} is a key of AWS, whose policy cannot be changed, so CloudTrail cannot use it: encrypt the topic with a customer managed key`,
  "topic-key-of-logs": () =>
    "is the key of the logs: SNS needs a statement without conditions, which would let CloudTrail use the key for any trail. Encrypt the topic with another key",
  "cis-without-log-group": () =>
    "is cis, whose metric filters read the trail's events in a log group, and there is none: add logGroup: true",
  "cis-without-alarms": () => "is cis, whose alarms notify a topic, and there is none: add alarms: true",
  "cis-of-one-region": () =>
    "is cis, but the trail logs one Region (trail.multiRegion: false), so its alarms never see the others: remove multiRegion",
  "every-alarm-excepted": () => "leaves out every alarm: remove some of them, or set alarms: false",
  "cis-alarm-excepted": ({ name }) =>
    `${name} is an alarm of profile: cis, which is not set, so nothing is left out: remove it`,
  "alarms-topic-elsewhere": ({ part, found, trails }) =>
    `is in ${part === "account" ? `account ${found}` : found}, but the trail is created in ${trails}: a rule publishes to a topic of its own account and Region. Use a topic there, or remove it and one is created`,
  "topics-alike": ({ name }) =>
    `${name} is also the name of the topic of alarms, which follows from the trail's: both would be one topic, with only one of the two policies. Use another name`,
  "trail-name-of-alarms": ({ length, maximum }) =>
    `has ${length} characters, but with alarms the trail's name can have at most ${maximum}, because the names of the EventBridge rules begin with it: use a shorter name`,
  "alarms-elsewhere": ({ what, part, found, names }) =>
    `cannot watch the ${what}, which is in ${part === "account" ? `account ${found}` : found}: a rule must be in the account and Region of what it watches. ${part === "account" ? `Give ${found} a name in accounts, or leave` : "Leave"} its alarms out: except: [${names.join(", ")}]`,
  "alarms-of-delegated-trail": ({ management }) =>
    `watches calls on the trail in the account that creates it alone: the trail is one of the management account ${management}, and calls from there, such as StopLogging, are events there. Watch the trail there too`,
  "alarms-of-unlogged-account": ({ what, account }) =>
    `watches the ${what} in account ${account}, whose API calls this trail does not log: these alarms fire only if another trail logs the management events of ${account}`,
  "alarms-never-fire": ({ names, management, chosen }) =>
    `watch calls that this trail does not log, so the ${names.length === 1 ? "alarm" : "alarms"} could never fire: ${names.join(", ")}. ${
      chosen || management === "all" || management === "write"
        ? "Remove what leaves these calls out of events"
        : `Set events.management to all or write (it is ${management})`
    }, or leave these alarms out with except`,
  "cis-without-reads": () =>
    "is cis, but the trail logs no read management events, so the alarms on the root user and on refused calls miss those: set events.management: all",
  "log-group-silenced": () =>
    "is this: if the key of the logs is disabled, CloudTrail can no longer write to the log group, and alarms on it are silent. Set it to own",
  "listed-twice": ({ first, ...entry }) => `${named(entry)} is listed twice, first in ${first}: remove one`,
  "source-accounts-listed": ({ count, organization }) =>
    organization === undefined
      ? `lists ${count} accounts: if they belong to one organization, set organization: { id: o-… } for one organization trail, and remove them when their own trails have stopped`
      : `lists ${count} accounts: those of the organization ${organization} are logged by its organization trail, so remove them when their own trails have stopped`,
  "reader-accounts-listed": ({ count, organization }) =>
    organization === undefined
      ? `list ${count} accounts: if every account of their organization may read its logs, set organization: { id: o-… } and write one reader, organization: o-…, instead`
      : `list ${count} accounts: if every account of the organization may read its logs, write one reader, organization: ${organization}, instead`,
  "own-trail": ({ arn }) => `${show(arn)} is this trail, which is already included; remove it`,
  "account-listed": ({ arn, account }) =>
    `${show(arn)} is a trail of an account that ${account} already lists: remove one`,
  "foreign-principal": ({ arn, account, keyAccount, as }) =>
    `${show(arn)} belongs to account ${account}, but the key belongs to ${keyAccount}: ${
      as === "reader"
        ? "for readers of another account, use account: or assumableRole:"
        : "administrators must belong to the key's account"
    }`,
  "administrator-reads": ({ reader, ...entry }) =>
    `${named(entry)} is also a reader (${reader}): an administrator must not decrypt; remove it from one of the two`,
  "owner-reads": ({ account }) =>
    `${account} owns the key, and the key policy already lets its IAM policies decide: use user: or role: instead`,
  "owner-trusted": ({ account }) =>
    `${account} owns the role, which is for other accounts: use user: or role: for readers of this account`,
  "organization-missing": ({ id }) =>
    `${id} has no trail here: set organization to { id: ${id} } for an organization trail, or use account: for each reader`,
  "other-organization": ({ id, trails }) =>
    `${id} is not your organization, ${trails} (organization.id), and all its accounts would read your logs: use ${trails}`,
  "own-logs-among-all": ({ all }) =>
    `has no effect, because ${all} already allows each account to read all logs: remove one of the two`,
  "own-logs-without-bucket": () =>
    "needs the bucket, because the folders in it tell the accounts apart: set bucket to { name: …, existing: true }",
  "other-partition": ({ value, partition, other, otherPartition }) =>
    `${show(value)} is in partition ${partition}, but ${other} is in ${otherPartition}: both must be in the same partition`,
  "partition-of-region": ({ arn, partition, region, regionPartition }) =>
    `${show(arn)} has partition ${partition}, but its Region ${region} is in ${regionPartition}`,
  "tag-count": ({ count, maximum }) => `has ${count} tags, but a resource can have at most ${maximum}`,
  "state-among-logs": ({ bucket }) =>
    `${bucket} is the bucket of the logs: keep the state in another bucket, which exists before the first plan and which readers of the logs cannot read`,
  "workspace-with-tags": () => "cannot be combined with workspace: give one of them",
  "extends-without-file": () =>
    "works only in a config file: where options are given in code, spread the common ones into them, ({ ...base, name })",
  "tag-key-twice": ({ key }) =>
    `${show(key)} occurs twice in different Unicode forms, which Terraform treats as the same key: remove one`,
  "tag-key-impossible": ({ key }) => `the key ${show(key)} cannot be used here: choose another`,
  "tag-key": ({ violation }) => `the key: ${sentenceOf(ruleSentences, violation)}`,
  "tag-empty": () => "is empty, but a trail's tag value must have 1 to 256 characters",
  "role-name-in-several-accounts": ({ name, first }) =>
    `${show(name)} is also the name of a role in another account (${first}), but outputs list roles by name: use different names`,
  "home-region-opt-in": ({ region }) =>
    `${region} is an opt-in Region, which each account must enable. A member account that has not enabled the home Region of an organization trail sends no logs at all. Choose a Region that is enabled by default, such as us-east-1 or eu-west-1, or make sure that every account enables ${region}`,
  "region-unknown": ({ region, meant }) =>
    `${region} is not a Region that this version of trailkey knows${meant === undefined ? "" : `, did you mean ${meant}?`}`,
  "tag-characters": ({ part, characters }) =>
    `the ${part} contains ${characters.map(show).join(" ")}, which S3 and IAM refuse in a tag: use only letters, digits, spaces and _ . : / = + - @`,
};

const daysText = (count: number): string => (count === 1 ? "1 day" : `${count} days`);

function named({ kind, name }: NamedEntry): string {
  if (kind === "account" || kind === "organization" || kind === "Region") return `${kind} ${name}`;
  return kind === "trails" ? show(name) : `${kind} ${show(name)}`;
}
