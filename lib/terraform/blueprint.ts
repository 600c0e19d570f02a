import type { Expression } from "./expression";
import type { ValueRule } from "../config/value-rule";

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
  readonly inputs: readonly Input[];
  readonly locals: readonly Local[];
  /** Data sources. */
  readonly data: readonly Block[];
  readonly resources: readonly Block[];
  readonly outputs: readonly Output[];
  /** Every policy that the blueprint contains or asks others to put, by the name `trailkey policy` takes. */
  readonly policies: readonly NamedPolicy[];
}

/** What differs between environments: a variable of the module, the config's value as its default. */
export interface Input {
  readonly name: string;
  readonly description: string;
  readonly type: "string" | "number" | "list(string)" | "map(string)";
  /** The config's value: what HCL prints as the default, and what CDKTF and `trailkey policy` use. */
  readonly value: InputValue;
  /** What the value, or each element of a list, must satisfy. Absent: anything of its type. */
  readonly rule?: ValueRule;
  /** What each key of a map must satisfy. Absent: any text. */
  readonly keyRule?: ValueRule;
  /** The least number of elements of a list. @default 0 */
  readonly minItems?: number;
}

export type InputValue = string | number | readonly string[] | Readonly<Record<string, string>>;

/** A named intermediate value, so that HCL says a long expression once. */
export interface Local {
  readonly name: string;
  readonly value: Expression;
  readonly comment?: string;
}

/** The file that a block belongs to: `key` goes to key.tf, `context` to main.tf. */
export type Concern = "context" | "key" | "bucket" | "trail" | "readers";

/** A resource or a data source. */
export interface Block {
  /** Terraform's type, such as `aws_kms_key`. */
  readonly type: string;
  readonly name: string;
  readonly concern: Concern;
  /** Why it is there and why it is as it is, for who reads the emitted code. */
  readonly comment?: string;
  readonly args: readonly Argument[];
  /** Addresses (`aws_kms_key_policy.this`) that must stand first and that no argument names. */
  readonly dependsOn?: readonly string[];
  /** What must hold of a data source once it is read, or Terraform refuses to plan. */
  readonly postconditions?: readonly Check[];
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

/** A condition that Terraform checks; in a postcondition a reference to the block itself prints as `self`. */
export interface Check {
  readonly condition: Expression;
  /** A sentence with what would be right. May be a template. */
  readonly message: Expression;
}

export interface Output {
  readonly name: string;
  readonly description: string;
  readonly value: Expression;
}

/** A policy under the name that `trailkey policy` takes: `key`, `bucket`, `trust:NAME`, `reader:NAME`. */
export interface NamedPolicy {
  readonly name: string;
  /** The policy document as an object expression, not yet JSON text. */
  readonly document: Expression;
}

/** The address of a block as Terraform writes it: `aws_kms_key.this`. */
export const blockAddress = (block: Pick<Block, "type" | "name">): string => `${block.type}.${block.name}`;
