import { alarmNames, cisNames, longestTrailName, ruleNames } from "../../../lib/config/alarm-names";
import { configInputOf } from "../../../lib/config/config-input-of";
import { parseConfig } from "../../../lib/config/parse";
import { problemMessage } from "../../../lib/report/problem-message";
import { bucket, holdsToken, other, own, token } from "./found-in";

const keyIn = (account = other, region = "us-east-1"): string =>
  `arn:aws:kms:${region}:${account}:key/00000000-12ab-34cd-56ef-1234567890ab`;
const topicIn = (account = own, region = "us-east-1"): string => `arn:aws:sns:${region}:${account}:alarms`;
const cis = { logGroup: true, alarms: true, profile: "cis" };

const parsed = (change: object) =>
  parseConfig(
    { name: "org-audit", account: own, region: "us-east-1", bucket, ...change },
    { opaque: holdsToken },
  );

/** What is said of the problems of a config. */
function said(change: object): string {
  const result = parsed(change);
  return (result.ok ? result.warnings : result.problems)
    .map((problem) => `${problem.severity} ${problem.path} ${problemMessage(problem)}`)
    .join("\n");
}

const configOf = (change: object) => {
  const result = parsed(change);
  if (!result.ok) throw new Error(said(change));
  return result.config;
};

test("there are no alarms unless the config asks for them", () => {
  expect(configOf({})).toMatchObject({ alarms: null, profile: "none" });
  expect(configOf({ alarms: false, profile: "none" })).toEqual(configOf({}));
});

test("true is every alarm, with a new topic", () => {
  expect(configOf({ alarms: true }).alarms).toEqual({ topic: null, except: [] });
  expect(configOf({ alarms: {} })).toEqual(configOf({ alarms: true }));
});

test("what is left out has the order of the names, each once", () => {
  const except = ["bucket-lifecycle", "key-policy", "bucket-lifecycle"];
  expect(configOf({ alarms: { except } }).alarms?.except).toEqual(["key-policy", "bucket-lifecycle"]);
});

test("the options that give a config give it again", () => {
  for (const change of [cis, { alarms: { topic: topicIn(), except: ["key-policy"] } }]) {
    const config = configOf(change);
    expect(parseConfig(JSON.parse(JSON.stringify(configInputOf(config))))).toMatchObject({
      ok: true,
      config,
    });
  }
});

test("a name that no alarm has is refused with the nearest one", () => {
  expect(said({ alarms: { except: ["bucket-polices"] } })).toMatch(/did you mean bucket-policy/);
});

test("with alarms, the log group has a key of its own unless the config says otherwise", () => {
  expect(configOf({ logGroup: true, alarms: true }).logGroup).toMatchObject({ key: { kind: "own" } });
  expect(configOf({ logGroup: true }).logGroup).toMatchObject({ key: { kind: "this" } });
});

test("a log group with the key of the logs is said to silence the alarms", () => {
  expect(said({ logGroup: { key: "this" }, alarms: true })).toMatch(/^warning logGroup.key .*Set it to own$/);
});

test("profile: cis needs a log group and a topic", () => {
  expect(said({ profile: "cis" })).toBe(
    [
      "error profile is cis, whose metric filters read the trail's events in a log group, and there is none: add logGroup: true",
      "error profile is cis, whose alarms notify a topic, and there is none: add alarms: true",
    ].join("\n"),
  );
  expect(said(cis)).toBe("");
  expect(said({ ...cis, trail: { multiRegion: false } })).toMatch(/^warning profile .*remove multiRegion$/);
});

test("alarms need a trail", () => {
  expect(
    said({ ...cis, logGroup: false, trail: false, bucket: undefined })
      .split("\n")
      .map((line) => line.split(" ")[1]),
  ).toEqual(["alarms", "profile"]);
});

test("the topic must be where the trail is created", () => {
  expect(said({ alarms: { topic: topicIn(other) } })).toMatch(/^error alarms.topic is in account 2/);
  expect(said({ alarms: { topic: topicIn(own, "eu-west-1") } })).toMatch(
    /^error alarms.topic is in eu-west-1/,
  );
  expect(said({ alarms: { topic: topicIn() } })).toBe("");
  expect(said({ alarms: { topic: token } })).toBe("");
});

test("a topic of another partition is refused", () => {
  expect(said({ alarms: { topic: "arn:aws-cn:sns:cn-north-1:111111111111:alarms" } })).toMatch(/aws-cn/);
});

test("not every alarm can be left out", () => {
  const every = [...ruleNames.key, ...ruleNames.trail, ...ruleNames.bucket];
  expect(said({ alarms: { except: every } })).toMatch(/^error alarms.except leaves out every alarm/);
  expect(said({ ...cis, alarms: { except: every } })).toBe("");
  expect(said({ ...cis, alarms: { except: [...alarmNames] } })).toMatch(/leaves out every alarm/);
});

test("leaving out an alarm of a profile that is not set does nothing, and is said to", () => {
  expect(said({ alarms: { except: [cisNames[0]] } })).toMatch(
    /^warning alarms.except\[0\] unauthorized-api-calls/,
  );
});

test("the trail's name leaves room for the names of the rules", () => {
  const name = "a".repeat(longestTrailName);
  expect(longestTrailName).toBe(47);
  expect(said({ name, alarms: true })).toBe("");
  expect(said({ name: `${name}a`, alarms: true })).toMatch(/^error name has 48 characters.* at most 47/);
  expect(said({ trail: { name: `${name}a` }, alarms: true })).toMatch(/^error trail.name has 48/);
  expect(said({ name: `${name}a` })).toBe("");
});

