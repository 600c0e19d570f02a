import * as z from "zod/mini";
import type { IsOpaque } from "./opaque";
import { notJsonIn } from "./json-value";
import { keywordsOf } from "./keywords";
import { nearest } from "./nearest";
import { otherArn } from "./other-arn";
import type { ConfigMistake } from "./problem";
import { seen } from "./seen";
import type { AnyMistake } from "./issue-message";
import { issueMessage } from "./issue-message";
import type { NumberRule, TextRule } from "./value-rule";
import { violationOf } from "./violation";

/** A text under a rule, or under another one where it is written as an ARN. */
export function text(rule: TextRule, opaque: IsOpaque, arnRule?: TextRule): z.ZodMiniType<string, string> {
  const ruleFor = (value: string): TextRule =>
    arnRule !== undefined && value.startsWith("arn:") ? arnRule : rule;
  const keywords =
    arnRule === undefined ? keywordsOf(rule) : { anyOf: [keywordsOf(rule), keywordsOf(arnRule)] };
  return z
    .string({
      error: ({ input }) => (typeof input === "number" ? issueMessage(notQuoted(rule, input)) : undefined),
    })
    .check(
      checked((value) => {
        if (opaque(value)) return undefined;
        const violation = violationOf(ruleFor(value), value);
        return violation && (otherArn(ruleFor(value), value) ?? violation);
      }),
      z.meta(keywords),
    );
}

/** A whole number under a rule. */
export function wholeNumber(rule: NumberRule, opaque: IsOpaque): z.ZodMiniType<number, number> {
  return z.number().check(
    checked((value) => (opaque(value) ? undefined : violationOf(rule, value))),
    z.meta(keywordsOf(rule)),
  );
}

/** A check that refuses a value with the mistake that it finds. */
export const checked = <Value>(
  mistakeOf: (value: Value) => AnyMistake | undefined,
): z.core.$ZodCheck<Value> =>
  z.check(({ value, issues }) => {
    const mistake = mistakeOf(value);
    if (mistake !== undefined) issues.push({ code: "custom", input: value, message: issueMessage(mistake) });
  });

/** A check that refuses what JSON cannot hold, each part of it in its place. */
export const isJson = (opaque: IsOpaque): z.core.$ZodCheck<Readonly<Record<string, unknown>>> =>
  z.check(({ value, issues }) => {
    for (const { mistake, path } of notJsonIn(value, opaque)) {
      issues.push({ code: "custom", input: value, path: [...path], message: issueMessage(mistake) });
    }
  });

/** One of several sections, told apart by their first option, `{ user: … }` or `{ role: … }`, or else a bare text. */
export function oneOf<const Options extends readonly [z.ZodMiniType, ...z.ZodMiniType[]]>(
  options: Options,
): z.ZodMiniUnion<Options> {
  const sections = options.flatMap((option) =>
    option instanceof z.ZodMiniObject ? [Object.keys(option.shape)] : [],
  );
  const names = sections.flatMap((keys) => keys.slice(0, 1));
  const known = new Set(sections.flat());
  return z.union(options, { error: ({ input }) => issueMessage(notOneOf(names, known, input)) });
}

/** Says what an option is for, in the JSON Schema and all that is made from it. */
export function described<Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), description });
  return schema;
}

/** YAML reads digits as a number, and drops the zeros before them. */
function notQuoted({ what, expected }: TextRule, value: number): ConfigMistake {
  const digits = String(value);
  const quoted = expected === "12 digits" ? digits.padStart(12, "0") : digits;
  return { code: "not-quoted", args: { value, what, quoted } };
}

/** @param known the choices, and what stands beside one of them */
function notOneOf(choices: readonly string[], known: ReadonlySet<string>, input: unknown): ConfigMistake {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return { code: "not-one-section", args: { value: seen(input), choices } };
  }
  const written = Object.keys(input);
  if (written.length === 0) return { code: "empty-section", args: { choices } };
  const chosen = written.filter((name) => choices.includes(name));
  const key = written.find((name) => !known.has(name)) ?? (chosen.length === 0 ? written[0] : undefined);
  if (key === undefined) return { code: "several-choices", args: { written: chosen, choices } };
  const meant = nearest(key, choices);
  return { code: "unknown-choice", args: { key, choices, ...(meant !== undefined && { meant }) } };
}
