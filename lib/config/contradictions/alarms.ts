import type { AlarmName, Watched } from "../alarm-names";
import { alarmNames, isCisName, longestTrailName, ruleNames } from "../alarm-names";
import type { Draft } from "../draft";
import { differ, entriesOf } from "../draft";
import type { Path, PlacedMistake } from "../problem";
import { isAccountName } from "./accounts";
import { partsElsewhere } from "./parts-elsewhere";
import { silentAlarms } from "./silent-alarms";

/** Alarms that could not be built, or that could never fire. */
export function alarmContradictions(draft: Draft): readonly PlacedMistake[] {
  const { alarms = false, profile, trail, preset } = draft.config;
  // That alarms need a trail is told with all that does.
  if (trail === false || preset === "control-tower") return [];
  return [
    ...(profile === "cis" ? cisContradictions(draft) : []),
    ...silentAlarms(draft, (name) => isExcepted(draft, name)),
    ...(alarms === false
      ? []
      : [
          ...exceptions(draft),
          ...placeOfTopic(draft),
          ...namesOfTopics(draft),
          ...rules(draft),
          ...logGroupKey(draft),
        ]),
  ];
}

function cisContradictions({ config, unsound }: Draft): readonly PlacedMistake[] {
  const path = ["profile"];
  const lacks = (option: "logGroup" | "alarms"): boolean =>
    (config[option] ?? false) === false && !unsound(option);
  return [
    ...(lacks("logGroup") ? [{ path, code: "cis-without-log-group", args: {} } as const] : []),
    ...(lacks("alarms") ? [{ path, code: "cis-without-alarms", args: {} } as const] : []),
    ...(typeof config.trail === "object" && config.trail.multiRegion === false
      ? [{ path, code: "cis-of-one-region", args: {}, severity: "warning" } as const]
      : []),
  ];
}

const exceptOf = ({
  config: { alarms },
}: Draft): readonly { readonly item: AlarmName; readonly path: Path }[] =>
  typeof alarms === "object" ? entriesOf(alarms.except, "alarms", "except") : [];

const isExcepted = (draft: Draft, name: AlarmName): boolean =>
  exceptOf(draft).some(({ item }) => item === name);

function exceptions(draft: Draft): readonly PlacedMistake[] {
  const withCis = draft.config.profile === "cis";
  const offered = alarmNames.filter((name) => withCis || !isCisName(name));
  if (offered.every((name) => isExcepted(draft, name)))
    return [{ path: ["alarms", "except"], code: "every-alarm-excepted", args: {} }];
  return exceptOf(draft)
    .filter(({ item }) => !offered.includes(item))
    .map(({ item, path }) => ({
      path,
      code: "cis-alarm-excepted",
      args: { name: item },
      severity: "warning",
    }));
}

/** A rule and an alarm publish to a topic of their own account and Region. */
function placeOfTopic(draft: Draft): readonly PlacedMistake[] {
  const { alarms } = draft.config;
  const topic = typeof alarms === "object" ? alarms.topic : undefined;
  return partsElsewhere(draft, topic, ["account", "region"]).map((args) => ({
    path: ["alarms", "topic"],
    code: "alarms-topic-elsewhere",
    args,
  }));
}

/** SNS answers the second creation of a topic with the first one. */
function namesOfTopics(draft: Draft): readonly PlacedMistake[] {
  const { alarms, notifications } = draft.config;
  if (typeof alarms === "object" && alarms.topic !== undefined) return [];
  const name = typeof notifications === "object" ? notifications.name : undefined;
  const { name: trail } = trailName(draft);
  return name !== undefined && trail !== undefined && name === `${trail.replaceAll(".", "-")}-alarms`
    ? [{ path: ["notifications", "name"], code: "topics-alike", args: { name } }]
    : [];
}

function rules(draft: Draft): readonly PlacedMistake[] {
  const built = (of: Watched): readonly AlarmName[] =>
    ruleNames[of].filter((name) => !isExcepted(draft, name));
  const any = (["key", "trail", "bucket"] as const).some((of) => built(of).length > 0);
  return [
    ...(any ? nameOfTrail(draft) : []),
    ...(built("trail").length > 0 ? callsElsewhere(draft) : []),
    ...(["key", "bucket"] as const).flatMap((of) => {
      const names = built(of);
      return names.length === 0 ? [] : placeOfWatched(draft, of, names);
    }),
  ];
}

/** A trail that a delegated administrator creates is the management account's, whose calls are events there. */
function callsElsewhere(draft: Draft): readonly PlacedMistake[] {
  const management = draft.config.organization?.managementAccount;
  return typeof management === "string" && differ(draft, management, draft.account)
    ? [{ path: ["alarms"], code: "alarms-of-delegated-trail", args: { management }, severity: "warning" }]
    : [];
}

/** The trail's name, where it is known, and the option that says it. */
function trailName({ config, opaque }: Draft): { readonly name: string | undefined; readonly path: Path } {
  const own = typeof config.trail === "object" ? config.trail.name : undefined;
  const name = own ?? config.name;
  return {
    name: name === undefined || opaque(name) ? undefined : name,
    path: own === undefined ? ["name"] : ["trail", "name"],
  };
}

function nameOfTrail(draft: Draft): readonly PlacedMistake[] {
  const { name, path } = trailName(draft);
  return name === undefined || name.length <= longestTrailName
    ? []
    : [
        {
          path,
          code: "trail-name-of-alarms",
          args: { length: name.length, maximum: longestTrailName },
        },
      ];
}

/** Rules watch what is in their own account and Region, and only where a trail logs the calls. */
function placeOfWatched(
  draft: Draft,
  what: "key" | "bucket",
  names: readonly AlarmName[],
): readonly PlacedMistake[] {
  const path = ["alarms"];
  const { account, region } = what === "key" ? placeOfKey(draft) : placeOfBucket(draft);
  if (region !== undefined && differ(draft, region, draft.region))
    return [{ path, code: "alarms-elsewhere", args: { what, part: "region", found: region, names } }];
  if (account === undefined || !differ(draft, account, draft.account)) return [];
  if (!isSignedIn(draft, account))
    return [{ path, code: "alarms-elsewhere", args: { what, part: "account", found: account, names } }];
  return draft.config.organization === undefined && !draft.unsound("organization")
    ? [{ path, code: "alarms-of-unlogged-account", args: { what, account }, severity: "warning" }]
    : [];
}

interface Place {
  readonly account: string | undefined;
  /** Undefined where it is the trail's, or not known. */
  readonly region: string | undefined;
}

const placeOfKey = ({ keyAccount, existingKey }: Draft): Place => ({
  account: keyAccount,
  region: existingKey?.region,
});

function placeOfBucket({ config, accountOf, opaque }: Draft): Place {
  const { account, region } = config.bucket ?? {};
  const known = (text: string | null | undefined): string | undefined =>
    typeof text === "string" && !opaque(text) ? text : undefined;
  return { account: isAccountName(account) ? accountOf(account) : known(account), region: known(region) };
}

const isSignedIn = ({ config, opaque }: Draft, account: string): boolean =>
  Object.values(config.accounts ?? {}).some((one) => one === account || (one !== undefined && opaque(one)));

/** The key of the logs, once disabled, silences the alarms on a log group that it encrypts. */
const logGroupKey = ({ config: { logGroup } }: Draft): readonly PlacedMistake[] =>
  typeof logGroup === "object" && logGroup.key === "this"
    ? [{ path: ["logGroup", "key"], code: "log-group-silenced", args: {}, severity: "warning" }]
    : [];
