import type { Example } from "../../lint/lint-rule";
import type { JsonValue } from "../../terraform/canonical-json";

/** What of an example is its own: the statements that the other has not. */
export function ownStatements({ policy }: Example, other: Example): readonly JsonValue[] {
  const others = new Set(statementsOf(other.policy).map((statement) => JSON.stringify(statement)));
  return statementsOf(policy).filter((statement) => !others.has(JSON.stringify(statement)));
}

const statementsOf = (policy: JsonValue): readonly JsonValue[] => {
  const { Statement } = policy as { readonly Statement: readonly JsonValue[] };
  return Statement;
};
