import type { EmittedFile } from "../../lib/hcl/render";
import { evaluateModule } from "./hcl-evaluator";
import type { EvaluatedModule } from "./hcl-evaluator";
import { Expressions, need, type PlainObject, type PlainValue } from "./hcl-expressions";
import { readHcl } from "./hcl-reader";
import type { HclBlock } from "./hcl-syntax";

/** What a run of a module's tests comes to. */
export interface RunResult {
  readonly file: string;
  readonly run: string;
  readonly assertions: number;
  /** The messages of what does not hold. */
  readonly broken: readonly string[];
  /** What the run expects to refuse its values, as written. */
  readonly expected: readonly string[];
  /** What refuses them. */
  readonly refusing: readonly string[];
}

/** Runs the tests of an emitted module without Terraform, by the evaluator of these tests. */
export const moduleTestResults = (files: readonly EmittedFile[]): readonly RunResult[] =>
  files
    .filter(({ path }) => path.endsWith(".tftest.hcl"))
    .flatMap(({ path, content }) => {
      const { blocks } = readHcl(content, path);
      const of = (type: string): readonly HclBlock[] => blocks.filter((block) => block.type === type);
      const known = mocked(files, of("mock_provider"));
      const variables = valuesOf(of("variables"));
      return of("run").map((run) => ({ file: path, ...resultOf(files, run, variables, known) }));
    });

function resultOf(
  files: readonly EmittedFile[],
  { labels, attributes, blocks }: HclBlock,
  variables: PlainObject,
  known: ReadonlyMap<string, PlainValue>,
): Omit<RunResult, "file"> {
  const own = valuesOf(blocks.filter(({ type }) => type === "variables"));
  const passed = { ...variables, ...own };
  const asserts = blocks.filter(({ type }) => type === "assert");
  const expected = attributes.expect_failures;
  const addresses =
    expected?.kind === "list"
      ? expected.items.map((item) => (item.kind === "path" ? item.names.join(".") : "?"))
      : [];
  const module = evaluateModule(files, {
    variables: passed,
    planned: true,
    known: Object.fromEntries(known),
    unresolved: (text) => `<${text}>`,
  });
  const scope = scopeOf(module, known);
  const evaluator = new Expressions([], {}, (text) => `<${text}>`, true);
  const messages = asserts
    .filter((assert) => evaluator.plain(need(assert.attributes, "condition"), scope) !== true)
    .map((assert) => JSON.stringify(evaluator.plain(need(assert.attributes, "error_message"))));
  return {
    run: labels.join(),
    assertions: asserts.length,
    broken: messages,
    expected: addresses,
    refusing: addresses.length === 0 ? [] : refusing(module, passed),
  };
}

/** What an assertion may name: outputs, and what resources are planned with. */
function scopeOf(module: EvaluatedModule, known: ReadonlyMap<string, PlainValue>): Map<string, PlainValue> {
  const planned = Object.entries(module.resources).flatMap(([address, { args }]) =>
    Object.entries(args).map(([name, value]) => [`${address}.${name}`, value] as const),
  );
  const scope = new Map<string, PlainValue>([...known, ...planned]);
  const settled = (value: PlainValue): PlainValue =>
    typeof value === "string" ? (scope.get(value.replace(/^<(.*)>$/s, "$1")) ?? value) : value;
  for (const [name, { value }] of Object.entries(module.outputs)) scope.set(`output.${name}`, settled(value));
  for (const address of Object.keys(module.resources)) {
    scope.set(address, module.instances(address));
    const id = `<${address}.id>`;
    scope.set(`${address}.id`, id);
  }
  return scope;
}

function refusing(module: EvaluatedModule, passed: PlainObject): readonly string[] {
  const variables = Object.entries(passed).flatMap(([name, value]) =>
    (module.variables[name]?.violations(value).length ?? 0) > 0 ? [`var.${name}`] : [],
  );
  if (variables.length > 0) return variables;
  return Object.entries(module.resources).flatMap(([address, { preconditions }]) =>
    preconditions.some(({ condition }) => condition === false) ? [address] : [],
  );
}

const valuesOf = (blocks: readonly HclBlock[]): PlainObject => {
  const evaluator = new Expressions([], {}, (text) => text, false);
  return Object.fromEntries(
    blocks.flatMap(({ attributes }) =>
      Object.entries(attributes).map(([name, value]) => [name, evaluator.plain(value)] as const),
    ),
  );
};

/** What the mocks answer, by the address of the attribute. */
function mocked(
  files: readonly EmittedFile[],
  providers: readonly HclBlock[],
): ReadonlyMap<string, PlainValue> {
  const blocks = files
    .filter(({ path }) => /^[^/]+\.tf$/.test(path))
    .flatMap(({ path, content }) => readHcl(content, path).blocks);
  return new Map(
    providers.flatMap(({ attributes, blocks: mocks }) => {
      const alias = attributes.alias?.kind === "value" ? String(attributes.alias.value) : null;
      return mocks.flatMap((mock) => {
        const mode = mock.type.replace("mock_", "");
        const { defaults } = valuesOf([mock]);
        return blocks
          .filter(({ type, labels }) => type === mode && labels[0] === mock.labels[0])
          .filter(({ attributes: own }) => providerOf(own.provider) === alias)
          .flatMap(({ labels }) =>
            Object.entries(defaults as PlainObject).map(
              ([name, value]) =>
                [`${mode === "data" ? "data." : ""}${labels.join(".")}.${name}`, value] as const,
            ),
          );
      });
    }),
  );
}

const providerOf = (provider: HclBlock["attributes"][string] | undefined): string | null =>
  provider?.kind === "path" ? (provider.names[1] ?? null) : null;
