/**
 * The config after parsing: every default filled in, every name resolved, every rule held.
 * `null` says that a value is not known before Terraform runs, or that the thing is not wanted.
 */
export interface Config {
  readonly name: string;
  /** Owner of the trail, 12 digits. `null`: the provider's account. */
  readonly account: string | null;
  /** Home Region. `null`: the provider's. */
  readonly region: string | null;
  /** Follows from `region`. `null` where that is. */
  readonly partition: string | null;
  /** `null`: the key alone is built. */
  readonly trail: TrailConfig | null;
  readonly key: KeyConfig;
  /** `null`: no bucket is known, which only a key alone allows. */
  readonly bucket: BucketConfig | null;
  /** Whether Terraform refuses to destroy the key and the bucket that are created here. */
  readonly protect: boolean;
  readonly module: ModuleConfig;
  readonly encryptFor: readonly TrailSource[];
  readonly readers: readonly Reader[];
  readonly tags: Readonly<Record<string, string>>;
  readonly lint: LintConfig;
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
  readonly administrators: readonly string[];
  readonly style: PolicyStyle;
  /** ARN of the key to adopt. `null`: a key is created. */
  readonly existing: string | null;
  /** Whether the adopted key was created by this module, which now lets go of it. */
  readonly handedOver: boolean;
}

export interface BucketConfig {
  readonly name: string;
  readonly existing: boolean;
  /** Whether the existing bucket was created by this module, which now lets go of it. */
  readonly handedOver: boolean;
  /** Owner of the bucket. `null`: the owner of the trail. */
  readonly account: string | null;
  /** Without slashes at either end. */
  readonly prefix: string | null;
  readonly bucketKey: boolean;
  /** Further trails that may deliver into the bucket. */
  readonly deliverFrom: readonly TrailSource[];
}

/** Trails named by their account, or one trail by its ARN. */
export type TrailSource =
  { readonly kind: "account"; readonly id: string } | { readonly kind: "trail"; readonly arn: string };

export type Reader =
  | { readonly kind: "user"; readonly name: string }
  | { readonly kind: "role"; readonly name: string }
  | { readonly kind: "principal"; readonly arn: string }
  | { readonly kind: "account"; readonly id: string }
  | { readonly kind: "assumableRole"; readonly name: string; readonly trustedAccounts: readonly string[] };
