import type { LintedStatement, LocatedCondition } from "./linted-policy";
import { isUnresolved } from "../policy/interpolation";
import { trailPattern } from "./trails";

/** Condition keys of a request. */
export type Context = Readonly<Record<string, string>>;

/** Requests' condition keys that meet a statement's conditions, as far as an example can: one for each of the first values. */
export function witnessesOf({ conditions }: LintedStatement): readonly Context[] {
  const asking = conditions.filter(({ operator }) => operator !== null && !operator.negated);
  const count = Math.min(mostWitnesses, Math.max(0, ...asking.map(({ values }) => values.length)));
  return Array.from({ length: count }, (_, position) =>
    Object.fromEntries(asking.flatMap((condition) => witnessOf(condition, position))),
  );
}

const mostWitnesses = 4;

function witnessOf(
  { operator, key, values }: LocatedCondition,
  position: number,
): readonly (readonly [string, string])[] {
  const { text } = values[position % values.length] ?? {};
  if (text === undefined || isUnresolved(text) || isUnresolved(key)) return [];
  switch (operator?.comparison.type) {
    case "null":
      return text.toLowerCase() === "false" ? [[key, "some-value"]] : [];
    case "string":
      return [[key, operator.comparison.wildcards ? exampleOf(text) : text]];
    case "arn":
      return [[key, exampleOf(text)]];
    case "ip":
      return [[key, text.replace(/\/.*$/, "")]];
    default:
      return [[key, text]];
  }
}

/** A text that a pattern covers. */
const exampleOf = (pattern: string): string =>
  trailPattern(pattern)?.arn ?? pattern.replace(/\*/g, "x").replace(/\?/g, "a");

/** The values that a statement asks for under keys like these. */
export const valuesOn = ({ conditions }: LintedStatement, keys: RegExp): readonly string[] =>
  conditions
    .filter(
      ({ key, operator }) =>
        keys.test(key) && operator?.negated === false && operator.comparison.type !== "null",
    )
    .flatMap(({ values }) => values.map(({ text }) => text));

/** Whether a request carries what a statement asks for of the caller's, or the source's, organization. */
export const namesOrganization = (linted: LintedStatement, context: Context): boolean =>
  valuesOn(linted, organizationKeys).length > 0 &&
  Object.keys(context).some((key) => organizationKeys.test(key));

const organizationKeys = /^aws:(principal|source)(orgid|orgpaths)$/i;
