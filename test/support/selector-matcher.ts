import type { Argument, Block, Blueprint } from "../../lib/terraform/blueprint";
import { configBindings } from "../../lib/terraform/config-bindings";
import { resolve } from "../../lib/terraform/resolve";

/** What of a recorded event a trail's selectors look at, by the field's name. */
export type LoggedEvent = Readonly<Record<string, string>>;

/** A selector as the provider takes it: by field, its operators with their values. */
type Selector = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The selectors of the trail that a blueprint builds. */
export function selectorsOf(
  blueprint: Blueprint,
  known: Readonly<Record<string, string>>,
): readonly Selector[] {
  const trail = blueprint.blocks.find(({ type }) => type === "aws_cloudtrail");
  const bindings = configBindings(blueprint, known);
  return blocksIn(trail, "advanced_event_selector").map((selector) =>
    Object.fromEntries(
      blocksIn(selector, "field_selector").map(({ args }) => {
        const { field, ...operators } = Object.fromEntries(
          args.flatMap((arg) => (arg.kind === "attribute" ? [[arg.name, resolve(arg.value, bindings)]] : [])),
        );
        return [field as string, operators as Selector[string]];
      }),
    ),
  );
}

const blocksIn = (block: Pick<Block, "args"> | undefined, name: string) =>
  (block?.args ?? []).filter(
    (arg): arg is Extract<Argument, { readonly kind: "block" }> => arg.kind === "block" && arg.name === name,
  );

/**
 * Whether CloudTrail logs an event, as its pages say: by one of the selectors, if all of its fields hold; without
 * selectors, every management event.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
 */
export const isLoggedBy = (selectors: readonly Selector[], event: LoggedEvent): boolean =>
  selectors.length === 0
    ? event.eventCategory === "Management"
    : selectors.some((selector) =>
        Object.entries(selector).every(([field, operators]) => holds(operators, event[field] ?? "")),
      );

const tests: Readonly<Record<string, (value: string, given: string) => boolean>> = {
  equals: (value, given) => value === given,
  starts_with: (value, given) => value.startsWith(given),
  ends_with: (value, given) => value.endsWith(given),
};

/** What takes events are alternatives, what leaves them out holds altogether, and both must hold. */
function holds(operators: Selector[string], value: string): boolean {
  const entries = Object.entries(operators);
  const taking = entries.filter(([name]) => !name.startsWith("not_"));
  const leaving = entries.filter(([name]) => name.startsWith("not_"));
  const meets = (name: string, given: string): boolean => {
    const test = tests[name.replace("not_", "")];
    if (test === undefined) throw new Error(`${name} is not an operator of the provider`);
    return test(value, given);
  };
  return (
    (taking.length === 0 || taking.some(([name, values]) => values.some((given) => meets(name, given)))) &&
    leaving.every(([name, values]) => values.every((given) => !meets(name, given)))
  );
}
