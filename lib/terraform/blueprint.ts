import type { JsonValue } from "./canonical-json";
import type { Expression } from "./expression";
import { blockOf } from "./expression";
import type { Guide } from "./guide";
import type { TestFile } from "./module-test";
import type { Type } from "./type";

/**
 * A resource graph as plain data: what to build, and nothing of how a tool writes it.
 *
 * Both emitters are generic over it. What a resource holds, in what order and under which condition is
 * decided in `describe`; an emitter knows attribute syntax and nothing of CloudTrail.
 */
export interface Blueprint {
  /** The config's `name`. */
  readonly name: string;
  /** One or two sentences on what is built, for the module's README. */
  readonly summary: string;
  /** The versions that it works on, as Terraform writes a constraint. */
  readonly requires: { readonly terraform: string; readonly aws: string };
  /** What a root configures that applies it: the default provider, then one entry for each alias. */
  readonly providers: readonly Provider[];
  readonly inputs: readonly Input[];
  readonly locals: readonly Local[];
  readonly blocks: readonly Block[];
  readonly outputs: readonly Output[];
  /** Every policy that the blueprint contains or asks others to attach, by the name `trailkey policy` takes. */
  readonly policies: readonly NamedPolicy[];
  /** Addresses that an earlier release or config gave to what is built now. */
  readonly moves: readonly Move[];
  /** Addresses of what is let go: Terraform forgets it and does not destroy it. */
  readonly removals: readonly string[];
  /** Roots that call the module, for its users to begin with. */
  readonly examples: readonly Example[];
  /** Where the state of a root is that applies it. @default a local file */
  readonly backend?: Backend;
  /** What the module's README says beside its tables. @default nothing */
  readonly guide?: Guide;
  /** The tests that come with the module. @default none */
  readonly tests?: readonly TestFile[];
}

/** A `backend` block, or that of HCP Terraform. */
export interface Backend {
  /** The backend's type; `cloud` is HCP Terraform. */
  readonly type: "s3" | "cloud";
  readonly args: readonly Argument[];
  /** The versions of Terraform that know the arguments, where that is fewer than the blueprint requires. */
  readonly terraform?: string;
}

/** A root that calls the module. It passes on every output. */
export interface Example {
  /** Its folder below `examples/`. */
  readonly name: string;
  readonly variables: readonly Input[];
  readonly providers: readonly ProviderBlock[];
  /** The data sources that it reads. */
  readonly blocks: readonly Block[];
  /** What the call passes. */
  readonly args: readonly Attribute[];
}

/** A `provider` block of a root. */
export interface ProviderBlock {
  /** `null`: the one without an alias. */
  readonly alias: string | null;
  readonly args: readonly Argument[];
  readonly comment?: string;
}

/** A configuration of the AWS provider. */
export interface Provider {
  /** `null`: the one without an alias. */
  readonly alias: string | null;
  /** The account that it must be signed in to. `null`: any. */
  readonly account: Expression | null;
  /** `null`: what the environment says. */
  readonly region: Expression | null;
}

/** What differs between environments: a variable of the module. */
export interface Input {
  readonly name: string;
  readonly description: string;
  readonly type: Type;
  /** The config's value, which CDKTF and `trailkey policy` use. */
  readonly value: JsonValue;
  /** What HCL prints as the default. Absent: the caller must give a value. */
  readonly default?: JsonValue;
}

/** A named intermediate value, so that HCL says a long expression once. */
export interface Local {
  readonly name: string;
  readonly value: Expression;
  readonly comment?: string;
  /** The file of the module that it stands in. @default "main.tf" */
  readonly file?: string;
}

/** A resource or a data source. */
export interface Block {
  readonly mode: "resource" | "data";
  /** Terraform's type, such as `aws_kms_key`. */
  readonly type: string;
  readonly name: string;
  /** The file of the module that it belongs to, such as `key.tf`. */
  readonly file: string;
  /** Why it is there and why it is as it is, for who reads the emitted code. */
  readonly comment?: string;
  /** The alias of the provider that it is built with. @default the provider without an alias */
  readonly provider?: string;
  /** A map with one instance for each member; `each.key` and `each.value` are members of the item `each`. */
  readonly forEach?: Expression;
  readonly args: readonly Argument[];
  /** Addresses (`aws_kms_key_policy.this`) that must exist first and that no argument names. An input is `var.NAME`. */
  readonly dependsOn?: readonly string[];
  /** Why it waits for these, where that does not show. */
  readonly dependsOnComment?: string;
  readonly lifecycle?: Lifecycle;
}

export interface Lifecycle {
  /** Whether Terraform refuses to destroy it. @default false */
  readonly preventDestroy?: boolean;
  /** What must hold before it is created or changed. @default nothing */
  readonly preconditions?: readonly Check[];
}

export type Argument = Attribute | NestedBlock;

export interface Attribute {
  readonly kind: "attribute";
  readonly name: string;
  readonly value: Expression;
  readonly comment?: string;
}

export interface NestedBlock {
  readonly kind: "block";
  readonly name: string;
  readonly args: readonly Argument[];
}

/** A condition that Terraform checks. */
export interface Check {
  readonly condition: Expression;
  /** A sentence with what would be right. May be a template. */
  readonly message: Expression;
  /** The option of the config that it judges. Named where the user gives options and not variables. */
  readonly option?: string;
  /**
   * Present where the check only asks whether a document, encoded, has at most so many bytes. An emitter that is sure
   * of it leaves the check out.
   */
  readonly fits?: {
    readonly document: Expression;
    readonly maximum: number;
    /** The local that holds the bytes. */
    readonly local: string;
  };
}

export interface Output {
  readonly name: string;
  readonly description: string;
  readonly value: Expression;
  /** Addresses that must exist before somebody uses the value. */
  readonly dependsOn?: readonly string[];
  /** Why it waits for these. */
  readonly comment?: string;
}

/** A policy under the name that `trailkey policy` takes: `key`, `bucket`, `access-log`, `trust:NAME`, `reader:NAME`. */
export interface NamedPolicy {
  readonly name: string;
  /** The account that it is attached in. */
  readonly owner: Expression;
  /** The policy document as an object expression, not yet JSON text. */
  readonly document: Expression;
  /** Which rules decide a request by it, and which limits it has. */
  readonly rules: "key" | "resource" | "identity" | "trust";
}

/** What stood at one address and stands at another now. */
export interface Move {
  /** Why it moved. */
  readonly comment?: string;
  readonly from: string;
  /** May name an instance: `aws_iam_role.reader["NAME"]`. */
  readonly to: string;
}

/** The address of a block as Terraform writes it: `aws_kms_key.this`, `data.aws_region.current`. */
export const blockAddress = ({ mode, type, name }: Pick<Block, "mode" | "type" | "name">): string =>
  blockOf({ data: mode === "data", type, name });

/** The type in the address of a resource: `aws_kms_key` of `aws_kms_key.this`. */
export const typeInAddress = (address: string): string => address.replace(/\..*/s, "");

/** Every expression that a block holds. */
export const expressionsOf = ({ args, forEach, lifecycle }: Block): readonly Expression[] => [
  ...(forEach ? [forEach] : []),
  ...args.flatMap(argumentValues),
  ...(lifecycle?.preconditions ?? []).flatMap(({ condition, message }) => [condition, message]),
];

/** Every expression that an argument holds. */
export const argumentValues = (argument: Argument): readonly Expression[] =>
  argument.kind === "attribute" ? [argument.value] : argument.args.flatMap(argumentValues);
