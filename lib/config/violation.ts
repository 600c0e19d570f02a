import type { Violation } from "./problem-codes";
import type { NumberRule, TextRule, ValueRule } from "./value-rule";

/** What is wrong with a value, or undefined where it holds the rule. */
export function violationOf(rule: ValueRule, value: string | number): Violation | undefined {
  if (rule.kind === "number") return numberViolation(rule, value);
  return typeof value === "string" ? textViolation(rule, value) : undefined;
}

function numberViolation(
  { minimum, maximum, values, what, expected }: NumberRule,
  value: string | number,
): Violation | undefined {
  if (values !== undefined && typeof value === "number") {
    if (values.includes(value)) return undefined;
    const nearest = [values.findLast((one) => one < value), values.find((one) => one > value)];
    return {
      code: "number-choice",
      args: { value, what, nearest: nearest.filter((one) => one !== undefined) },
    };
  }
  const holds = Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
  return holds ? undefined : { code: "number-range", args: { value, what, expected } };
}

function textViolation(rule: TextRule, value: string): Violation | undefined {
  // Almost every value is, and to compile a pattern with Unicode properties takes long.
  const isAscii = /^[ -~]*$/.test(value);
  if (!isAscii && /\p{Surrogate}/u.test(value)) return { code: "half-character", args: { value } };
  const pair = isAscii ? undefined : miscomposed(value);
  if (pair !== undefined) return { code: "miscomposed", args: pair };
  const { what, expected } = rule;
  const broken = patternViolation(rule, value);
  if (broken !== undefined && /^[0-9]+$/.test(value) && expected.endsWith(" digits")) {
    return { code: "digit-count", args: { value, what, expected } };
  }
  return lengthViolation(rule, value) ?? broken;
}

/**
 * A character beyond U+FFFF and a mark that Terraform replaces by another character: composing them, it looks at the
 * lower 16 bits of each alone. Seen with Terraform 1.11: U+E0041 with U+0301 becomes Á.
 */
function miscomposed(text: string): { readonly pair: string; readonly composed: string } | undefined {
  for (const [, starter = "", marks = ""] of text.matchAll(/([\u{10000}-\u{10FFFF}])(\p{M}+)/gu)) {
    const base = String.fromCharCode((starter.codePointAt(0) ?? 0) & 0xffff);
    for (const mark of marks) {
      const composed = `${base}${mark}`.normalize();
      if (composed.length === 1) return { pair: `${starter}${mark}`, composed };
    }
  }
  return undefined;
}

/** Characters are counted as AWS counts them, an emoji as one, in the normal form that Terraform sends. */
function lengthViolation(rule: TextRule, value: string): Violation | undefined {
  const length = Array.from(value.normalize()).length;
  const { what, expected, minLength = 0, maxLength = Infinity } = rule;
  if (length >= minLength && length <= maxLength) return undefined;
  return length === 0
    ? { code: "empty-text", args: { what, expected } }
    : { code: "text-length", args: { value, what, minLength, maxLength } };
}

const longest = 20_000;

const compiledPatterns = new Map<string, RegExp>();

/** The rules have few patterns, and each is tried on many values. */
function compiled(pattern: string): RegExp {
  const known = compiledPatterns.get(pattern) ?? new RegExp(pattern);
  compiledPatterns.set(pattern, known);
  return known;
}

function patternViolation(rule: TextRule, value: string): Violation | undefined {
  const { what, example, patterns = [], forbidden = [] } = rule;
  // A pattern that repeats a group takes stack for each repetition. Nothing that AWS accepts is this long.
  const tested = value.length > longest ? value.slice(0, longest) + "\n" : value;
  const matches = ({ pattern }: { readonly pattern: string }): boolean => compiled(pattern).test(tested);
  const refused = forbidden.find(matches);
  const broken = refused ?? patterns.find((one) => !matches(one));
  if (broken === undefined) return undefined;
  return {
    code: "text-pattern",
    args: { value, what, must: refused === undefined, says: broken.says, example },
  };
}
