import type { JsonValue as Json } from "../../lib/terraform/canonical-json";

/**
 * Whether EventBridge delivers an event to a rule with a pattern, for what our patterns use: texts and `$or`. Any other
 * operator is an error, so that no test passes for want of one.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function matchesPattern(pattern: Json, event: Json): boolean {
  if (!isObject(pattern)) throw new Error(`not a pattern: ${JSON.stringify(pattern)}`);
  return Object.entries(pattern).every(([name, wanted]) => {
    if (name === "$or") return alternativesOf(wanted).some((one) => matchesPattern(one, event));
    return valuesAt(event, name).some((found) =>
      Array.isArray(wanted) ? hasAny(wanted as readonly Json[], found) : matchesPattern(wanted, found),
    );
  });
}

const isObject = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function alternativesOf(wanted: Json): readonly Json[] {
  if (!Array.isArray(wanted) || wanted.length < 2) throw new Error("$or takes two patterns or more");
  return wanted as readonly Json[];
}

/** Of a list of objects, EventBridge looks at each. */
const valuesAt = (event: Json, name: string): readonly Json[] =>
  (Array.isArray(event) ? (event as readonly Json[]) : [event]).flatMap((one) =>
    isObject(one) && Object.hasOwn(one, name) ? [one[name] ?? null] : [],
  );

function hasAny(wanted: readonly Json[], found: Json): boolean {
  if (wanted.length === 0) throw new Error("EventBridge refuses an empty list");
  if (wanted.some((one) => typeof one !== "string")) throw new Error(`no text: ${JSON.stringify(wanted)}`);
  const values = Array.isArray(found) ? (found as readonly Json[]) : [found];
  return values.some((value) => wanted.includes(value));
}
