import type { ValueRule, TextRule } from "./value-rule";

/** What JSON Schema calls what a rule asks for. */
export type Keywords = Readonly<Record<string, unknown>>;

/** A rule as keywords of JSON Schema. */
export function keywordsOf(rule: ValueRule): Keywords {
  return rule.kind === "number"
    ? {
        type: "integer",
        ...(rule.values === undefined
          ? { minimum: rule.minimum, maximum: rule.maximum }
          : { enum: rule.values }),
        examples: [rule.example],
      }
    : textKeywords(rule);
}

function textKeywords({ minLength, maxLength, patterns = [], forbidden = [], example }: TextRule): Keywords {
  const [first, ...others] = patterns.map(({ pattern }) => ({ pattern }));
  const refused = forbidden.map(({ pattern }) => ({ pattern }));
  return {
    examples: [example],
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...first,
    ...(others.length === 0 ? {} : { allOf: others }),
    ...(refused.length === 0 ? {} : { not: refused.length === 1 ? refused[0] : { anyOf: refused } }),
  };
}
