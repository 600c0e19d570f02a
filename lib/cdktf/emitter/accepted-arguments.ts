import type { Argument } from "../../terraform/blueprint";
import type { Element } from "./class-table";

type Attributes = Readonly<Record<string, unknown>>;

/**
 * Throws unless everything that a class was given comes out of it again. The classes drop what they do not know
 * without a word, and a policy that is never put on its key would show only when CloudTrail fails.
 */
export function refuseUnknownArguments(element: Element, address: string, args: readonly Argument[]): void {
  const accepted = acceptedBy(element);
  const names = namesIn(args);
  if (accepted.has(names)) return;
  const missing = missingFrom(attributesOf(element), args, "");
  if (missing.length > 0) {
    throw new Error(
      `${address}: the provider's class ${element.constructor.name} does not take ${missing.join(", ")}`,
    );
  }
  accepted.add(names);
}

/** What is accepted of one element of a class is of every other one: the sets of arguments that were, by class. */
const acceptedByClass = new WeakMap<object, Set<string>>();

function acceptedBy(element: Element): Set<string> {
  const known = acceptedByClass.get(element.constructor) ?? new Set();
  acceptedByClass.set(element.constructor, known);
  return known;
}

const namesIn = (args: readonly Argument[]): string =>
  args
    .map((arg) =>
      arg.kind === "attribute" ? (isNull(arg) ? "" : arg.name) : `${arg.name}{${namesIn(arg.args)}}`,
    )
    .join();

function attributesOf(element: Element): Attributes {
  const { resource, data } = element.toTerraform() as Readonly<Record<string, Record<string, Attributes>>>;
  const ofType = (resource ?? data)?.[element.terraformResourceType] ?? {};
  return (ofType[element.friendlyUniqueId] ?? {}) as Attributes;
}

function missingFrom(attributes: Attributes, args: readonly Argument[], path: string): readonly string[] {
  const seen = new Map<string, number>();
  return args.flatMap((arg) => {
    const given = attributes[arg.name];
    if (given === undefined) return isNull(arg) ? [] : [`${path}${arg.name}`];
    if (arg.kind === "attribute") return [];
    const index = seen.get(arg.name) ?? 0;
    seen.set(arg.name, index + 1);
    const block = (Array.isArray(given) ? given[index] : given) as Attributes | undefined;
    return missingFrom(block ?? {}, arg.args, `${path}${arg.name}.`);
  });
}

const isNull = (arg: Argument): boolean =>
  arg.kind === "attribute" && arg.value.kind === "literal" && arg.value.value === null;
