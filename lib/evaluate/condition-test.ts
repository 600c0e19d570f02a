import { readBoolean } from "../policy/condition-value";
import { isUnresolved } from "../policy/interpolation";
import type { Condition, Policy } from "../policy/policy";
import type { Matcher } from "./matcher";
import type { RequestContext } from "./request-context";
import type { Truth } from "./truth";
import { every, not, some } from "./truth";
import { valueMatcher } from "./value-matcher";

export type ConditionTest = (context: RequestContext) => Truth;

/**
 * Prepares one operator applied to one key. Where the key is absent, a negated operator holds, and so do
 * `IfExists` and `ForAllValues`; `ForAnyValue` never does. A key of several values needs one of the two
 * qualifiers: without, no operator holds.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function conditionTest(condition: Condition, version: Policy["version"]): ConditionTest {
  const { operator, values } = condition;
  if (!operator || isUnresolved(condition.key)) return () => "unknown";
  const key = condition.key.toLowerCase();
  const { comparison, negated, qualifier } = operator;
  if (comparison.type === "null") return existenceTest(key, values);

  const matchers = values.map((value) => valueMatcher(value, comparison, version));
  const whenAbsent = qualifier === "ForAllValues" || (qualifier === null && (operator.ifExists || negated));
  const holdsFor = (actual: string, context: RequestContext): Truth => {
    const matched = someMatch(matchers, actual, context);
    return negated ? not(matched) : matched;
  };
  return (context) => {
    const actual = context.get(key);
    const [first] = actual ?? [];
    if (actual === undefined || first === undefined) return whenAbsent;
    if (qualifier === "ForAllValues") return every(actual, (value) => holdsFor(value, context));
    if (qualifier === "ForAnyValue") return some(actual, (value) => holdsFor(value, context));
    return actual.length === 1 && holdsFor(first, context);
  };
}

const someMatch = (matchers: readonly Matcher[], actual: string, context: RequestContext): Truth =>
  some(matchers, (matches) => matches(actual, context));

/** `Null`: `true` asks for the key to be absent, `false` for it to exist. */
const existenceTest =
  (key: string, values: readonly string[]): ConditionTest =>
  (context) =>
    some(values, (value) =>
      isUnresolved(value) ? "unknown" : readBoolean(value) === (context.get(key) === undefined),
    );
