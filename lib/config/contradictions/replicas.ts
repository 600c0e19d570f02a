import type { Draft } from "../draft";
import { entriesOf } from "../draft";
import type { PlacedMistake } from "../problem";
import { providerCan, providerRange } from "../provider-versions";
import { replicaName } from "../replica-name";
import { repeated } from "./repeated";

/**
 * Replicas of a key that cannot have them, and Regions in which there can be none. That a Region is in the partition of
 * the others is judged with theirs.
 * https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
 */
export function replicaContradictions(draft: Draft): readonly PlacedMistake[] {
  const { config, opaque, region, unsound } = draft;
  const { key, preset } = config;
  const isCreated = typeof key?.existing !== "string" && !unsound("key", "existing");
  const replicas = entriesOf(key?.replicas, "key", "replicas").filter(({ item }) => !opaque(item));
  if (replicas.length === 0) return [];
  return [
    // Those of an existing key are refused with its other options, unless they are handed over.
    ...(isCreated ? keyMistakes(draft, preset) : []),
    ...repeated(
      replicas.map(({ item, path }) => ({ path, identity: item, kind: "Region" as const, name: item })),
    ),
    ...replicas
      .filter(({ item }) => item === region)
      .map(({ item, path }) => ({ path, code: "replica-at-home", args: { region: item } }) as const),
    ...(isCreated ? namesakes(draft) : []),
  ];
}

function keyMistakes({ config, unsound }: Draft, preset: string | undefined): readonly PlacedMistake[] {
  const path = ["key", "replicas"];
  if (preset === "control-tower") return [{ path, code: "preset-replicas", args: {}, aboutKey: true }];
  return config.key?.multiRegion === true || unsound("key", "multiRegion")
    ? []
    : [{ path, code: "replicas-single-region", args: {}, aboutKey: true }];
}

/** Accounts whose name the provider of a replica's Region has. */
function namesakes({ config }: Draft): readonly PlacedMistake[] {
  if (providerCan(providerRange(config, config.provider?.aws)).setRegion) return [];
  return entriesOf(config.key?.replicas, "key", "replicas").flatMap(({ item: region, path }) => {
    const name = replicaName(region);
    return Object.hasOwn(config.accounts ?? {}, name)
      ? [{ path, code: "replica-named-as-account", args: { region, name } } as const]
      : [];
  });
}
