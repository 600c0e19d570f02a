import * as z from "zod/mini";
import type { Opaque } from "./opaque";
import { adviceOn } from "./advice";
import { keywordsOf } from "./keywords";
import type { NumberRule, TextRule } from "./value-rule";
import { nearest } from "./nearest";
import { show } from "./show";
import { violationOf } from "./violation";

/** A text under a rule, or under another one where it is written as an ARN. */
export function text(rule: TextRule, opaque: Opaque, arnRule?: TextRule): z.ZodMiniType<string, string> {
  const ruleFor = (value: string): TextRule =>
    arnRule !== undefined && value.startsWith("arn:") ? arnRule : rule;
  const keywords =
    arnRule === undefined ? keywordsOf(rule) : { anyOf: [keywordsOf(rule), keywordsOf(arnRule)] };
  return z
    .string({ error: ({ input }) => (typeof input === "number" ? unquoted(rule, input) : undefined) })
    .check(
      z.check(({ value, issues }) => {
        if (opaque(value)) return;
        const violation = violationOf(ruleFor(value), value);
        if (violation === undefined) return;
        issues.push({ code: "custom", input: value, message: adviceOn(ruleFor(value), value) ?? violation });
      }),
      z.meta(keywords),
    );
}

/** A whole number under a rule. */
export function wholeNumber(rule: NumberRule): z.ZodMiniType<number, number> {
  return z.number().check(
    z.check(({ value, issues }) => {
      const violation = violationOf(rule, value);
      if (violation !== undefined) issues.push({ code: "custom", input: value, message: violation });
    }),
    z.meta(keywordsOf(rule)),
  );
}

/** One of several sections that each have one option, `{ user: … }` or `{ role: … }`, or else a bare text. */
export function oneOf<const Options extends readonly [z.ZodMiniType, ...z.ZodMiniType[]]>(
  options: Options,
): z.ZodMiniUnion<Options> {
  const names = options.flatMap((option) =>
    option instanceof z.ZodMiniObject ? Object.keys(option.shape) : [],
  );
  return z.union(options, { error: ({ input }) => notOneOf(names, input) });
}

/** Says what an option is for, in the JSON Schema and all that is made from it. */
export function described<Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), description });
  return schema;
}

/** YAML reads digits as a number, and drops the zeros before them. */
function unquoted(rule: TextRule, value: unknown): string {
  const digits = String(value);
  const quoted = rule.expected === "12 digits" ? digits.padStart(12, "0") : digits;
  return `${digits} is a number, ${rule.what} is a text: write it in quotes, "${quoted}"`;
}

function notOneOf(names: readonly string[], input: unknown): string {
  const choice = `write exactly one of ${names.join(", ")}`;
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return `${show(input)} is not a section: ${choice}`;
  }
  const written = Object.keys(input);
  if (written.length === 0) return `is empty: ${choice}`;
  const unknown = written.find((key) => !names.includes(key));
  if (unknown === undefined) return `has ${written.join(" and ")} together: ${choice}`;
  const meant = nearest(unknown, names);
  return `${show(unknown)} is not known here: ${choice}${meant === undefined ? "" : ` (did you mean ${meant}?)`}`;
}
