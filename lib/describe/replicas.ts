import { replicaName } from "../config/replica-name";
import type { Block, Check } from "../terraform/blueprint";
import { attributeOf, input, literal, object, operator } from "../terraform/expression";
import { keyAlias, keyDescription } from "./key";
import type { Part } from "./part";
import { attribute } from "./part";
import { replicaProviders } from "./replica-providers";
import type { Scope } from "./scope";
import { createdKeyArn, withProvider } from "./scope";

const file = "replicas.tf";

/**
 * The replicas of the key, each with its alias. A replica has the primary's key material and rotates with it; policy,
 * alias, tags and waiting period are its own, so it is given the primary's.
 * https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
 */
export function replicasPart(scope: Scope): Part {
  const { key } = scope.config;
  if (key.replicas.length === 0) return {};
  const blocks = key.replicas.flatMap((region) => [replica(scope, region), aliasOf(scope, region)]);
  if (key.existing !== null) return { handedOver: blocks };
  return {
    blocks,
    outputs: [
      {
        name: "replica_key_arns",
        description:
          "ARNs of the key's replicas, by Region. Name them in IAM policies of those who decrypt in these Regions.",
        value: object(
          Object.fromEntries(
            key.replicas.map((region) => [
              region,
              attributeOf("aws_kms_replica_key", replicaName(region), "arn"),
            ]),
          ),
        ),
      },
    ],
  };
}

/** The provider for the Region, or else the Region as an argument. */
function placeOf({ config }: Scope, region: string) {
  const provider = replicaProviders(config).find((one) => one.region === region);
  return provider === undefined
    ? { ...withProvider(config.key.provider), args: [attribute("region", literal(region))] }
    : { provider: provider.alias, args: [] };
}

function replica(scope: Scope, region: string): Block {
  const { config } = scope;
  const { args, ...place } = placeOf(scope, region);
  return {
    mode: "resource",
    type: "aws_kms_replica_key",
    name: replicaName(region),
    file,
    comment: `The replica in ${region}. If it is deleted, what it encrypted can still be decrypted with the primary key.`,
    ...place,
    args: [
      ...args,
      attribute("primary_key_arn", createdKeyArn),
      attribute("description", keyDescription(config)),
      attribute("deletion_window_in_days", input("key_deletion_window_in_days")),
      // Also makes the replica wait until the administrators of the primary's policy may create it.
      attribute(
        "policy",
        attributeOf("aws_kms_key_policy", "this", "policy"),
        "KMS does not copy the primary's policy, and does not keep the two the same.",
      ),
      attribute("tags", input("tags")),
    ],
    lifecycle: { preventDestroy: config.protect, preconditions: homeCheck(scope, region) },
  };
}

/** The Region of the key is compared here where only Terraform knows it. */
const homeCheck = ({ config, open, region: home }: Scope, region: string): readonly Check[] =>
  config.region !== null && !open
    ? []
    : [
        {
          option: "key.replicas",
          condition: operator(home, "!=", literal(region)),
          message: literal(
            `The key itself is in ${region}, so it can have no replica there. Remove ${region} from key.replicas in the config, and generate the module again.`,
          ),
        },
      ];

function aliasOf(scope: Scope, region: string): Block {
  const { args, ...place } = placeOf(scope, region);
  return {
    mode: "resource",
    type: "aws_kms_alias",
    name: replicaName(region),
    file,
    ...place,
    args: [
      ...args,
      attribute("name", keyAlias),
      attribute("target_key_id", attributeOf("aws_kms_replica_key", replicaName(region), "key_id")),
    ],
  };
}
