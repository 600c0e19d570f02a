import type { LintedStatement, LocatedCondition } from "./linted-policy";
import { isUnresolved } from "../policy/interpolation";
import { trailPattern } from "./trails";

/** Condition keys of a request. */
export type Context = Readonly<Record<string, string>>;

/**
 * Condition keys of requests that meet a statement's conditions, as far as examples can: one for each of the first
 * values, and where several conditions ask for one key, for each of them.
 */
export function witnessesOf({ conditions }: LintedStatement): readonly Context[] {
  const byKey = new Map<string, Wanted[]>();
  for (const condition of conditions) {
    const lower = condition.key.toLowerCase();
    byKey.set(lower, [...(byKey.get(lower) ?? []), ...wantedBy(condition)]);
  }
  const wanted = [...byKey.values()].map(exactFirst).filter((values) => values.length > 0);
  const count = Math.min(mostWitnesses, Math.max(0, ...wanted.map((values) => values.length)));
  return Array.from({ length: count }, (_, position) =>
    Object.fromEntries(
      wanted.flatMap((values) => {
        const value = values[position % values.length];
        return value ? [[value.key, value.text] as const] : [];
      }),
    ),
  );
}

const mostWitnesses = 5;

interface Wanted {
  readonly key: string;
  readonly text: string;
  /** Whether any other value would do as well. */
  readonly any: boolean;
}

/** Some value where a condition only asks for one, unless another condition asks for more. */
function exactFirst(wanted: readonly Wanted[]): readonly Wanted[] {
  const exact = wanted.filter(({ any }) => !any);
  return exact.length > 0 ? exact : wanted.slice(0, 1);
}

function wantedBy({ operator, key, values }: LocatedCondition): readonly Wanted[] {
  if (!operator || operator.negated || isUnresolved(key)) return [];
  const { comparison } = operator;
  return values
    .filter(({ text }) => !isUnresolved(text))
    .flatMap(({ text }): readonly Wanted[] => {
      switch (comparison.type) {
        case "null":
          return text.toLowerCase() === "false" ? [{ key, text: "some-value", any: true }] : [];
        case "string":
          return [{ key, text: comparison.wildcards ? exampleOf(text) : text, any: false }];
        case "arn":
          return [{ key, text: exampleOf(text), any: false }];
        case "ip":
          return [{ key, text: text.replace(/\/.*$/, ""), any: false }];
        default:
          return [{ key, text, any: false }];
      }
    });
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
