// Generated from the JSON Schema of the config by scripts/generate-config-input.ts. Do not edit.

/** A CloudTrail trail whose logs are encrypted with a customer managed KMS key. */
export interface ConfigInput {
  /**
   * Location of this file's JSON Schema, for editors. trailkey does not read it.
   * @default none
   */
  readonly $schema?: string;
  /**
   * Another config, which this file is put over: a path relative to this file. Sections are merged option by option; lists and single values replace those of the other config; null puts an option's default back. Only for configs in a file.
   * @default none
   */
  readonly extends?: string;
  /** Name of the generated module, and of the trail and the key's alias unless they are set separately. */
  readonly name: string;
  /**
   * The account that the deployment is signed in to, which creates the trail: 12 digits, in quotes. null: the provider's account.
   * @default null
   */
  readonly account?: string | null;
  /**
   * Home Region of the trail; the partition follows from it. null: the provider's Region.
   * @default null
   */
  readonly region?: string | null;
  /**
   * Further accounts that the deployment is signed in to: 12 digits each, by name. Each name is the alias of an AWS provider.
   * @default {}
   */
  readonly accounts?: Readonly<Record<string, string>>;
  /**
   * The AWS organization. Its trail logs the events of every account.
   * @default none, the trail logs only its own account
   */
  readonly organization?: OrganizationInput;
  /**
   * The landing zone that the key is for. control-tower: creates only the key, in the management account; AWS Control Tower creates the trail and the bucket. Requires organization.
   * @default "none"
   */
  readonly preset?: "none" | "control-tower";
  /**
   * The trail. false: creates only the key, for trails that are created elsewhere.
   * @default {}
   */
  readonly trail?: false | TrailInput;
  /**
   * Which events the trail logs.
   * @default {}
   */
  readonly events?: EventsInput;
  /**
   * The KMS key that encrypts the logs.
   * @default {}
   */
  readonly key?: KeyInput;
  /**
   * The bucket that receives the logs. A trail requires one; with trail: false it must be an existing bucket.
   * @default none
   */
  readonly bucket?: BucketInput;
  /**
   * The CloudWatch Logs log group that the trail also sends its events to, in the account that creates the trail. true: creates one with the defaults.
   * @default false
   */
  readonly logGroup?: boolean | LogGroupInput;
  /**
   * The SNS topic that CloudTrail notifies of each log file. true: creates one with the defaults, encrypted with a key of its own.
   * @default false
   */
  readonly notifications?: boolean | NotificationsInput;
  /**
   * EventBridge rules that notify an SNS topic of API calls that stop the logs: of the key, the trail and the bucket, each in its account. true: all of them, with a new topic.
   * @default false
   */
  readonly alarms?: boolean | AlarmsInput;
  /**
   * Alarms that a benchmark asks for, on the events in the log group. cis: the metric filters and alarms of the CIS AWS Foundations Benchmark; requires logGroup and alarms.
   * @default "none"
   */
  readonly profile?: "none" | "cis";
  /**
   * Whether the keys of logs, the bucket and the log group that the module creates have prevent_destroy. false: for sandboxes.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * The generated Terraform module.
   * @default {}
   */
  readonly module?: ModuleInput;
  /**
   * The Terraform providers that the module is for.
   * @default {}
   */
  readonly provider?: ProviderInput;
  /**
   * Where the roots in the module's examples folder and the CDKTF stack keep their state. The roots have the same state: use one of them.
   * @default none, a local file
   */
  readonly backend?:
    | { readonly s3: { readonly bucket: string; readonly region: string; readonly key?: string } }
    | {
        readonly cloud: {
          readonly organization: string;
          readonly workspace?: string;
          readonly tags?: readonly string[];
        };
      };
  /**
   * Other trails that can encrypt with the key: account IDs (every trail of the account) or trail ARNs.
   * @default []
   */
  readonly encryptFor?: readonly (string | { readonly account: string } | { readonly trail: string })[];
  /**
   * Principals that can decrypt the logs. Users and roles must exist before the key policy is attached.
   * @default []
   */
  readonly readers?: readonly (
    | { readonly user: string }
    | { readonly role: string }
    | { readonly account: string }
    | {
        readonly assumableRole: {
          readonly name: string;
          readonly trustedAccounts: readonly string[];
          readonly externalId?: string;
          readonly path?: string;
          readonly permissionsBoundary?: string;
          readonly account?: string;
        };
      }
    | { readonly organization: string; readonly only?: "own" }
    | { readonly permissionSet: string }
  )[];
  /**
   * Tags for every resource that supports them; at most 50.
   * @default {}
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Settings for trailkey lint -c. They have no effect on what is generated.
   * @default {}
   */
  readonly lint?: LintInput;
}

