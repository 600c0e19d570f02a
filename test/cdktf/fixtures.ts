import type { App } from "cdktf";
import { DefaultTokenResolver, StringConcat, TerraformStack, Testing, Tokenization } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Argument, Block, Blueprint } from "../../lib/terraform/blueprint";
import type { Expression } from "../../lib/terraform/expression";

/** A blueprint that holds nothing but what a test is about. */
export const blueprintOf = (parts: Partial<Blueprint>): Blueprint => ({
  name: "fixture",
  summary: "",
  requires: { terraform: ">= 1.5.0", aws: ">= 5.60.0, < 7.0.0" },
  providers: [],
  inputs: [],
  locals: [],
  blocks: [],
  outputs: [],
  policies: [],
  moves: [],
  removals: [],
  examples: [],
  ...parts,
});

export const attribute = (name: string, value: Expression): Argument => ({ kind: "attribute", name, value });

export const nested = (name: string, ...args: readonly Argument[]): Argument => ({
  kind: "block",
  name,
  args,
});

export const block = (address: string, args: readonly Argument[] = [], more: Partial<Block> = {}): Block => {
  const [name = "", type = "", prefix] = address.split(".").reverse();
  return { mode: prefix === "data" ? "data" : "resource", type, name, file: "key.tf", args, ...more };
};

/** A stack with a provider, as a user of the constructs has it. */
export function stackWithProvider(app: App = Testing.app()): TerraformStack {
  const stack = new TerraformStack(app, "stack");
  new AwsProvider(stack, "aws", { region: "us-east-1" });
  return stack;
}

type Attributes = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Readonly<Record<string, Attributes>>>>;

export interface Synthesized {
  readonly resource?: Blocks;
  readonly data?: Blocks;
  readonly output?: Readonly<Record<string, Attributes>>;
  readonly terraform: Attributes;
  readonly provider: Readonly<Record<string, readonly Attributes[]>>;
}

/** The Terraform JSON of a stack, with all validations run. */
export const synth = (stack: TerraformStack): Synthesized =>
  JSON.parse(Testing.synth(stack, true)) as Synthesized;

/** A value as Terraform gets it from a stack. */
export const resolvedIn = (scope: TerraformStack, value: unknown): unknown =>
  Tokenization.resolve(value, {
    scope,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  });

/** The blocks of one type, in the order of their names. */
export const blocksOf = (blocks: Blocks | undefined, type: string): readonly Attributes[] =>
  Object.values(blocks?.[type] ?? {});

/** The arguments of the only block of a type. */
export function onlyBlock(blocks: Blocks | undefined, type: string): Attributes {
  const found = blocksOf(blocks, type);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} blocks of type ${type}`);
  return found[0];
}

/**
 * What Terraform reads in a template that refers to nothing: escapes undone, interpolated strings put in. A
 * template that does refer to something throws, as does one that Terraform would refuse.
 */
export function readTemplate(template: string): string {
  // As seen with Terraform 1.11: behind a carriage return it reads no template in the same line.
  if (/\r[^\n]*[$%]\{/.test(template)) throw new Error(`Terraform would read no template in ${template}`);
  const withoutMark = template.replace(/^\uFEFF/, "");
  return withoutMark.replace(
    /\$\$\{|%%\{|\$\{"(\$*)(\\r)?"\}|[$%]\{/g,
    (match, dollars?: string, end?: string) => {
      if (match === "$${" || match === "%%{") return match.slice(1);
      if (dollars !== undefined) return dollars + (end === undefined ? "" : "\r");
      throw new Error(`Terraform would evaluate ${template}`);
    },
  );
}
