import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RuleName } from "../../../lib/config/alarm-names";
import { ruleNames, watchedThings } from "../../../lib/config/alarm-names";
import type { ConfigInput } from "../../../lib/config/config-input";
import { describeResources } from "../../../lib/describe/describe";
import { alarmRules } from "../../../lib/describe/alarms/rules";
import { configBindings, instancesOf } from "../../../lib/terraform/config-bindings";
import { plainValue } from "../../../lib/terraform/value-expression";
import { matchesPattern } from "../../support/event-pattern";
import { configOf } from "../../support/place";

const own = "111111111111";
const keyArn = `arn:aws:kms:us-east-1:${own}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const trailArn = `arn:aws:cloudtrail:us-east-1:${own}:trail/monitored`;
const config: ConfigInput = {
  name: "monitored",
  account: own,
  region: "us-east-1",
  bucket: { name: "monitored-audit-logs" },
  alarms: true,
};

type Event = Parameters<typeof matchesPattern>[1];

/** The patterns of the rules that a config builds, by the rule's name. */
function patternsOf(input: ConfigInput): Readonly<Record<string, Event>> {
  const blueprint = describeResources(configOf(input));
  const bindings = configBindings(blueprint, {
    "aws_kms_key.this.arn": keyArn,
    "data.aws_partition.current.partition": "aws",
  });
  return Object.fromEntries(
    blueprint.blocks
      .filter(({ type }) => type === "aws_cloudwatch_event_rule")
      .flatMap((block) => instancesOf(block, bindings) ?? [])
      .map(({ key, arguments: { event_pattern: pattern } }) => [
        String(key),
        JSON.parse((pattern && plainValue(pattern)) as string) as Event,
      ]),
  );
}

const folder = join(__dirname, "../../fixtures/events");

/** The event of a call on this key, trail or bucket, as EventBridge delivers it. */
const recorded = (call: string): Event =>
  JSON.parse(readFileSync(join(folder, `${call}.json`), "utf8")) as Event;

const recordedCalls = readdirSync(folder).map((file) => file.replace(".json", ""));

/** The event with texts replaced, wherever they stand. */
const changed = (call: string, ...changes: readonly (readonly [from: string, to: string])[]): Event =>
  JSON.parse(
    changes.reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(recorded(call))),
  ) as Event;

const matching = (event: Event, input = config): readonly string[] =>
  Object.entries(patternsOf(input))
    .filter(([, pattern]) => matchesPattern(pattern, event))
    .map(([name]) => name);

const calls = watchedThings.flatMap((watched) =>
  ruleNames[watched].flatMap((name: RuleName) =>
    alarmRules[name].calls.map((call) => ({ name, watched, call })),
  ),
);

test("a rule is built for each name, and none twice", () => {
  expect(Object.keys(patternsOf(config)).sort()).toEqual(
    watchedThings.flatMap((watched) => [...ruleNames[watched]]).sort(),
  );
});

test.each(calls)("$call is reported by the rule $name, and by no other", ({ name, call }) => {
  expect(matching(recorded(call))).toEqual([name]);
});

test("calls that stop nothing are not reported", () => {
  const known = new Set(calls.map(({ call }) => call));
  const others = recordedCalls.filter((call) => !known.has(call));
  expect(others).toContain("DisableKeyRotation");
  for (const call of others) expect(matching(recorded(call))).toEqual([]);
});

test.each(calls.filter(({ watched }) => watched === "key"))(
  "$call is reported whichever way the key is named, and of no other key",
  ({ name, call }) => {
    const keyId = '"keyId":"1234abcd-12ab-34cd-56ef-1234567890ab"';
    for (const named of [keyArn, "alias/monitored", `arn:aws:kms:us-east-1:${own}:alias/monitored`])
      expect(matching(changed(call, [keyId, `"keyId":"${named}"`]))).toEqual([name]);
    const other = keyArn.replace("1234abcd", "00000000");
    expect(matching(changed(call, [keyArn, other], ["1234abcd-12ab", "00000000-12ab"]))).toEqual([]);
    // An alias may be moved to another key: the event tells which key was meant.
    expect(matching(changed(call, [keyArn, other], [keyId, '"keyId":"alias/monitored"']))).toEqual([]);
  },
);

test.each(calls.filter(({ watched }) => watched === "trail"))(
  "$call is reported whichever way the trail is named, and of no other trail",
  ({ name, call }) => {
    const written = ["name", "trailName"].flatMap((member) =>
      ["monitored", trailArn].map((value) => `"${member}":"${value}"`),
    );
    const named = (value: string): Event =>
      changed(call, ...written.map((text) => [text, text.replace(/:"[^"]*"$/, `:"${value}"`)] as const));
    expect(matching(named("monitored"))).toEqual([name]);
    expect(matching(named(trailArn))).toEqual([name]);
    for (const other of ["monitored2", "Monitored", trailArn.replace(own, "222222222222"), `${trailArn}2`])
      expect(matching(named(other))).toEqual([]);
  },
);

test.each(calls.filter(({ watched }) => watched === "bucket"))(
  "$call of another bucket is not reported",
  ({ call }) => {
    expect(matching(changed(call, ["monitored-audit-logs", "monitored-audit-logs-2"]))).toEqual([]);
  },
);

test("a call that AWS refused is reported: somebody tried", () => {
  const refused = changed("StopLogging", ['"readOnly":false', '"errorCode":"AccessDenied","readOnly":false']);
  expect(matching(refused)).toEqual(["trail-stopped"]);
});

test("the same calls on something of another service are not reported", () => {
  expect(matching(changed("DeleteTrail", ["cloudtrail.amazonaws.com", "example.amazonaws.com"]))).toEqual([]);
});

test("KMS's own event is not waited for: it comes when the key is gone", () => {
  expect(
    matching({
      source: "aws.kms",
      "detail-type": "KMS CMK Deletion",
      resources: [keyArn],
      detail: { "key-id": "1234abcd-12ab-34cd-56ef-1234567890ab" },
    }),
  ).toEqual([]);
});

test("an existing key and an existing bucket are watched by the names that the config has", () => {
  const existing: ConfigInput = {
    ...config,
    key: { existing: keyArn.replace("1234abcd", "99999999") },
    bucket: { name: "central-logs", existing: true },
  };
  expect(matching(recorded("DisableKey"), existing)).toEqual([]);
  expect(matching(changed("DisableKey", ["1234abcd", "99999999"]), existing)).toEqual(["key-disabled"]);
  expect(matching(changed("DeleteBucket", ["monitored-audit-logs", "central-logs"]), existing)).toEqual([
    "bucket-deleted",
  ]);
});

test("what is left out is not built", () => {
  const some: ConfigInput = { ...config, alarms: { except: [...ruleNames.key, "trail-changed"] } };
  expect(Object.keys(patternsOf(some))).toEqual([
    "trail-stopped",
    "bucket-deleted",
    "bucket-lifecycle",
    "bucket-policy",
    "bucket-settings",
  ]);
});

test("a pattern and a description are no longer than EventBridge takes", () => {
  for (const pattern of Object.values(patternsOf(config)))
    expect(JSON.stringify(pattern).length).toBeLessThan(4096);
  for (const { says } of Object.values(alarmRules)) expect(says.length).toBeLessThanOrEqual(512);
});
