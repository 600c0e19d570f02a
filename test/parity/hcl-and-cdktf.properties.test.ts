import { Testing } from "cdktf";
import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { describe as describeConfig } from "../../lib/describe/describe";
import { TrailStack } from "../../lib/cdktf";
import type { ConfigInput } from "../../lib/config/config-input";
import { render } from "../../lib/hcl/render";
import { configInputs } from "../support/arbitrary-config";
import { partitionOf } from "../../lib/config/partition";
import type { EvaluatedCheck } from "../support/hcl-evaluator";
import { evaluateModule } from "../support/hcl-evaluator";
import { evaluateTemplate } from "../support/template";
import { configOf } from "../support/place";

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };
type PlainBlock = Readonly<Record<string, Plain>>;

interface Comparable {
  readonly resources: Readonly<Record<string, PlainBlock>>;
  readonly data: Readonly<Record<string, PlainBlock>>;
  readonly outputs: PlainBlock;
  readonly moved: readonly Plain[];
  readonly removed: readonly Plain[];
}

/** A mark that no config holds, around what only Terraform knows: so a literal `${x}` is no reference. */
const reference = (text: string): string => `⟦${text}⟧`;

/** A stack has no variables, so what the config says of a module's is nothing to it. */
function fromHcl(input: ConfigInput): Comparable {
  const blueprint = describeConfig(configOf({ ...input, module: {} }));
  const variables = Object.fromEntries(blueprint.inputs.map(({ name, value }) => [name, value]));
  const files = render(blueprint);
  const module = evaluateModule(files, { variables, unresolved: reference });
  // A stack with a Region knows its partition, and leaves out what then holds.
  const partition =
    input.region === undefined || input.region === null ? undefined : partitionOf(input.region);
  const inPlace = evaluateModule(files, {
    variables,
    unresolved: reference,
    known: partition === undefined ? {} : { "data.aws_partition.current.partition": partition },
  });
  const comparable = (block: (typeof module.resources)[string], address: string): PlainBlock => ({
    ...block.args,
    provider: block.provider,
    // What the caller of the module says must exist is nothing to a stack.
    depends_on: block.dependsOn.filter((address) => address !== "var.ready").sort(),
    prevent_destroy: block.preventDestroy,
    preconditions: withoutMet(block.preconditions, inPlace.resources[address]?.preconditions ?? []),
  });
  return {
    resources: mapValues(module.resources, comparable),
    data: mapValues(module.data, comparable),
    outputs: mapValues(module.outputs, ({ description, value, dependsOn }) => ({
      description,
      value,
      depends_on: [...dependsOn].sort(),
    })),
    moved: module.moved,
    removed: module.removed,
  };
}

function fromCdktf(input: ConfigInput): Comparable {
  const stack = new TrailStack(Testing.app(), "parity", { config: { config: configOf(input) } });
  const synthesized = JSON.parse(Testing.synth(stack, true)) as Record<
    string,
    Record<string, Record<string, PlainBlock>>
  >;
  const declared = declarations(synthesized);
  const byAddress = (kind: "resource" | "data"): Readonly<Record<string, PlainBlock>> =>
    Object.fromEntries(
      Object.entries(synthesized[kind] ?? {}).flatMap(([type, named]) =>
        Object.entries(named).map(([name, args]) => {
          const address = `${type}.${name}`;
          return [address, comparable(args, declared)] as const;
        }),
      ),
    );
  return {
    resources: byAddress("resource"),
    data: byAddress("data"),
    outputs: mapValues(synthesized.output ?? {}, (output) => ({
      ...(decoded(output, declared) as PlainBlock),
      depends_on: [...((output.depends_on ?? []) as readonly string[])].sort(),
    })),
    moved: (synthesized.moved ?? []) as unknown as readonly Plain[],
    removed: ((synthesized.removed ?? []) as unknown as readonly PlainBlock[]).map(({ from = null }) => ({
      from,
    })),
  };
}

/** The arguments of a synthesized block in the form that the HCL reader gives. */
function comparable(
  { depends_on: dependsOn, lifecycle, provider = null, ...args }: PlainBlock,
  declared: string,
): PlainBlock {
  const { prevent_destroy: preventDestroy = false, precondition = [] } = (lifecycle ?? {}) as {
    readonly prevent_destroy?: boolean;
    readonly precondition?: readonly PlainBlock[];
  };
  return {
    ...mapValues(args, (value) => nestedAsList(decoded(value, declared))),
    provider,
    depends_on: [...((dependsOn ?? []) as readonly string[])].sort(),
    prevent_destroy: preventDestroy,
    preconditions: precondition
      .map(({ condition, error_message: message }) => ({
        condition: decoded(condition ?? null, declared),
        message: withoutOption(decoded(message ?? null, declared)),
      }))
      // To the reader of the tests a text with a mark in it is a text like any other, and no other equals it.
      .filter(({ condition }) => condition !== true),
  };
}

