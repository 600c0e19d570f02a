// Generated from the JSON Schema of the config by scripts/generate-config-input.ts. Do not edit.

/** A CloudTrail trail whose logs are encrypted with a KMS key of its own. */
export interface ConfigInput {
  /**
   * Where the JSON Schema of this file is, for editors. trailkey does not read it.
   * @default none
   */
  readonly $schema?: string;
  /** Names the trail, the key's alias and the generated module, unless they have names of their own. */
  readonly name: string;
  /**
   * The account that owns the trail: 12 digits, in quotes. null: the provider's account.
   * @default null
   */
  readonly account?: string | null;
  /**
   * Home Region of the trail; the partition follows from it. null: the provider's Region.
   * @default null
   */
  readonly region?: string | null;
  /**
   * The trail. false: builds the key alone, for trails that are made elsewhere.
   * @default {}
   */
  readonly trail?: false | TrailInput;
  /**
   * The KMS key that encrypts the logs.
   * @default {}
   */
  readonly key?: KeyInput;
  /**
   * The bucket that the logs go to. Needed by a trail; beside trail: false it must be an existing one.
   * @default none
   */
  readonly bucket?: BucketInput;
  /**
   * Puts prevent_destroy on the key and the bucket that are created here. false: for sandboxes.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * The generated Terraform module.
   * @default {}
   */
  readonly module?: ModuleInput;
  /**
   * Further trails that may encrypt with the key: account IDs (every trail of that account) or trail ARNs.
   * @default []
   */
  readonly encryptFor?: readonly (string | { readonly account: string } | { readonly trail: string })[];
  /**
   * Who may decrypt the logs. Users and roles must exist before the key policy is created.
   * @default []
   */
  readonly readers?: readonly (
    | { readonly user: string }
    | { readonly role: string }
    | { readonly account: string }
    | { readonly assumableRole: { readonly name: string; readonly trustedAccounts: readonly string[] } }
  )[];
  /**
   * Tags of every resource that can have them; at most 50.
   * @default {}
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * How trailkey lint -c judges. Nothing that is generated depends on it.
   * @default {}
   */
  readonly lint?: LintInput;
}

/** The trail. false: builds the key alone, for trails that are made elsewhere. */
export interface TrailInput {
  /**
   * The trail's name.
   * @default the config's name
   */
  readonly name?: string;
  /**
   * Whether the trail logs every Region.
   * @default true
   */
  readonly multiRegion?: boolean;
  /**
   * Whether CloudTrail writes digests that prove the logs unchanged.
   * @default true
   */
  readonly logFileValidation?: boolean;
}

/** The KMS key that encrypts the logs. */
export interface KeyInput {
  /**
   * The key's alias, without alias/.
   * @default the config's name
   */
  readonly alias?: string;
  /**
   * The key's description. null: a sentence with the trail's name.
   * @default null
   */
  readonly description?: string | null;
  /**
   * Days between two rotations of the key, 90 to 2560.
   * @default 365
   */
  readonly rotationDays?: number;
  /**
   * Days for which a key to be deleted can still be recovered, 7 to 30.
   * @default 30
   */
  readonly deletionWindowDays?: number;
  /**
   * Whether the key can have replicas in other Regions. It cannot be changed later.
   * @default false
   */
  readonly multiRegion?: boolean;
  /**
   * ARNs of roles and users of the key's account that manage the key and cannot decrypt with it.
   * @default []
   */
  readonly administrators?: readonly string[];
  /**
   * How the key policy is written: strict (least privilege), aws-docs (as AWS's page), console (as the console's default).
   * @default "strict"
   */
  readonly style?: "strict" | "aws-docs" | "console";
  /**
   * ARN of a key to adopt. Its policy is not managed, only given as an output. null: creates a key.
   * @default null
   */
  readonly existing?: string | null;
  /**
   * Whether this module created the existing key earlier and now lets go of it without destroying it.
   * @default false
   */
  readonly handedOver?: boolean;
}

/** The bucket that the logs go to. Needed by a trail; beside trail: false it must be an existing one. */
export interface BucketInput {
  /** The bucket's name, unique across all AWS accounts. */
  readonly name: string;
  /**
   * Whether the bucket and its policy are somebody else's. true: the policy it needs is given as an output.
   * @default false
   */
  readonly existing?: boolean;
  /**
   * Whether this module created the existing bucket earlier and now lets go of it without destroying it.
   * @default false
   */
  readonly handedOver?: boolean;
  /**
   * Owner of an existing bucket: 12 digits, in quotes. null: the trail's account.
   * @default null
   */
  readonly account?: string | null;
  /**
   * Region of an existing bucket; the key must be in it. null: the trail's Region.
   * @default null
   */
  readonly region?: string | null;
  /**
   * Folder in the bucket under which AWSLogs/ stands. null: none.
   * @default null
   */
  readonly prefix?: string | null;
  /**
   * Whether the bucket uses an S3 Bucket Key, which saves calls to KMS and needs CloudTrail to decrypt.
   * @default true
   */
  readonly bucketKey?: boolean;
  /**
   * Further trails that may deliver into the bucket: account IDs (every trail of that account) or trail ARNs.
   * @default []
   */
  readonly deliverFrom?: readonly (string | { readonly account: string } | { readonly trail: string })[];
}

/** The generated Terraform module. */
export interface ModuleInput {
  /**
   * Which values are variables of the module. config: those that the config names, with its values as defaults. all: for a module that others call: whatever grants is a variable with an empty default, and names that are unique worldwide must be given.
   * @default "config"
   */
  readonly variables?: "config" | "all";
}

/** How trailkey lint -c judges. Nothing that is generated depends on it. */
export interface LintInput {
  /**
   * Further accounts that a key policy may let in, beside those that the config names.
   * @default []
   */
  readonly trust?: readonly string[];
  /**
   * Severities of rules in place of their own, such as service-without-context: off.
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