test("what is in an account that nobody is signed in to cannot be watched", () => {
  const existing = { key: { existing: keyIn() } };
  expect(said({ ...existing, alarms: true })).toBe(
    `error alarms cannot watch the key, which is in account ${other}: a rule must be in the account and Region of what it watches. Give ${other} a name in accounts, or leave its alarms out: except: [key-disabled, key-deletion, key-policy]`,
  );
  expect(said({ ...existing, alarms: { except: [...ruleNames.key] } })).toBe("");
  expect(said({ bucket: { ...bucket, existing: true, account: other }, alarms: true })).toMatch(
    /^error alarms cannot watch the bucket/,
  );
});

test("what is in another Region cannot be watched", () => {
  expect(
    said({
      key: { existing: keyIn(own, "eu-west-1") },
      bucket: { ...bucket, existing: true, region: "eu-west-1" },
      alarms: true,
    }),
  ).toMatch(
    /cannot watch the key, which is in eu-west-1.*\n.*cannot watch the bucket, which is in eu-west-1/,
  );
});

test("an existing key in a named account is watched there, and its account is used by that", () => {
  const organization = { id: "o-abcd123456" };
  const there = { key: { existing: keyIn() }, accounts: { security: other }, organization };
  expect(said({ ...there, alarms: true })).toBe("");
  expect(said(there)).toMatch(/^warning accounts.security/);
});

test("an account whose calls the trail does not log is named", () => {
  const there = { key: { account: "security" }, accounts: { security: other }, alarms: true };
  expect(said(there)).toMatch(/^warning alarms watches the key in account 2.*fire only if another trail/);
  expect(said({ ...there, organization: { id: "o-abcd123456" } })).toBe("");
});

test("an alarm on calls that the trail does not log could never fire", () => {
  const every = [...ruleNames.key, ...ruleNames.trail, ...ruleNames.bucket].join(", ");
  expect(said({ alarms: true, events: { management: "none", data: [{ s3: "all" }] } })).toBe(
    `error alarms watch calls that this trail does not log, so the alarms could never fire: ${every}. Set events.management to all or write (it is none), or leave these alarms out with except`,
  );
  expect(said({ alarms: true, events: { management: "read" } })).toContain("could never fire");
  expect(said({ alarms: true, events: { management: "write" } })).toBe("");
  expect(said({ alarms: true, events: { management: "all" } })).toBe("");
});

test("without the calls of KMS, the alarms on the key could never fire", () => {
  const events = { excludeManagementSources: ["kms.amazonaws.com"] };
  expect(said({ alarms: true, events })).toMatch(
    /could never fire: key-disabled, key-deletion, key-policy\. Remove what leaves these calls out/,
  );
  expect(said({ alarms: { except: [...ruleNames.key] }, events })).toBe("");
  expect(said({ ...cis, alarms: { except: [...ruleNames.key] }, events })).toMatch(
    /the alarm could never fire: kms-key-deletion/,
  );
});

test("selectors that choose management events are what to change, not events.management", () => {
  const fields = (access: string) => [
    { Field: "eventCategory", Equals: ["Management"] },
    { Field: "readOnly", Equals: [access] },
  ];
  const events = { management: "none", advanced: [{ FieldSelectors: fields("true") }] };
  expect(said({ alarms: true, events })).toMatch(
    /bucket-deleted\. Remove what leaves these calls out of events, or leave these alarms out with except$/,
  );
});

test("the two topics have different names", () => {
  const named = (name: string) => ({ notifications: { name }, alarms: true });
  expect(said(named("org-audit-alarms"))).toBe(
    "error notifications.name org-audit-alarms is also the name of the topic of alarms, which follows from the trail's: both would be one topic, with only one of the two policies. Use another name",
  );
  expect(said({ ...named("my-audit-alarms"), trail: { name: "my.audit" } })).toContain(
    "of the topic of alarms",
  );
  expect(said(named("my-audit-alarms"))).toBe("");
  expect(said({ ...named("org-audit-alarms"), alarms: { topic: topicIn() } })).toBe("");
  expect(said({ ...named("org-audit-alarms"), alarms: false })).toBe("");
});

test("selectors that log the calls are enough", () => {
  const category = { Field: "eventCategory", Equals: ["Management"] };
  const without = (source: string) => ({
    management: "none",
    advanced: [{ FieldSelectors: [category, { Field: "eventSource", NotEquals: [source] }] }],
  });
  expect(
    said({ alarms: true, events: { management: "none", advanced: [{ FieldSelectors: [category] }] } }),
  ).toBe("");
  expect(said({ alarms: true, events: without("rdsdata.amazonaws.com") })).toBe("");
  expect(said({ alarms: true, events: without("kms.amazonaws.com") })).toContain(
    "could never fire: key-disabled",
  );
});

test("the alarms of profile: cis need what changes something, and miss what only reads", () => {
  expect(said({ ...cis, events: { management: "read" } })).toContain("root-usage");
  expect(said({ ...cis, events: { management: "write" } })).toMatch(
    /^warning profile .*set events.management: all$/,
  );
});

test("a trail of a delegated administrator is said to be watched in that account alone", () => {
  const organization = { id: "o-abcd123456", managementAccount: other };
  expect(said({ alarms: true, organization })).toContain(
    `warning alarms watches calls on the trail in the account that creates it alone: the trail is one of the management account ${other}`,
  );
  expect(said({ alarms: true, organization: { id: "o-abcd123456" } })).not.toContain("management account");
  const except = ruleNames.trail;
  expect(said({ alarms: { except }, organization })).not.toContain("in the account that creates it alone");
});
