import type { SizeLimit, StatementSize } from "../policy/policy-size";
import { largestFirst, sizeLimits } from "../policy/policy-size";
import type { Blueprint, NamedPolicy } from "../terraform/blueprint";
import type { KnownAttributes } from "../terraform/config-bindings";
import { configBindings } from "../terraform/config-bindings";
import type { Expression } from "../terraform/expression";
import { addressOf } from "../terraform/expression";
import type { Bounds, LeafBounds } from "../terraform/json-size";
import { jsonSize } from "../terraform/json-size";
import type { Bindings } from "../terraform/reduce";
import { reduce } from "../terraform/reduce";
import { callerAccount, currentPartition, currentRegion } from "./scope";
import { logsService } from "./statements/logs-encrypt-log-group";
import type { SizeRemedy } from "./size-remedies";
import { sizeRemedies } from "./size-remedies";

/** A policy that AWS would refuse for its size, or that it takes only from accounts with a raised limit. */
export interface OversizedPolicy {
  /** As `trailkey policy` takes it. */
  readonly policy: string;
  readonly rules: NamedPolicy["rules"];
  /** The size without spaces, in the unit of the limit. Where the place is not known, the least that it can be. */
  readonly size: number;
  readonly limit: SizeLimit;
  /** The largest first. */
  readonly statements: readonly StatementSize[];
  /** What would make it smaller. */
  readonly remedies: readonly SizeRemedy[];
}

/**
 * The policies of a blueprint that are too large wherever it is applied, with the config's values in its inputs.
 *
 * @param known Attributes that Terraform would find out.
 */
export function oversizedPolicies(
  blueprint: Blueprint,
  known: KnownAttributes = {},
): readonly OversizedPolicy[] {
  const bindings = configBindings(blueprint, known);
  const values = new Map(blueprint.inputs.map(({ name, value }) => [name, value]));
  return blueprint.policies.flatMap((policy): readonly OversizedPolicy[] => {
    const limit: SizeLimit = sizeLimits[policy.rules];
    // What is known of its attributes makes none greater than it can be.
    if (configuredSize(blueprint, policy).most <= limit.maximum) return [];
    const document = reduce(policy.document, bindings);
    const size = sizeOfDocument(document, blueprint).least;
    if (size <= limit.maximum) return [];
    return [
      {
        policy: policy.name,
        rules: policy.rules,
        size,
        limit,
        statements: statementSizes(document, (statement) => sizeOfDocument(statement, blueprint).least),
        remedies: sizeRemedies(blueprint, policy, values),
      },
    ];
  });
}

/** The same of a module whose caller sets nothing. */
export const oversizedByDefault = (blueprint: Blueprint): readonly OversizedPolicy[] =>
  oversizedPolicies({
    ...blueprint,
    inputs: blueprint.inputs.map((input) =>
      input.default === undefined ? input : { ...input, value: input.default },
    ),
  });

const configuredSizes = new WeakMap<NamedPolicy, { readonly of: Blueprint; readonly size: Bounds }>();

/** The bounds of a policy's size, with the config's values. Several steps ask it of the same blueprint. */
export function configuredSize(blueprint: Blueprint, policy: NamedPolicy): Bounds {
  const known = configuredSizes.get(policy);
  if (known?.of === blueprint) return known.size;
  const size = policySize(blueprint, policy, configBindings(blueprint));
  configuredSizes.set(policy, { of: blueprint, size });
  return size;
}

/** The bounds of a policy's size, with these values for its names. */
export const policySize = (blueprint: Blueprint, { document }: NamedPolicy, bindings: Bindings): Bounds =>
  sizeOfDocument(reduce(document, bindings), blueprint);

/** The bounds of the size of a document that was reduced: policies hold ASCII alone, so bytes are characters. */
export const sizeOfDocument = (document: Expression, blueprint: Pick<Blueprint, "inputs">): Bounds =>
  jsonSize(document, leafBoundsIn(blueprint));

/** What each statement of a reduced document takes, the largest first. */
export function statementSizes(
  document: Expression,
  sizeOf: (statement: Expression) => number,
): readonly StatementSize[] {
  const list =
    document.kind === "object" ? document.entries.find(({ key }) => key === "Statement") : undefined;
  if (list?.value.kind !== "list") return [];
  return largestFirst(
    list.value.items.map((item, index) => ({
      statement: { index, sid: sidOf(item) },
      size: sizeOf(item),
    })),
  );
}

function sidOf(statement: Expression): string | null {
  const sid = statement.kind === "object" ? statement.entries.find(({ key }) => key === "Sid") : undefined;
  return sid?.value.kind === "literal" && typeof sid.value.value === "string" ? sid.value.value : null;
}

/** What an attribute can hold, by address. */
const attributeBounds: Readonly<Record<string, Bounds>> = {
  [addressOf(callerAccount)]: { least: 12, most: 12 },
  [addressOf(currentPartition)]: { least: "aws".length, most: "aws-us-gov".length },
  [addressOf(currentRegion)]: { least: "us-west-1".length, most: 24 },
  [addressOf(logsService)]: { least: "logs.us-west-1.c2s.ic.gov".length, most: 48 },
};

/** Any other text of a policy: the ARN of a role with the longest path and name has 620 characters. */
const anyText: Bounds = { least: 0, most: 1_024 };

const isNoLonger = ([, substring, replacement]: readonly Expression[]): boolean =>
  substring?.kind === "literal" &&
  replacement?.kind === "literal" &&
  String(replacement.value).length <= String(substring.value).length;

const leafBoundsIn = ({ inputs }: Pick<Blueprint, "inputs">): LeafBounds => {
  const types = new Map(inputs.map(({ name, type }) => [name, type.kind]));
  return (leaf) => {
    switch (leaf.kind) {
      case "reference":
        return leaf.attribute === null ? undefined : (attributeBounds[addressOf(leaf)] ?? anyText);
      case "input":
        return types.get(leaf.name) === "string" ? anyText : undefined;
      case "opaque":
        return typeof leaf.value === "string" ? anyText : undefined;
      case "call":
        // A text of which nothing grows.
        return leaf.function === "replace" && isNoLonger(leaf.args) ? anyText : undefined;
      case "index":
        // A part of an ARN.
        return leaf.of.kind === "call" && leaf.of.function === "split" ? anyText : undefined;
      default:
        return undefined;
    }
  };
};
