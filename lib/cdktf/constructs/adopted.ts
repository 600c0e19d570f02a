import type { Config } from "../../config/config";
import { settingAddresses } from "../../describe/bucket";
import { typeInAddress } from "../../terraform/blueprint";
import type { StackGraph } from "./stack-graph";

interface Adoptable {
  /** The types of what may be adopted. */
  readonly owners: readonly string[];
  /** The types of its settings, its policy among them. */
  readonly settings: readonly string[];
  /** The argument of a setting that says what it is on. */
  readonly on: string;
  readonly adopted: (config: Config) => string | null;
}

const ofKey = {
  owners: ["aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key", "aws_kms_replica_external_key"],
  settings: ["aws_kms_key_policy"],
  on: "key_id",
} as const;

/** What a trail, or its log group, may adopt. */
export type AdoptedThing = "key" | "bucket" | "log group's key";

const adoptables: Readonly<Record<AdoptedThing, Adoptable>> = {
  key: { ...ofKey, adopted: ({ key }) => key.existing },
  "log group's key": {
    ...ofKey,
    adopted: ({ key, logGroup }) => {
      if (logGroup?.kind !== "created" || logGroup.key.kind === "own") return null;
      return logGroup.key.kind === "this" ? key.existing : logGroup.key.arn;
    },
  },
  bucket: {
    owners: ["aws_s3_bucket"],
    settings: settingAddresses.map(typeInAddress),
    on: "bucket",
    adopted: ({ bucket }) => (bucket?.existing ? bucket.name : null),
  },
};

/** Addresses of what the same stack has of an adopted key or bucket. */
export interface Adopted {
  /** The key or bucket itself. */
  readonly owners: readonly string[];
  readonly settings: readonly string[];
}

/**
 * The key or the bucket that a trail adopts, as far as the same stack builds it. CloudTrail tries both when the
 * trail is created, and a reference to a key or bucket does not wait for its settings.
 *
 * @param graphOf Called where something is adopted: a graph is the whole stack.
 */
export function adoptedIn(
  graphOf: () => StackGraph,
  what: AdoptedThing,
  config: Config,
  resolved: (text: string) => string,
): Adopted {
  const { owners, settings, on, adopted } = adoptables[what];
  const text = adopted(config);
  if (text === null) return { owners: [], settings: [] };
  const graph = graphOf();
  const ownersOf = (value: string): readonly string[] => [
    ...graph.originsOf(value, owners),
    // A bucket's name may be written twice in place of a reference.
    ...owners.flatMap((type) => graph.ofType(type)).filter((owner) => graph.argument(owner, on) === value),
  ];
  const value = resolved(text);
  const own = ownersOf(value);
  const isOn = (other: string): boolean =>
    other === value || ownersOf(other).some((one) => own.includes(one));
  return {
    owners: own,
    settings: settings
      .flatMap((type) => graph.ofType(type))
      .filter((address) => isOn(String(graph.argument(address, on)))),
  };
}
