import type { Argument } from "../../terraform/blueprint";
import type { ClassEntry, Element } from "./class-table";

type Attributes = Readonly<Record<string, unknown>>;

/**
 * The arguments, by path, that the class of an element does not know although later packages of the provider do:
 * `rule.blocked_encryption_types`.
 *
 * Throws unless everything else that a class was given comes out of it again. The classes drop what they do not know
 * without a word, and a policy that is never put on its key would show only when CloudTrail fails.
 */
export function argumentsToAdd(
  element: Element,
  address: string,
  args: readonly Argument[],
  { newer = [] }: Pick<ClassEntry, "newer">,
): readonly string[] {
  const known = knownOf(element);
  const names = namesIn(args);
  const before = known.get(names);
  if (before !== undefined) return before;
  const missing = [...new Set(missingFrom(attributesOf(element), args, ""))];
  const unknown = missing.filter((path) => !newer.includes(path));
  if (unknown.length > 0) {
    throw new Error(
      `${address}: the provider's class ${element.constructor.name} does not take ${unknown.join(", ")}`,
    );
  }
  known.set(names, missing);
  return missing;
}

/** What holds of one element of a class does of every other one: the arguments to add, by the set of all. */
const knownByClass = new WeakMap<object, Map<string, readonly string[]>>();

function knownOf(element: Element): Map<string, readonly string[]> {
  const known = knownByClass.get(element.constructor) ?? new Map<string, readonly string[]>();
  knownByClass.set(element.constructor, known);
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