/** A message of CDKTF's begins with the option that it is about; the module has variables. */
const withoutOption = (message: Plain): Plain =>
  typeof message === "string" ? message.replace(/^[a-z][\w.[\], ]*: /, "") : message;

/** A check of values that the config holds is met, and CDKTF leaves it out. */
const withoutMet = (checks: readonly EvaluatedCheck[], inPlace: readonly EvaluatedCheck[]): Plain[] =>
  checks
    .filter((_, index) => inPlace[index]?.instances.every(({ condition }) => condition === true) !== true)
    .map(({ condition, message }) => ({ condition, message }));

const nestedBlocks = new Set([
  "rule",
  "versioning_configuration",
  "apply_server_side_encryption_by_default",
  "default_retention",
  "metric_transformation",
]);

/** A nested block is an object or a list of one in Terraform's JSON; HCL has but blocks. */
function nestedAsList(value: Plain): Plain {
  if (Array.isArray(value)) return value.map((element) => nestedAsList(element as Plain));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, listed(key, inner)]));
}

/** A text is an argument that has the name of another resource's block. */
const listed = (key: string, value: Plain): Plain =>
  nestedBlocks.has(key) && !Array.isArray(value) && typeof value === "object"
    ? [nestedAsList(value)]
    : nestedAsList(value);

/** Strings as Terraform reads them: escapes undone, references marked. */
function decoded(value: Plain, declared: string): Plain {
  if (typeof value === "string") return decodedText(value, declared);
  if (Array.isArray(value)) return value.map((element) => decoded(element as Plain, declared));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      decodedText(key, declared) as string,
      decoded(inner, declared),
    ]),
  );
}

/** Text as Terraform reads it. */
const decodedText = (template: string, declared: string): Plain =>
  evaluateTemplate(template, declared, reference) as Plain;

const declarations = (synthesized: Readonly<Record<string, Readonly<Record<string, object>>>>): string =>
  ["resource", "data"]
    .flatMap((kind) =>
      Object.entries(synthesized[kind] ?? {}).flatMap(([type, named]) =>
        Object.keys(named).map((name) => `${kind} "${type}" "${name}" {}\n`),
      ),
    )
    .join("");

const mapValues = <From, To>(
  of: Readonly<Record<string, From>>,
  map: (value: From, key: string) => To,
): Record<string, To> => Object.fromEntries(Object.entries(of).map(([key, value]) => [key, map(value, key)]));

function withNestedListed(comparison: Comparable): Comparable {
  return {
    ...comparison,
    resources: mapValues(comparison.resources, (block) =>
      Object.fromEntries(Object.entries(block).map(([key, value]) => [key, listed(key, value)])),
    ),
  };
}

const examples = readdirSync("examples").filter((file) => file.endsWith(".yaml"));

describe("the HCL module and the CDKTF stack hold the same resources with the same arguments", () => {
  it.each(examples)("for %s", (file) => {
    const input = parse(readFileSync(join("examples", file), "utf8")) as ConfigInput;
    const hcl = fromHcl(input);
    expect(Object.keys({ ...hcl.resources, ...hcl.outputs })).not.toEqual([]);
    expect(withNestedListed(fromCdktf(input))).toEqual(hcl);
    const providers = Object.values({ ...hcl.resources, ...hcl.data }).map(({ provider }) => provider);
    expect(new Set(providers)).toEqual(
      new Set([
        null,
        ...Object.keys(input.accounts ?? {}).map((alias) => `aws.${alias}`),
        ...(input.key?.replicas ?? []).map((region) => `aws.${region.replaceAll("-", "_")}`),
      ]),
    );
  });

  it("for whatever config", () => {
    fc.assert(
      fc.property(configInputs(), (input) => {
        // Testing.synth leaves out whatever bears the name of Terraform's comments.
        fc.pre(!("//" in (input.tags ?? {})));
        expect(withNestedListed(fromCdktf(input))).toEqual(fromHcl(input));
      }),
      { numRuns: 60 },
    );
  });
});
