import type { Draft } from "../draft";
import { differ } from "../draft";
import type { Path, PlacedMistake } from "../problem";
import { partsElsewhere } from "./parts-elsewhere";

/** A log group or a topic that cannot be, that the trail cannot use, or whose key would be none. */
export const monitoringContradictions = (draft: Draft): readonly PlacedMistake[] => [
  ...withoutTrail(draft),
  ...logGroupContradictions(draft),
  ...topicContradictions(draft),
];

function withoutTrail({ config }: Draft): readonly PlacedMistake[] {
  if (config.trail !== false && config.preset !== "control-tower") return [];
  const options = [
    ...(["logGroup", "notifications", "alarms"] as const).filter(
      (option) => (config[option] ?? false) !== false,
    ),
    ...(config.profile === "cis" ? ["profile"] : []),
  ];
  return options.map((option) => ({
    path: [option],
    code: "monitoring-without-trail",
    args: {},
    aboutKey: true,
  }));
}

function logGroupContradictions(draft: Draft): readonly PlacedMistake[] {
  const { logGroup } = draft.config;
  if (typeof logGroup !== "object") return [];
  const { existing, role, key } = logGroup;
  const path = ["logGroup"];
  return [
    ...(existing === undefined
      ? []
      : [
          ...(["name", "retentionDays", "key"] as const)
            .filter((option) => logGroup[option] !== undefined)
            .map((option): PlacedMistake => ({
              path: [...path, option],
              code: "option-of-new-log-group",
              args: {},
              aboutKey: true,
            })),
          ...(role === undefined && !draft.unsound(...path, "role")
            ? [{ path: [...path, "role"], code: "log-group-role-missing", args: {} } as const]
            : []),
        ]),
    ...elsewhere(draft, [...path, "existing"], existing, "log group", ["account", "region"]),
    ...elsewhere(draft, [...path, "role"], role, "role", ["account"]),
    ...(key === "this" ? keyElsewhere(draft) : keyOfItsOwn(draft, key)),
  ];
}

/** What must be where the trail is created, and is not. */
function elsewhere(
  draft: Draft,
  path: Path,
  text: string | undefined,
  what: "log group" | "role" | "key" | "topic",
  parts: readonly ("account" | "region")[],
): readonly PlacedMistake[] {
  return partsElsewhere(draft, text, parts).map((place) => ({
    path,
    code: "not-where-trail-is",
    args: { what, ...place },
  }));
}

/** AWS documents no log group that is encrypted with a key of another account; its key must be in its Region. */
function keyElsewhere(draft: Draft): readonly PlacedMistake[] {
  const path = ["logGroup", "key"];
  if (typeof draft.config.key?.account === "string")
    return [{ path, code: "log-group-key-elsewhere", args: { where: draft.keyAccount ?? "" } }];
  const { existingKey } = draft;
  const place = [
    [existingKey?.account, draft.account],
    [existingKey?.region, draft.region],
  ].find(([found, trails]) => differ(draft, found, trails));
  return place === undefined
    ? []
    : [{ path, code: "log-group-key-elsewhere", args: { where: place[0] ?? "" } }];
}

function keyOfItsOwn(draft: Draft, key: string | undefined): readonly PlacedMistake[] {
  const path = ["logGroup", "key"];
  return isKeyOfLogs(draft, key)
    ? [{ path, code: "key-of-logs-by-arn", args: {} }]
    : elsewhere(draft, path, key === "own" ? undefined : key, "key", ["account", "region"]);
}

const isKeyOfLogs = ({ config, opaque }: Draft, key: string | undefined): boolean =>
  key !== undefined && key === config.key?.existing && !opaque(key);

/** By the alias of the key that is created, as `alias/NAME` or in an ARN. */
const isAliasOfLogs = ({ config }: Draft, key: string): boolean => {
  const alias = config.key?.alias ?? config.name;
  return (
    (config.key?.existing ?? null) === null &&
    alias !== undefined &&
    (key === `alias/${alias}` || key.endsWith(`:alias/${alias}`))
  );
};

function topicContradictions(draft: Draft): readonly PlacedMistake[] {
  const { notifications } = draft.config;
  if (typeof notifications !== "object") return [];
  const { name, existing, key } = notifications;
  const path = ["notifications"];
  return [
    ...(existing !== undefined && name !== undefined
      ? [{ path: [...path, "name"], code: "option-of-new-topic", args: {}, aboutKey: true } as const]
      : []),
    ...(existing === undefined && key !== undefined && !draft.unsound(...path, "existing")
      ? [{ path: [...path, "key"], code: "topic-key-without-topic", args: {}, aboutKey: true } as const]
      : []),
    ...elsewhere(draft, [...path, "existing"], existing, "topic", ["region"]),
    ...topicKeyContradictions(draft, key),
  ];
}

function topicKeyContradictions(draft: Draft, key: string | undefined): readonly PlacedMistake[] {
  const path = ["notifications", "key"];
  if (key === undefined || draft.opaque(key)) return [];
  if (/(^|:)alias\/aws\//.test(key)) return [{ path, code: "topic-key-of-aws", args: { key } }];
  if (isKeyOfLogs(draft, key) || isAliasOfLogs(draft, key))
    return [{ path, code: "topic-key-of-logs", args: {} }];
  return elsewhere(draft, path, key, "key", ["region"]);
}
