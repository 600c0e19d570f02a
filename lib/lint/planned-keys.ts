import { membersOf } from "./linted-policy";
import type { DocumentKeys } from "./terraform-document";
import { keyTypes } from "./terraform-document";

/**
 * Which key an argument of a resource names, by the references in a plan's configuration: the address of the key
 * without `count` and `for_each`, which a configuration does not have.
 *
 * Follows references through aliases, key policies, variables and outputs of modules. A local ends the way: a plan
 * does not tell what it is made of.
 * https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export function plannedKeys(plan: unknown): DocumentKeys {
  const root = membersOf(membersOf(plan).get("configuration")).get("root_module");
  const written = (address: string, argument: string): unknown => {
    const { modules, resource } = split(address);
    return expressionOf(moduleAt(root, modules), resource, argument);
  };
  return {
    keyOf: (address, argument) => follow(root, split(address).modules, written(address, argument), 0),
    nameOf: (address) => address.replace(/\[[^\]]*\]/g, ""),
    has: (address, argument) => written(address, argument) !== undefined,
  };
}

type Modules = readonly string[];

/** `module.a.module.b.aws_kms_key.this[0]` as its modules and `aws_kms_key.this`. */
function split(address: string): { readonly modules: Modules; readonly resource: string } {
  const steps = address.replace(/\[[^\]]*\]/g, "").split(".");
  const modules: string[] = [];
  while (steps[0] === "module" && steps[1] !== undefined) modules.push(...steps.splice(0, 2).slice(1));
  return { modules, resource: steps.join(".") };
}

const resourceAddress = (modules: Modules, resource: string): string =>
  [...modules.flatMap((name) => ["module", name]), resource].join(".");

const moduleAt = (root: unknown, modules: Modules): unknown =>
  modules.reduce((module, name) => membersOf(callOf(module, name)).get("module"), root);

const callOf = (module: unknown, name: string): unknown =>
  membersOf(membersOf(module).get("module_calls")).get(name);

function expressionOf(module: unknown, address: string, argument: string): unknown {
  return membersOf(resourcesByAddress(module).get(address)?.get("expressions")).get(argument);
}

type Members = ReadonlyMap<string, unknown>;

/** A plan's configuration may have thousands of resources, and many arguments are looked up in it. */
const indexes = new WeakMap<object, ReadonlyMap<unknown, Members>>();

function resourcesByAddress(module: unknown): ReadonlyMap<unknown, Members> {
  const resources = membersOf(module).get("resources");
  if (!Array.isArray(resources)) return new Map();
  const known = indexes.get(resources);
  if (known) return known;
  const byAddress = new Map(
    (resources as readonly unknown[]).map(membersOf).map((resource) => [resource.get("address"), resource]),
  );
  indexes.set(resources, byAddress);
  return byAddress;
}

/** No module nests deeper, so a longer way is a circle. */
const longestWay = 50;

function follow(root: unknown, modules: Modules, expression: unknown, steps: number): string | null {
  if (steps > longestWay) return null;
  const references = membersOf(expression).get("references");
  for (const reference of Array.isArray(references) ? (references as readonly unknown[]) : []) {
    const key = typeof reference === "string" ? followOne(root, modules, reference, steps + 1) : null;
    if (key !== null) return key;
  }
  return null;
}

function followOne(root: unknown, modules: Modules, reference: string, steps: number): string | null {
  const [kind = "", name = "", attribute = ""] = reference.replace(/\[[^\]]*\]/g, "").split(".");
  const here = moduleAt(root, modules);
  const next = passedOn[kind];
  if (keyTypes.has(kind)) return resourceAddress(modules, `${kind}.${name}`);
  if (next !== undefined) return follow(root, modules, expressionOf(here, `${kind}.${name}`, next), steps);
  if (kind === "var" && modules.length > 0) {
    const outer = modules.slice(0, -1);
    const call = membersOf(callOf(moduleAt(root, outer), modules.at(-1) ?? ""));
    return follow(root, outer, membersOf(call.get("expressions")).get(name), steps);
  }
  if (kind === "module") {
    const inner = [...modules, name];
    const output = membersOf(membersOf(moduleAt(root, inner)).get("outputs")).get(attribute);
    return follow(root, inner, membersOf(output).get("expression"), steps);
  }
  return null;
}

/** The argument by which a resource names the key that it stands for. */
const passedOn: Readonly<Record<string, string | undefined>> = {
  aws_kms_alias: "target_key_id",
  aws_kms_key_policy: "key_id",
};