/** The AWS organization. Its trail logs the events of every account. */
export interface OrganizationInput {
  /** The organization's ID. */
  readonly id: string;
  /**
   * The organization's management account, which is in the trail's ARN even if a delegated administrator creates the trail. null: account.
   * @default null
   */
  readonly managementAccount?: string | null;
  /**
   * check: Terraform checks that CloudTrail has trusted access in the organization. assume: it does not check.
   * @default "check"
   */
  readonly trustedAccess?: "check" | "assume";
  /**
   * Accounts to register as delegated administrators of CloudTrail, at most 3. Only the management account can register them.
   * @default []
   */
  readonly delegatedAdministrators?: readonly string[];
}

/** The trail. false: creates only the key, for trails that are created elsewhere. */
export interface TrailInput {
  /**
   * The trail's name.
   * @default the config's name
   */
  readonly name?: string;
  /**
   * Whether the trail logs events in all Regions.
   * @default true
   */
  readonly multiRegion?: boolean;
  /**
   * Whether CloudTrail writes digest files, with which changes to the logs can be detected.
   * @default true
   */
  readonly logFileValidation?: boolean;
}

/** Which events the trail logs. */
export interface EventsInput {
  /**
   * Which management events the trail logs.
   * @default "all"
   */
  readonly management?: "all" | "read" | "write" | "none";
  /**
   * Services whose management events are not logged.
   * @default []
   */
  readonly excludeManagementSources?: readonly ("kms.amazonaws.com" | "rdsdata.amazonaws.com")[];
  /**
   * Data events that the trail logs. AWS charges for each.
   * @default []
   */
  readonly data?: readonly (
    | { readonly s3: "all" | readonly string[]; readonly access?: "all" | "read" | "write" }
    | { readonly lambda: "all" | readonly string[]; readonly access?: "all" | "read" | "write" }
    | { readonly dynamodb: "all" | readonly string[]; readonly access?: "all" | "read" | "write" }
  )[];
  /**
   * Further selectors, as AdvancedEventSelectors in CloudTrail's API.
   * @default []
   */
  readonly advanced?: readonly {
    readonly Name?: string;
    readonly FieldSelectors: readonly {
      readonly Field:
        | "eventCategory"
        | "eventName"
        | "eventSource"
        | "eventType"
        | "errorCode"
        | "readOnly"
        | "resources.type"
        | "resources.ARN"
        | "sessionCredentialFromConsole"
        | "userIdentity.arn"
        | "vpcEndpointId";
      readonly Equals?: readonly string[];
      readonly StartsWith?: readonly string[];
      readonly EndsWith?: readonly string[];
      readonly NotEquals?: readonly string[];
      readonly NotStartsWith?: readonly string[];
      readonly NotEndsWith?: readonly string[];
    }[];
  }[];
  /**
   * CloudTrail Insights events for unusual rates of write calls (apiCallRate) or of errors (apiErrorRate). AWS charges for them.
   * @default []
   */
  readonly insights?: readonly ("apiCallRate" | "apiErrorRate")[];
  /**
   * Whether S3 data events of the log bucket are logged. include: each log file that CloudTrail writes can be an event in the next one.
   * @default "exclude"
   */
  readonly logBucket?: "exclude" | "include";
}

/** The KMS key that encrypts the logs. */
export interface KeyInput {
  /**
   * The key's alias, without alias/.
   * @default the config's name
   */
  readonly alias?: string;
  /**
   * The key's description. null: a default description with the trail's name.
   * @default null
   */
  readonly description?: string | null;
  /**
   * Days between rotations of the key, 90 to 2560.
   * @default 365
   */
  readonly rotationDays?: number;
  /**
   * Waiting period in days before a key that is scheduled for deletion is deleted, 7 to 30.
   * @default 30
   */
  readonly deletionWindowDays?: number;
  /**
   * Whether the key is a multi-Region key. This cannot be changed later.
   * @default false
   */
  readonly multiRegion?: boolean;
  /**
   * Regions in which the key has a replica, with the same policy, alias and key material. Requires multiRegion: true. With handedOver: true: those that this module created and now removes from the state.
   * @default []
   */
  readonly replicas?: readonly string[];
  /**
   * ARNs of IAM roles and users in the key's account that manage the key. Their statement does not allow them to decrypt.
   * @default []
   */
  readonly administrators?: readonly string[];
  /**
   * How the key policy is written: strict (least privilege), aws-docs (as on AWS's page), console (as the console writes it).
   * @default "strict"
   */
  readonly style?: "strict" | "aws-docs" | "console";
  /**
   * ARN of an existing key to use. The module does not manage its policy, but outputs the statements that it needs. null: creates a key.
   * @default null
   */
  readonly existing?: string | null;
  /**
   * Whether this module created the existing key earlier. true: the module removes it from the state without destroying it.
   * @default false
   */
  readonly handedOver?: boolean;
  /**
   * The account in which the key is created: a name from accounts. null: account.
   * @default null
   */
  readonly account?: string | null;
  /**
   * Your own statements of the key policy, in IAM's JSON. They are added at the end, as given.
   * @default []
   */
  readonly statements?: readonly Readonly<Record<string, unknown>>[];
}

