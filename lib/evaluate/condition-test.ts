import { readBoolean } from "../policy/condition-value";
import { isUnresolved } from "../policy/interpolation";
import type { Condition, Policy } from "../policy/policy";
import type { Matcher } from "./matcher";
import type { RequestContext } from "./request-context";
import type { PartlyKnown, RequestValue } from "./request-value";
import type { Truth } from "./truth";
import { every, not, some } from "./truth";
import { valuesMatcher } from "./value-matcher";

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

  const matches = valuesMatcher(values, comparison, version);
  const whenAbsent = qualifier === "ForAllValues" || (qualifier === null && (operator.ifExists || negated));
  const holdsFor = (actual: RequestValue, context: RequestContext): Truth => {
    const matched =
      typeof actual === "string" ? matches(actual, context) : someFits(actual, matches, context);
    return negated ? not(matched) : matched;
  };
  return (context) => {
    const actual = context.get(key);
    const [first] = actual ?? [];
    if (actual === undefined || first === undefined) return context.isOpen(key) ? "unknown" : whenAbsent;
    if (qualifier === null) return actual.length === 1 && holdsFor(first, context);
    // A set of empty texts alone counts as empty.
    if (actual.every((value) => value === "")) return whenAbsent;
    return qualifier === "ForAllValues"
      ? every(actual, (value) => holdsFor(value, context))
      : some(actual, (value) => holdsFor(value, context));
  };
}

/** Whether a value fits of which a part is not known: for certain only if it does whatever it turns out to be. */
function someFits({ oneOf }: PartlyKnown, matches: Matcher, context: RequestContext): Truth {
  const truths = new Set(oneOf.map((value) => matches(value, context)));
  const [only, another] = truths;
  return only === undefined || another !== undefined ? "unknown" : only;
}

/** `Null`: `true` asks for the key to be absent, `false` for it to exist. */
const existenceTest =
  (key: string, values: readonly string[]): ConditionTest =>
  (context) =>
    some(values, (value) => {
      const wantsAbsence = isUnresolved(value) ? null : readBoolean(value);
      const actual = context.get(key);
      if (wantsAbsence === null || (actual === undefined && context.isOpen(key))) return "unknown";
      return wantsAbsence === (actual === undefined);
    });
