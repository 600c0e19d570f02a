import type { Violation } from "./problem-codes";
import type { NumberRule, TextRule, ValueRule } from "./value-rule";

/** What is wrong with a value, or undefined where it holds the rule. */
export function violationOf(rule: ValueRule, value: string | number): Violation | undefined {
  if (rule.kind === "number") return numberViolation(rule, value);
  return typeof value === "string" ? textViolation(rule, value) : undefined;
}

function numberViolation(
  { minimum, maximum, what, expected }: NumberRule,
  value: string | number,
): Violation | undefined {
  const holds = Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
  return holds ? undefined : { code: "number-range", args: { value, what, expected } };
}

function textViolation(rule: TextRule, value: string): Violation | undefined {
  if (/\p{Surrogate}/u.test(value)) return { code: "half-character", args: { value } };
  const { what, expected } = rule;
  const broken = patternViolation(rule, value);
  if (broken !== undefined && /^[0-9]+$/.test(value) && expected.endsWith(" digits")) {
    return { code: "digit-count", args: { value, what, expected } };
  }
  return lengthViolation(rule, value) ?? broken;
}

/** Characters are counted as AWS counts them: an emoji is one. */
function lengthViolation(rule: TextRule, value: string): Violation | undefined {
  const length = Array.from(value).length;
  const { what, expected, minLength = 0, maxLength = Infinity } = rule;
  if (length >= minLength && length <= maxLength) return undefined;
  return length === 0
    ? { code: "empty-text", args: { what, expected } }
    : { code: "text-length", args: { value, what, minLength, maxLength } };
}

function patternViolation(rule: TextRule, value: string): Violation | undefined {
  const { what, example, patterns = [], forbidden = [] } = rule;
  const matches = ({ pattern }: { readonly pattern: string }): boolean => new RegExp(pattern).test(value);
  const refused = forbidden.find(matches);
  const broken = refused ?? patterns.find((one) => !matches(one));
  if (broken === undefined) return undefined;
  return {
    code: "text-pattern",
    args: { value, what, must: refused === undefined, says: broken.says, example },
  };
}
