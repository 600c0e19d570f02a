import { transformSync } from "@swc/core";
import { TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import * as constructs from "../../lib/cdktf";
import { synth } from "../cdktf/fixtures";

const root = join(__dirname, "../..");
const examples = [...readFileSync(join(root, "docs/cdktf.md"), "utf8").matchAll(/```ts\n([^]*?)```/g)].map(
  ([, code = ""]) => [/export class (\w+)/.exec(code)?.[1] ?? "", code] as const,
);

test("there are examples, each a stack", () => {
  expect(examples.map(([name]) => name)).toEqual(["Audit", "SharedLogs", "OrganizationTrail"]);
});

test.each(examples)("the example %s synthesizes without an error", (name, code) => {
  const { code: compiled } = transformSync(code, {
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
  });
  const exported: Record<string, new (scope: Construct, id: string) => TerraformStack> = {};
  const load = (module: string): unknown =>
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- whatever the example imports
    module === "trailkey/cdktf" ? constructs : require(module);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- an example is code
  new Function("require", "exports", compiled)(load, exported);
  const Stack = exported[name];
  if (Stack === undefined) throw new Error(`the example exports no ${name}`);
  expect(Object.keys(synth(new Stack(Testing.app(), name)).resource ?? {})).toContain("aws_cloudtrail");
});

test("the examples compile", () => {
  const files = new Map(examples.map(([name, code]) => [join(root, `docs/${name}.ts`), code]));
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    types: ["node"],
    paths: { "trailkey/cdktf": [join(root, "lib/cdktf/index.ts")] },
  };
  const host = ts.createCompilerHost(options);
  const disk = ts.createCompilerHost(options);
  host.fileExists = (file) => files.has(file) || disk.fileExists(file);
  host.readFile = (file) => files.get(file) ?? disk.readFile(file);
  host.getSourceFile = (file, target, ...rest) => {
    const code = files.get(file);
    return code === undefined
      ? disk.getSourceFile(file, target, ...rest)
      : ts.createSourceFile(file, code, target);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  const wrong = [...files.keys()].flatMap((file) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
  );
  expect(wrong).toEqual([]);
}, 120_000);
