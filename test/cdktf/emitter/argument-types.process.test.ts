import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { classArgument, classEntry } from "../../../lib/cdktf/emitter/class-table";
import { compareVersions, rangeOf } from "../../../lib/config/version-range";
import { describe as describeConfig } from "../../../lib/describe/describe";
import type { Argument, Block, Blueprint } from "../../../lib/terraform/blueprint";
import { configBindings } from "../../../lib/terraform/config-bindings";
import type { Expression } from "../../../lib/terraform/expression";
import { reduce } from "../../../lib/terraform/reduce";
import { plainValue } from "../../../lib/terraform/value-expression";
import { configOf } from "../../support/place";

const root = join(__dirname, "../../..");

// With jest.successors.config.js another package stands in its place.
const packageFile = require.resolve("@cdktf/provider-aws/package.json");
const { version, cdktf } = JSON.parse(readFileSync(packageFile, "utf8")) as {
  readonly version: string;
  readonly cdktf: { readonly provider: { readonly version: string } };
};
const provider = cdktf.provider.version;
const knows = (constraint: string): boolean =>
  compareVersions(rangeOf(provider)?.from ?? [0, 0, 0], rangeOf(constraint)?.from ?? [0, 0, 0]) >= 0;

const inputsIn = (folder: string): readonly object[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => parse(readFileSync(join(root, folder, name), "utf8")) as object);

/** Every example, and every module for others. */
const inputs = [...inputsIn("examples"), ...inputsIn("modules/configs")];
const blueprintsFor = (aws?: string): readonly Blueprint[] =>
  inputs.map((input) =>
    describeConfig(configOf(aws === undefined ? input : { ...input, provider: { aws } })),
  );

/** A value of the type that an expression has: itself, where it is known. */
function valueSource(expression: Expression): string {
  const known = plainValue(expression);
  if (known !== undefined) return JSON.stringify(known);
  if (expression.kind === "list") return `[${expression.items.map(valueSource).join(", ")}]`;
  if (expression.kind === "object") {
    const entries = expression.entries.map(
      ({ key, value }) => `${JSON.stringify(key)}: ${valueSource(value)}`,
    );
    return `{ ${entries.join(", ")} }`;
  }
  return '"text"';
}

/** The arguments of a block as the TypeScript of an object of its class's options. */
function argumentsSource(
  args: readonly Argument[],
  lists: readonly string[],
  valueOf: (expression: Expression) => Expression,
  path = "",
): string {
  const members = new Map<string, string[]>();
  for (const arg of args) {
    const here = `${path}${arg.name}`;
    const source =
      arg.kind === "attribute"
        ? valueSource(valueOf(arg.value))
        : argumentsSource(arg.args, lists, valueOf, `${here}.`);
    if (source !== "null") members.set(arg.name, [...(members.get(arg.name) ?? []), source]);
  }
  return `{ ${[...members]
    .map(([name, [first = "", ...more]]) => {
      const value = lists.includes(`${path}${name}`) ? `[${[first, ...more].join(", ")}]` : first;
      return `${classArgument(name)}: ${value}`;
    })
    .join(", ")} }`;
}

function blockSource(block: Block, valueOf: (expression: Expression) => Expression): string {
  const { module, name, lists = [] } = classEntry(block);
  return `import("@cdktf/provider-aws/lib/${module}").${name}Config = ${argumentsSource(block.args, lists, valueOf)};`;
}

const sourceOf = (blueprints: readonly Blueprint[]): string => {
  const sources = blueprints.flatMap((blueprint) => {
    const bindings = configBindings(blueprint);
    // What differs between instances is text, as far as it is not known.
    return blueprint.blocks.map((block) => blockSource(block, (expression) => reduce(expression, bindings)));
  });
  return [...new Set(sources)].map((source, index) => `export const block${index}: ${source}\n`).join("");
};

describe(`the types of @cdktf/provider-aws ${version}, from provider ${provider}`, () => {
  let project: string;
  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), "trailkey-types-"));
  });
  afterAll(() => {
    rmSync(project, { recursive: true, force: true });
  });

  const mistakesIn = (source: string): readonly string[] => {
    writeFileSync(join(project, "blocks.ts"), source);
    const compilerOptions = {
      target: "ES2022",
      module: "commonjs",
      moduleResolution: "node",
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      types: [],
      paths: { "@cdktf/provider-aws/*": [`${dirname(packageFile)}/*`] },
    };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["blocks.ts"] }));
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = spawnSync(process.execPath, [compiler, "-p", project], { encoding: "utf8" });
    return stdout.split("\n").filter((line) => line !== "");
  };

  test("take every argument of every block of every example and every module", () => {
    const source = sourceOf(blueprintsFor());
    expect(source).toContain(".KmsReplicaKeyConfig = {");
    expect(mistakesIn(source)).toEqual([]);
  });

  test("notice an argument that is none, one that is missing, and one of another type", () => {
    const config = 'import("@cdktf/provider-aws/lib/kms-alias").KmsAliasConfig';
    const source = ['{ targetKeyId: "k", names: "a" }', '{ name: "a" }', "{ targetKeyId: 1 }"]
      .map((value, index) => `export const wrong${index}: ${config} = ${value};\n`)
      .join("");
    expect(mistakesIn(source).map((line) => line.replace(/^[^:]*: |:.*$/g, ""))).toHaveLength(3);
  });

  // The oldest package is from a provider before these.
  const withNewest = ">= 6.22";
  const isNew = knows(withNewest);
  test(`${isNew ? "take" : "do not know"} the arguments of modules for provider ${withNewest}`, () => {
    const mistakes = mistakesIn(sourceOf(blueprintsFor(withNewest)));
    const unknown = mistakes.flatMap((line) => /'(\w+)' does not exist in type/.exec(line)?.[1] ?? []);
    expect([...new Set(unknown)].sort()).toEqual(isNew ? [] : ["blockedEncryptionTypes", "region"]);
    expect(mistakes.filter((line) => /^\S/.test(line))).toHaveLength(unknown.length);
  });
});