/** The bucket that receives the logs. A trail requires one; with trail: false it must be an existing bucket. */
export interface BucketInput {
  /**
   * The bucket's name, unique across all AWS accounts.
   * @default none, it must be set. With preset: control-tower: aws-controltower-logs-ACCOUNT-REGION, the name in landing zones before 4.0
   */
  readonly name?: string;
  /**
   * Whether the bucket exists already and is managed elsewhere. true: the module outputs the statements that its policy needs.
   * @default false
   */
  readonly existing?: boolean;
  /**
   * Whether this module created the existing bucket earlier. true: the module removes it from the state without destroying it.
   * @default false
   */
  readonly handedOver?: boolean;
  /**
   * The account in which the bucket is created: a name from accounts. With existing: true, its owner: such a name, or 12 digits in quotes. null: account.
   * @default null
   */
  readonly account?: string | null;
  /**
   * Region of an existing bucket; the key must be in it. null: the trail's Region.
   * @default null
   */
  readonly region?: string | null;
  /**
   * Key prefix in the bucket, before AWSLogs/. null: none.
   * @default null
   */
  readonly prefix?: string | null;
  /**
   * Whether the bucket uses an S3 Bucket Key, which reduces calls to KMS and requires that CloudTrail can decrypt.
   * @default true
   */
  readonly bucketKey?: boolean;
  /**
   * Other trails that can deliver to the bucket: account IDs (every trail of the account) or trail ARNs.
   * @default []
   */
  readonly deliverFrom?: readonly (string | { readonly account: string } | { readonly trail: string })[];
  /**
   * How long the bucket that the module creates keeps logs.
   * @default none, S3 keeps every log
   */
  readonly lifecycle?: LifecycleInput;
  /**
   * S3 Object Lock for the logs in the bucket that the module creates. It cannot be switched off later.
   * @default none
   */
  readonly objectLock?: ObjectLockInput;
  /**
   * Where S3 logs requests to the bucket that the module creates. The module outputs the statement that the other bucket's policy needs.
   * @default none
   */
  readonly accessLog?: AccessLogInput;
  /**
   * Whether a destroy deletes every log with the bucket. Requires protect: false.
   * @default false
   */
  readonly forceDestroy?: boolean;
}

/** How long the bucket that the module creates keeps logs. */
export interface LifecycleInput {
  /**
   * Days after which S3 moves a log to Glacier Flexible Retrieval, 1 to 36500. S3 does not move logs smaller than 128 KB. null: never.
   * @default null
   */
  readonly glacierAfterDays?: number | null;
  /**
   * Days after which S3 deletes a log, 1 to 36500. The bucket has versions, so the log's data is deleted only noncurrentExpireAfterDays later. null: never.
   * @default null
   */
  readonly expireAfterDays?: number | null;
  /**
   * Days after which S3 deletes a version that was replaced or deleted, 1 to 36500. null: never.
   * @default null
   */
  readonly noncurrentExpireAfterDays?: number | null;
  /**
   * Days after which S3 removes the parts of an upload that was not completed, 1 to 36500. null: never.
   * @default null
   */
  readonly abortUploadsAfterDays?: number | null;
}

/** S3 Object Lock for the logs in the bucket that the module creates. It cannot be switched off later. */
export interface ObjectLockInput {
  /** governance: principals with s3:BypassGovernanceRetention can delete a locked log. compliance: no one can, not even the root user. */
  readonly mode: "governance" | "compliance";
  /** Days for which a new log is locked, 1 to 36500. Logs that are in the bucket already are not locked. */
  readonly days: number;
  /**
   * compliance: confirms mode: compliance, which cannot be undone.
   * @default none
   */
  readonly confirm?: "compliance";
}

/** Where S3 logs requests to the bucket that the module creates. The module outputs the statement that the other bucket's policy needs. */
export interface AccessLogInput {
  /** Name of the existing bucket that receives the access logs. It must be another bucket of the same account and Region, encrypted with SSE-S3, without Object Lock and Requester Pays. */
  readonly bucket: string;
  /**
   * What the keys of the access logs begin with, such as trail/.
   * @default nothing
   */
  readonly prefix?: string;
  /**
   * Region of that bucket, which must be the log bucket's. null: the trail's Region.
   * @default null
   */
  readonly region?: string | null;
}

