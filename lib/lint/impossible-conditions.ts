import { noContext } from "../evaluate/request-context";
import { valuesMatcher } from "../evaluate/value-matcher";
import type { LintedStatement, LocatedCondition } from "./linted-policy";
import { needsKey } from "./narrowing-condition";

export type Impossibility =
  /** One condition asks for the key to be absent, another for a value. */
  | "absent and present"
  | "no common value"
  /** The caller's account is told by other conditions, or by the principal. */
  | "other accounts"
  | "never of services"
  | "only of services"
  | "not this key"
  | "not over TLS";

/** A condition that never holds, and why. */
export interface Impossible {
  readonly condition: LocatedCondition;
  readonly problem: Impossibility;
  readonly values: readonly string[];
  /** What stands against it. */
  readonly against: readonly string[];
}

/** Conditions on one key that cannot hold at once. */
export function contradictions({ conditions }: LintedStatement): readonly Impossible[] {
  const byKey = new Map<string, LocatedCondition[]>();
  for (const condition of conditions) {
    const key = condition.key.toLowerCase();
    byKey.set(key, [...(byKey.get(key) ?? []), condition]);
  }
  return [...byKey.values()].flatMap((together) => contradictionOf(together) ?? []);
}

function contradictionOf(together: readonly LocatedCondition[]): Impossible | null {
  const needed = together.find((condition) => needsKey(condition) && condition.values.length > 0);
  if (!needed || together.length < 2) return null;
  if (together.some(asksForAbsence)) {
    return { condition: needed, problem: "absent and present", values: [], against: [] };
  }
  const comparing = together.filter(comparesTexts);
  const exact = comparing.find(
    ({ operator, values }) => operator?.negated === false && values.every(({ text }) => isExact(text)),
  );
  const others = comparing.filter((condition) => condition !== exact);
  if (!exact || others.length === 0) return null;
  const tests = others.map(testOf);
  const compared = exact.values.length * others.reduce((sum, { values }) => sum + values.length, 0);
  if (compared > mostCompared) return null;
  if (exact.values.some(({ text }) => tests.every((test) => test(text)))) return null;
  const values = comparing.flatMap((condition) =>
    condition.values.map(({ text }) => `${condition.operatorText} ${text}`),
  );
  return { condition: exact, problem: "no common value", values, against: [] };
}

/** Values times values. */
const mostCompared = 100_000;

const asksForAbsence = ({ operator, values }: LocatedCondition): boolean =>
  operator?.comparison.type === "null" &&
  values.length > 0 &&
  values.every(({ text }) => text.toLowerCase() === "true");

/** Whether a condition compares the one value of a key, and nothing of it is left to resolve. */
const comparesTexts = ({ operator, values }: LocatedCondition): boolean =>
  (operator?.comparison.type === "string" || operator?.comparison.type === "arn") &&
  operator.qualifier === null &&
  values.length > 0 &&
  values.every(({ text }) => !text.includes("${"));

const isExact = (text: string): boolean => !/[*?]/.test(text);

function testOf({ operator, values }: LocatedCondition): (text: string) => boolean {
  const { comparison, negated = false } = operator ?? {};
  if (!comparison || comparison.type === "null") return () => true;
  const matches = valuesMatcher(
    values.map(({ text }) => text),
    comparison,
    "2012-10-17",
  );
  return (text) => {
    const truth = matches(text, noContext);
    return truth === "unknown" || truth !== negated;
  };
}
