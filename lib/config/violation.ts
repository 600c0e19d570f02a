import type { NumberRule, ValueRule, TextRule } from "./value-rule";
import { show } from "./show";

/** What is wrong with a value and what would be right, or undefined where it holds the rule. */
export function violationOf(rule: ValueRule, value: string | number): string | undefined {
  if (rule.kind === "number") return numberViolation(rule, value);
  return typeof value === "string" ? textViolation(rule, value) : undefined;
}

function numberViolation(rule: NumberRule, value: string | number): string | undefined {
  const holds = Number.isInteger(value) && Number(value) >= rule.minimum && Number(value) <= rule.maximum;
  return holds ? undefined : `${show(value)} is not right: ${rule.what} is ${rule.expected}`;
}

function textViolation(rule: TextRule, text: string): string | undefined {
  if (/\p{Surrogate}/u.test(text)) {
    return `${show(text)} holds half of a character, which no file and no API can hold: write the whole character`;
  }
  const broken = brokenPattern(rule, text);
  if (broken !== undefined && /^[0-9]+$/.test(text) && rule.expected.endsWith(" digits")) {
    return `${show(text)} has ${text.length} digits, ${rule.what} has ${rule.expected}`;
  }
  return (
    lengthViolation(rule, text) ?? (broken && `${show(text)} is not ${rule.what}: ${broken}${example(rule)}`)
  );
}

/** Characters are counted as AWS counts them: an emoji is one. */
function lengthViolation(rule: TextRule, text: string): string | undefined {
  const length = Array.from(text).length;
  const { minLength = 0, maxLength = Infinity } = rule;
  if (length >= minLength && length <= maxLength) return undefined;
  if (length === 0) return `is empty, ${rule.what} is ${rule.expected}`;
  const bounds = minLength === 0 ? `at most ${maxLength}` : `${minLength} to ${maxLength}`;
  return `${show(text)} has ${length} ${length === 1 ? "character" : "characters"}, ${rule.what} has ${bounds}`;
}

function brokenPattern(rule: TextRule, text: string): string | undefined {
  const forbidden = rule.forbidden?.find(({ pattern }) => new RegExp(pattern).test(text));
  if (forbidden !== undefined) return `it must not ${forbidden.says}`;
  const missed = rule.patterns?.find(({ pattern }) => !new RegExp(pattern).test(text));
  return missed && `it must ${missed.says}`;
}

const example = (rule: TextRule): string => ` (for example ${rule.example})`;
