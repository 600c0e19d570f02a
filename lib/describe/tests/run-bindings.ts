import type { Blueprint } from "../../terraform/blueprint";
import { canonicalJson } from "../../terraform/canonical-json";
import type { JsonValue } from "../../terraform/canonical-json";
import { configBindings } from "../../terraform/config-bindings";
import type { Expression } from "../../terraform/expression";
import { addressOf, literal } from "../../terraform/expression";
import type { TestValues } from "../../terraform/module-test";
import type { Bindings } from "../../terraform/reduce";
import { reduce } from "../../terraform/reduce";
import { plainValue, valueExpression } from "../../terraform/value-expression";

/** The policy that an output of the module holds as JSON. */
const policies: ReadonlyMap<string, string> = new Map([
  ["output.key_policy", "key"],
  ["output.bucket_policy", "bucket"],
  ["output.access_log_bucket_policy", "access-log"],
  ["output.reader_policy", "reader"],
]);

/** What the module's names stand for in a run of its tests: what it passes, what the mocks answer, and its outputs. */
export function runBindings(
  blueprint: Blueprint,
  variables: TestValues,
  mocked: ReadonlyMap<string, JsonValue>,
): Bindings {
  const inputs = blueprint.inputs.map((input) => ({
    ...input,
    // Null is a default, too.
    value: variables[input.name] ?? (input.default === undefined ? input.value : input.default),
  }));
  const texts = [...mocked].flatMap(([address, value]) =>
    typeof value === "string" ? [[address, value] as const] : [],
  );
  const bindings = configBindings({ ...blueprint, inputs }, Object.fromEntries(texts));
  const outputs = new Map<string, Expression | undefined>();
  const outputOf = (address: string, policy: string): Expression | undefined => {
    // Each question of a run asks for it.
    if (!outputs.has(address)) {
      const document = bindings.policy(policy);
      const value = document && plainValue(reduce(document, bindings));
      outputs.set(address, value === undefined ? undefined : literal(canonicalJson(value)));
    }
    return outputs.get(address);
  };
  return {
    ...bindings,
    reference: (reference) => {
      const address = addressOf(reference);
      const value = mocked.get(address);
      if (value !== undefined) return valueExpression(value);
      const policy = policies.get(address);
      return (policy === undefined ? undefined : outputOf(address, policy)) ?? bindings.reference(reference);
    },
  };
}