/** The CloudWatch Logs log group that the trail also sends its events to, in the account that creates the trail. true: creates one with the defaults. */
export interface LogGroupInput {
  /**
   * Name of the log group, unique in its account and Region.
   * @default /aws/cloudtrail/ and the trail's name
   */
  readonly name?: string;
  /**
   * Days for which CloudWatch Logs keeps events: a period that it has, such as 90, 365 or 3653. 0: it never deletes them.
   * @default 365
   */
  readonly retentionDays?: number;
  /**
   * The key that encrypts the log group: this (the key of the logs), own (creates another) or the ARN of a key, whose policy needs the statement that the module outputs.
   * @default this, or own with alarms or if the key of the logs is in another account or Region, or only Terraform knows where it is
   */
  readonly key?: string;
  /**
   * ARN of an existing log group to use, in the trail's account and Region. Requires role.
   * @default none, a log group is created
   */
  readonly existing?: string;
  /**
   * ARN of an existing IAM role that CloudTrail assumes to write to the log group. The module outputs the policies that it needs.
   * @default none, a role is created
   */
  readonly role?: string;
}

/** The SNS topic that CloudTrail notifies of each log file. true: creates one with the defaults, encrypted with a key of its own. */
export interface NotificationsInput {
  /**
   * Name of the topic, unique in its account and Region.
   * @default cloudtrail- and the trail's name, with - in place of each dot
   */
  readonly name?: string;
  /**
   * ARN of an existing topic to use, in the trail's Region; it may belong to another account. The module outputs the statement that its policy needs.
   * @default none, a topic is created
   */
  readonly existing?: string;
  /**
   * ARN or alias of the key that encrypts the existing topic. The module outputs the statement that its policy needs.
   * @default none, the topic is not encrypted with a key
   */
  readonly key?: string;
}

/** EventBridge rules that notify an SNS topic of API calls that stop the logs: of the key, the trail and the bucket, each in its account. true: all of them, with a new topic. */
export interface AlarmsInput {
  /**
   * ARN of an existing SNS topic to use, in the trail's account and Region. The module outputs the statements that its policy and its key need.
   * @default none, a topic is created with a key of its own
   */
  readonly topic?: string;
  /**
   * Names of alarms to leave out.
   * @default none
   */
  readonly except?: readonly (
    | "key-disabled"
    | "key-deletion"
    | "key-policy"
    | "trail-stopped"
    | "trail-changed"
    | "bucket-policy"
    | "bucket-settings"
    | "bucket-lifecycle"
    | "bucket-deleted"
    | "unauthorized-api-calls"
    | "sign-in-without-mfa"
    | "root-usage"
    | "iam-policy-changes"
    | "cloudtrail-changes"
    | "sign-in-failures"
    | "kms-key-deletion"
    | "bucket-policy-changes"
    | "config-changes"
    | "security-group-changes"
    | "network-acl-changes"
    | "network-gateway-changes"
    | "route-table-changes"
    | "vpc-changes"
    | "organizations-changes"
  )[];
}

/** The generated Terraform module. */
export interface ModuleInput {
  /**
   * Which values are variables of the module. config: the values in the config, which become the defaults. all: for a module that others call; everything that grants access is also a variable, empty by default, and globally unique names have no default.
   * @default "config"
   */
  readonly variables?: "config" | "all";
}

/** The Terraform providers that the module is for. */
export interface ProviderInput {
  /**
   * Versions of the AWS provider that the module is for, as a version constraint such as ">= 6.40". It narrows the versions that the module works on. From 6.0, replicas of the key need no provider of their own; from 6.22, SSE-C is blocked explicitly. null: every version that the module works on.
   * @default null
   */
  readonly aws?: string | null;
}

/** Settings for trailkey lint -c. They have no effect on what is generated. */
export interface LintInput {
  /**
   * Other accounts that a key policy may allow, in addition to those that the config names.
   * @default []
   */
  readonly trust?: readonly string[];
  /**
   * Severities that replace the rules' own, such as service-without-context: off.
   * @default {}
   */
  readonly severity?: Readonly<Record<string, "error" | "warning" | "note" | "off">>;
  /**
   * Findings that are accepted, each with its reason.
   * @default []
   */
  readonly ignore?: readonly {
    readonly rule: string;
    readonly sid?: string;
    readonly file?: string;
    readonly reason: string;
    readonly until?: string;
  }[];
}
