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
import { evaluateModule } from "../support/hcl-evaluator";
import { configOf } from "../support/place";

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };
type PlainBlock = Readonly<Record<string, Plain>>;

interface Comparable {
  readonly resources: Readonly<Record<string, PlainBlock>>;
  readonly data: Readonly<Record<string, PlainBlock>>;
  readonly outputs: PlainBlock;
}

/** A mark that no config holds, around what only Terraform knows: so a literal `${x}` is no reference. */
const reference = (text: string): string => `⟦${text}⟧`;

function fromHcl(input: ConfigInput): Comparable {
  const module = evaluateModule(render(describeConfig(configOf(input))), { unresolved: reference });
  const comparable = (block: (typeof module.resources)[string]): PlainBlock => ({
    ...block.args,
    depends_on: [...block.dependsOn].sort(),
    postconditions: block.postconditions.map(({ condition, message }) => ({
      condition,
      message,
    })),
  });
  return {
    resources: mapValues(module.resources, comparable),
    data: mapValues(module.data, comparable),
    outputs: mapValues(module.outputs, ({ description, value }) => ({ description, value })),
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
          return [
            address,
            comparable(args, { declared, self: `${kind === "data" ? "data." : ""}${address}` }),
          ] as const;
        }),
      ),
    );
  return {
    resources: byAddress("resource"),
    data: byAddress("data"),
    outputs: decoded(synthesized.output ?? {}, { declared, self: "" }) as PlainBlock,
  };
}

/** The arguments of a synthesized block in the form that the HCL reader gives. */
function comparable({ depends_on: dependsOn, lifecycle, ...args }: PlainBlock, scope: Scope): PlainBlock {
  const checks =
    ((lifecycle ?? {}) as { readonly postcondition?: readonly PlainBlock[] }).postcondition ?? [];
  return {
    ...mapValues(args, (value) => nestedAsList(decoded(value, scope))),
    depends_on: [...((dependsOn ?? []) as readonly string[])].sort(),
    postconditions: checks.map(({ condition, error_message: message }) => ({
      condition: decoded(condition ?? null, scope),
      message: decoded(message ?? null, scope),
    })),
  };
}

const nestedBlocks = new Set(["rule", "versioning_configuration", "apply_server_side_encryption_by_default"]);

/** A nested block is an object or a list of one in Terraform's JSON; HCL has but blocks. */
function nestedAsList(value: Plain): Plain {
  if (Array.isArray(value)) return value.map((element) => nestedAsList(element as Plain));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, listed(key, inner)]));
}

const listed = (key: string, value: Plain): Plain =>
  nestedBlocks.has(key) && !Array.isArray(value) ? [nestedAsList(value)] : nestedAsList(value);

/** Strings as Terraform reads them: escapes undone, references marked. */
function decoded(value: Plain, scope: Scope): Plain {
  if (typeof value === "string") return decodedText(value, scope);
  if (Array.isArray(value)) return value.map((element) => decoded(element as Plain, scope));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [decodedText(key, scope), decoded(inner, scope)]),
  );
}

/** Text as Terraform reads it: the whole template, whatever it computes, by the reader that reads the HCL. */
function decodedText(template: string, { self, declared }: Scope): string {
  const hcl = piecesOf(template)
    .map(({ code, text }) => (code ? text.replace(/\bself\./g, `${self}.`) : quoted(text)))
    .join("");
  const content = `${declared}output "it" {\n  description = ""\n  value = "${hcl}"\n}\n`;
  const { outputs } = evaluateModule([{ path: "outputs.tf", content }], { unresolved: reference });
  return outputs.it?.value as string;
}

/** What a template may name. */
interface Scope {
  readonly declared: string;
  /** The address that `self` stands for. */
  readonly self: string;
}

const declarations = (synthesized: Readonly<Record<string, Readonly<Record<string, object>>>>): string =>
  ["resource", "data"]
    .flatMap((kind) =>
      Object.entries(synthesized[kind] ?? {}).flatMap(([type, named]) =>
        Object.keys(named).map((name) => `${kind} "${type}" "${name}" {}\n`),
      ),
    )
    .join("");

interface Piece {
  readonly code: boolean;
  readonly text: string;
}

/** The literal text of a template and its interpolations, which quoted strings may hold braces in. */
const piecesOf = (template: string): readonly Piece[] =>
  [...template.matchAll(/\$\$\{|%%\{|\$\{(?:"(?:[^"\\]|\\.)*"|[^"}])*\}|[^]/gu)].map(([text]) => ({
    code: text.length > 1 && text.startsWith("${"),
    text,
  }));

/** Literal text of a JSON string, where it stands in a quoted string of HCL. A template's escapes are the same in both. */
const quoted = (text: string): string =>
  text.length > 2
    ? text
    : text.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t");

const mapValues = <From, To>(
  of: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> => Object.fromEntries(Object.entries(of).map(([key, value]) => [key, map(value)]));

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
  });

  it("for whatever config", () => {
    fc.assert(
      fc.property(configInputs(), (input) => {
        // Testing.synth leaves out whatever bears the name of Terraform's comments.
        fc.pre(!("//" in (input.tags ?? {})));
        expect(withNestedListed(fromCdktf(input))).toEqual(fromHcl(input));
      }),
      { numRuns: 40 },
    );
  });
});
