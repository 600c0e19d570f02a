import { parseArn } from "../arn";
import { selectorOperators } from "../advanced-selector";
import type { Draft } from "../draft";
import { entriesOf } from "../draft";
import { partitionOf } from "../partition";
import type { PlacedMistake, Path } from "../problem";
import { pathText } from "../problem";
import { sourceTextOf } from "./sources";

/** A place in the config that says which partition it is in. */
interface Placed {
  readonly path: Path;
  readonly text: string;
  readonly partition: string;
}

interface PlacedArn extends Placed {
  /** Empty where a global service has none. */
  readonly region: string;
}

/** ARNs and Regions of several partitions: nothing reaches from one to another. */
export function partitionContradictions(draft: Draft): readonly PlacedMistake[] {
  const arns = arnsOf(draft);
  const placed = [
    ...regionsOf(draft),
    ...arns.map(({ path, text, partition }) => ({ path, text, partition })),
  ];
  const [first] = placed;
  if (first === undefined) return [];
  const { partition: otherPartition } = first;
  const other = pathText(first.path);
  return [
    ...placed
      .filter(({ partition }) => partition !== otherPartition)
      .map(({ path, text: value, partition }): PlacedMistake => ({
        path,
        code: "other-partition",
        args: { value, partition, other, otherPartition },
      })),
    ...arns.flatMap(partitionOfRegion),
  ];
}

/** Every Region that a config names, in an option of its own or in an ARN. */
export const regionsIn = (draft: Draft): readonly { readonly path: Path; readonly region: string }[] =>
  [...regionsOf(draft).map(({ text, ...placed }) => ({ ...placed, region: text })), ...arnsOf(draft)].map(
    ({ path, region }) => ({ path, region }),
  );

function partitionOfRegion({ path, text: arn, region, partition }: PlacedArn): readonly PlacedMistake[] {
  const regionPartition = partitionOf(region);
  if (regionPartition === undefined || regionPartition === partition) return [];
  return [{ path, code: "partition-of-region", args: { arn, partition, region, regionPartition } }];
}

function regionsOf({ config, opaque }: Draft): readonly Placed[] {
  const regions = [
    { path: ["region"], text: config.region },
    { path: ["bucket", "region"], text: config.bucket?.region },
    ...entriesOf(config.key?.replicas, "key", "replicas").map(({ item: text, path }) => ({ path, text })),
  ];
  return regions.flatMap(({ path, text }) => {
    if (typeof text !== "string" || opaque(text)) return [];
    const partition = partitionOf(text);
    return partition === undefined ? [] : [{ path, text, partition }];
  });
}

/** Of log group and topic. A key that is an alias has no partition. */
function monitoringArns({
  config: { logGroup, notifications, alarms },
}: Draft): readonly { readonly item: string | undefined; readonly path: Path }[] {
  return [
    ...(typeof logGroup === "object"
      ? (["key", "existing", "role"] as const).map((option) => ({
          item: logGroup[option],
          path: ["logGroup", option],
        }))
      : []),
    ...(typeof notifications === "object"
      ? (["existing", "key"] as const).map((option) => ({
          item: notifications[option],
          path: ["notifications", option],
        }))
      : []),
    ...(typeof alarms === "object" ? [{ item: alarms.topic, path: ["alarms", "topic"] }] : []),
  ];
}

/** What may be an ARN in the events that the trail logs. In another partition, it would match nothing. */
function eventTexts({ config }: Draft): readonly { readonly item: string; readonly path: Path }[] {
  const { data, advanced } = config.events ?? {};
  return [
    ...entriesOf(data, "events", "data").flatMap(({ item, path }) =>
      Object.entries(item).flatMap(([kind, of]) =>
        Array.isArray(of) ? entriesOf(of as readonly (string | undefined)[], ...path, kind) : [],
      ),
    ),
    ...entriesOf(advanced, "events", "advanced").flatMap(({ item, path }) =>
      entriesOf(item.FieldSelectors, ...path, "FieldSelectors").flatMap(({ item: field, path: at }) =>
        selectorOperators.flatMap((operator) => entriesOf(field[operator], ...at, operator)),
      ),
    ),
  ];
}

function arnsOf(draft: Draft): readonly PlacedArn[] {
  const { key, readers, encryptFor, bucket } = draft.config;
  const texts: readonly { readonly item: string | null | undefined; readonly path: Path }[] = [
    { item: key?.existing, path: ["key", "existing"] },
    ...monitoringArns(draft),
    ...entriesOf(key?.administrators, "key", "administrators"),
    ...[
      ...entriesOf(encryptFor, "encryptFor"),
      ...entriesOf(bucket?.deliverFrom, "bucket", "deliverFrom"),
    ].map(({ item, path }) => ({ item: sourceTextOf(item), path })),
    ...entriesOf(readers, "readers").flatMap(({ item, path }) => [
      ...("user" in item ? [{ item: item.user, path: [...path, "user"] }] : []),
      ...("role" in item ? [{ item: item.role, path: [...path, "role"] }] : []),
      ...("assumableRole" in item
        ? [
            {
              item: item.assumableRole?.permissionsBoundary,
              path: [...path, "assumableRole", "permissionsBoundary"],
            },
          ]
        : []),
    ]),
    ...eventTexts(draft),
  ];
  return texts.flatMap(({ item, path }) => {
    if (typeof item !== "string" || draft.opaque(item)) return [];
    const arn = parseArn(item);
    return arn === undefined ? [] : [{ path, text: item, partition: arn.partition, region: arn.region }];
  });
}
