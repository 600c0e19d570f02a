import type { Config } from "../../config/config";
import type { StackGraph } from "./stack-graph";

interface Adoptable {
  /** The type of the policy on it. */
  readonly policy: string;
  /** The policy's argument that says what it is on. */
  readonly on: string;
  /** The types of what it may be on. */
  readonly owners: readonly string[];
  readonly adopted: (config: Config) => string | null;
}

const adoptables: readonly Adoptable[] = [
  {
    policy: "aws_kms_key_policy",
    on: "key_id",
    owners: ["aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key", "aws_kms_replica_external_key"],
    adopted: ({ key }) => key.existing,
  },
  {
    policy: "aws_s3_bucket_policy",
    on: "bucket",
    owners: ["aws_s3_bucket"],
    adopted: ({ bucket }) => (bucket?.existing ? bucket.name : null),
  },
];

/**
 * The policies of the same stack on the key and the bucket that a trail adopts. CloudTrail tries both when the
 * trail is created, and a reference to a key or bucket does not wait for its policy.
 */
export const policiesOfAdopted = (
  config: Config,
  graph: StackGraph,
  resolved: (text: string) => string,
): readonly string[] =>
  adoptables.flatMap(({ policy, on, owners, adopted }) => {
    const text = adopted(config);
    if (text === null) return [];
    const ownersOf = (value: string): readonly string[] => [
      value,
      ...graph.originsOf(value, owners),
      // A bucket's name may be written twice in place of a reference.
      ...owners.flatMap((type) => graph.ofType(type)).filter((owner) => graph.argument(owner, on) === value),
    ];
    const wanted = new Set(ownersOf(resolved(text)));
    return graph
      .ofType(policy)
      .filter((address) => ownersOf(String(graph.argument(address, on))).some((owner) => wanted.has(owner)));
  });
