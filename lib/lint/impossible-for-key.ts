import { noContext } from "../evaluate/request-context";
import { valuesMatcher } from "../evaluate/value-matcher";
import type { Impossible } from "./impossible-conditions";
import type { LintContext } from "./lint-context";
import type { LintedStatement, LocatedCondition } from "./linted-policy";

/** Conditions that no request for this key meets. */
export function impossibleForKey(linted: LintedStatement, context: LintContext): readonly Impossible[] {
  return linted.conditions.flatMap((condition): readonly Impossible[] => {
    const actual = actualValue(condition.key.toLowerCase(), context);
    const values = condition.values.map(({ text }) => text);
    if (actual !== null && holdsFor(condition, actual) === false) {
      return [{ condition, problem: "not this key", values, against: [actual] }];
    }
    if (context.key.region !== null && isViaOtherRegion(condition, context.key.region)) {
      return [{ condition, problem: "not this key", values, against: [context.key.region] }];
    }
    // A Deny of requests without TLS is common, and does no harm.
    if (
      linted.statement.effect === "Allow" &&
      isTransport(condition) &&
      holdsFor(condition, "true") === false
    ) {
      return [{ condition, problem: "not over TLS", values: [], against: [] }];
    }
    return [];
  });
}

/** What every request for the key has under a condition key; null where it is not known. */
function actualValue(key: string, { owner, key: known, trails }: LintContext): string | null {
  switch (key) {
    case "aws:resourceaccount":
      return owner;
    case "aws:requestedregion":
      return known.region;
    // Only such a key encrypts logs.
    case "kms:keyspec":
    case "kms:customermasterkeyspec":
      return trails.length > 0 ? "SYMMETRIC_DEFAULT" : null;
    case "kms:keyusage":
    case "kms:customermasterkeyusage":
      return trails.length > 0 ? "ENCRYPT_DECRYPT" : null;
    default:
      return null;
  }
}

/** Whether a positive condition holds of a value; undefined of others, and where something is not resolved. */
function holdsFor({ operator, values }: LocatedCondition, actual: string): boolean | undefined {
  const { comparison, negated, qualifier } = operator ?? {};
  if (!comparison || comparison.type === "null" || negated !== false || values.length === 0) return undefined;
  if (qualifier !== null || values.some(({ text }) => text.includes("${"))) return undefined;
  const texts = values.map(({ text }) => text);
  return valuesMatcher(texts, comparison, "2012-10-17")(actual, noContext) !== false;
}

const isTransport = ({ key }: LocatedCondition): boolean => key.toLowerCase() === "aws:securetransport";

/** Whether `kms:ViaService` names services of other Regions alone. */
const isViaOtherRegion = ({ key, operator, values }: LocatedCondition, region: string): boolean =>
  key.toLowerCase() === "kms:viaservice" &&
  operator?.negated === false &&
  !operator.ifExists &&
  values.length > 0 &&
  values.every(({ text }) => {
    const named = /^[a-z0-9-]+\.([a-z0-9-]+)\.amazonaws\.com/.exec(text)?.[1];
    return named !== undefined && named !== region;
  });
