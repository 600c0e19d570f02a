import type { BackendConfig } from "./sections/backend";
import type { AccessLogConfig } from "./sections/access-log";
import type { LifecycleConfig } from "./sections/lifecycle";
import type { ObjectLockConfig } from "./sections/object-lock";
import type { AlarmsConfig } from "./sections/alarms";
import type { EventsConfig } from "./sections/events";
import type { LogGroupConfig } from "./sections/log-group";
import type { NotificationsConfig } from "./sections/notifications";

/**
 * The config after parsing: every default filled in, every name resolved, every rule held.
 * `null` says that a value is not known before Terraform runs, or that the thing is not wanted.
 */
export interface Config {
  readonly name: string;
  /** Where the deployment is signed in, 12 digits. `null`: the provider's account. */
  readonly account: string | null;
  /** Further accounts that the deployment is signed in to, 12 digits each, by the alias of their provider. */
  readonly accounts: Readonly<Record<string, string>>;
  /** `null`: the trail logs its own account alone. */
  readonly organization: OrganizationConfig | null;
  readonly preset: "none" | "control-tower";
  /** Home Region. `null`: the provider's. */
  readonly region: string | null;
  /** Follows from `region`. `null` where that is. */
  readonly partition: string | null;
  /** `null`: the key alone is built. */
  readonly trail: TrailConfig | null;
  /** Without a trail, as by default. */
  readonly events: EventsConfig;
  readonly key: KeyConfig;
  /** `null`: no bucket is known, which only a key alone allows. */
  readonly bucket: BucketConfig | null;
  /** `null`: the trail sends nothing to CloudWatch Logs. */
  readonly logGroup: LogGroupConfig | null;
  /** `null`: CloudTrail tells no topic of log files. */
  readonly notifications: NotificationsConfig | null;
  /** `null`: nobody is told of API calls that stop the logs. */
  readonly alarms: AlarmsConfig | null;
  /** Whose alarms on the events in the log group are added. */
  readonly profile: "none" | "cis";
  /** Whether Terraform refuses to destroy the keys of logs, the bucket and the log group that are created here. */
  readonly protect: boolean;
  /** Where the state of the roots is. `null`: a local file. */
  readonly backend: BackendConfig | null;
  readonly module: ModuleConfig;
  /** The versions of the AWS provider that the module is for, as a constraint. `null`: all that it works on. */
  readonly awsProvider: string | null;
  readonly encryptFor: readonly TrailSource[];
  readonly readers: readonly Reader[];
  readonly tags: Readonly<Record<string, string>>;
  readonly lint: LintConfig;
}

export interface OrganizationConfig {
  readonly id: string;
  /** The account in the trail's ARN. `null`: the provider's, as `account`. */
  readonly managementAccount: string | null;
  /** Whether Terraform checks that CloudTrail has trusted access. */
  readonly trustedAccess: "check" | "assume";
  /** Accounts to register. */
  readonly delegatedAdministrators: readonly string[];
}

/** How lint judges. Nothing that is built depends on it. */
export interface LintConfig {
  /** Accounts that a key policy may let in, beside those that the config names. */
  readonly trust: readonly string[];
  /** By rule. */
  readonly severity: Readonly<Record<string, "error" | "warning" | "note" | "off">>;
  readonly ignore: readonly Suppression[];
}

/** A finding that is accepted. */
export interface Suppression {
  readonly rule: string;
  /** `null`: findings about any statement. */
  readonly sid: string | null;
  /** Relative to the config. `null`: every file. */
  readonly file: string | null;
  readonly reason: string;
  /** The last day on which it holds. `null`: it does not end. */
  readonly until: string | null;
}

export interface ModuleConfig {
  /** `all`: the module is made for others to call. */
  readonly variables: "config" | "all";
}

export interface TrailConfig {
  readonly name: string;
  readonly multiRegion: boolean;
  readonly logFileValidation: boolean;
}

export type PolicyStyle = "strict" | "aws-docs" | "console";

export interface KeyConfig {
  /** Without `alias/`. */
  readonly alias: string;
  /** `null`: a sentence with the trail's name. */
  readonly description: string | null;
  readonly rotationDays: number;
  readonly deletionWindowDays: number;
  readonly multiRegion: boolean;
  /** Regions in which the key has a replica. */
  readonly replicas: readonly string[];
  readonly administrators: readonly string[];
  readonly style: PolicyStyle;
  /** ARN of the key to adopt. `null`: a key is created. */
  readonly existing: string | null;
  /** Whether the adopted key was created by this module, which now lets go of it. */
  readonly handedOver: boolean;
  /** The alias of the provider that creates it. `null`: the one without an alias. */
  readonly provider: string | null;
  /** Statements of the user's own, as IAM has them in JSON. */
  readonly statements: readonly Readonly<Record<string, unknown>>[];
}

export interface BucketConfig {
  readonly name: string;
  readonly existing: boolean;
  /** Whether the existing bucket was created by this module, which now lets go of it. */
  readonly handedOver: boolean;
  /** Owner of the bucket, where it is not `account` of the config. `null`: that one. */
  readonly account: string | null;
  /** The alias of the provider that creates it. `null`: the one without an alias, or it exists. */
  readonly provider: string | null;
  /** Without slashes at either end. */
  readonly prefix: string | null;
  readonly bucketKey: boolean;
  /** Further trails that may deliver into the bucket. */
  readonly deliverFrom: readonly TrailSource[];
  /** `null`: S3 keeps every log. */
  readonly lifecycle: LifecycleConfig | null;
  /** `null`: logs are not locked. */
  readonly objectLock: ObjectLockConfig | null;
  /** `null`: requests to the bucket are not logged. */
  readonly accessLog: AccessLogConfig | null;
  /** Whether a destroy deletes the logs with the bucket. */
  readonly forceDestroy: boolean;
}

/** Trails named by their account, or one trail by its ARN. */
export type TrailSource =
  { readonly kind: "account"; readonly id: string } | { readonly kind: "trail"; readonly arn: string };

export type Reader =
  | { readonly kind: "user"; readonly name: string }
  | { readonly kind: "role"; readonly name: string }
  | { readonly kind: "principal"; readonly arn: string }
  | { readonly kind: "account"; readonly id: string }
  | AssumableRole
  | OrganizationReader
  /** The role of an IAM Identity Center permission set in the key's account. */
  | { readonly kind: "permissionSet"; readonly name: string };

/** The other accounts of the organization; with `only: "own"`, each its own logs. */
export interface OrganizationReader {
  readonly kind: "organization";
  readonly id: string;
  readonly only: "own" | null;
}

/** A role that is created for readers in other accounts. */
export interface AssumableRole {
  readonly kind: "assumableRole";
  readonly name: string;
  readonly trustedAccounts: readonly string[];
  readonly externalId: string | null;
  /** Starts and ends with a slash. */
  readonly path: string;
  /** ARN of a policy. */
  readonly permissionsBoundary: string | null;
  /** The alias of the provider that creates it. `null`: the one without an alias. */
  readonly provider: string | null;
}
