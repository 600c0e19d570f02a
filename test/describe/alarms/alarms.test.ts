import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cisNames, ruleNames, watchedThings } from "../../../lib/config/alarm-names";
import type { ConfigInput } from "../../../lib/config/config-input";
import { cisFilters } from "../../../lib/describe/alarms/cis-filters";
import { alarmRules } from "../../../lib/describe/alarms/rules";
import { attributesOf } from "../../../lib/describe/deployment-attributes";
import { describe as describeConfig } from "../../../lib/describe/describe";
import { identitiesOf } from "../../../lib/describe/identities";
import { render } from "../../../lib/hcl/render";
import { blockAddress } from "../../../lib/terraform/blueprint";
import { policyOf } from "../../../lib/terraform/policy-of";
import { configOf } from "../../support/place";

const own = "111111111111";
const archive = "333333333333";
const base: ConfigInput = {
  name: "org-audit",
  account: own,
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  alarms: true,
};
const cis: Partial<ConfigInput> = { logGroup: true, profile: "cis" };
const inArchive: Partial<ConfigInput> = {
  accounts: { log_archive: archive },
  organization: { id: "o-abcd123456" },
  key: { account: "log_archive" },
  bucket: { name: "org-audit-logs", account: "log_archive" },
};
const keyArn = (account: string) =>
  `arn:aws:kms:us-east-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

const described = (change: object) => describeConfig(configOf({ ...base, ...change }));

const fileOf = (change: object): string =>
  String(render(described(change)).find(({ path }) => path === "alarms.tf")?.content);

/** The provider of each resource of the alarms. */
const providers = (change: object): Readonly<Record<string, string>> =>
  Object.fromEntries(
    described(change)
      .blocks.filter(({ file }) => file === "alarms.tf")
      .map((block) => [blockAddress(block), block.provider ?? "default"]),
  );

const statements = (change: object, name: string) =>
  (
    policyOf(
      described(change),
      name,
      attributesOf({ account: own, region: "us-east-1", partition: "aws" }),
    ) as unknown as { readonly Statement: readonly Readonly<Record<string, unknown>>[] } | undefined
  )?.Statement;

test("without alarms there is nothing of them", () => {
  expect(providers({ alarms: false })).toEqual({});
});

test("in one account there is one topic, with a key of its own", () => {
  expect(Object.keys(providers({}))).toEqual([
    "aws_kms_key.alarms",
    "aws_kms_alias.alarms",
    "aws_kms_key_policy.alarms",
    "aws_sns_topic.alarms",
    "aws_sns_topic_policy.alarms",
    ...watchedThings.flatMap((watched) => [
      `aws_cloudwatch_event_rule.${watched}`,
      `aws_cloudwatch_event_target.${watched}`,
      `aws_cloudwatch_metric_alarm.${watched}`,
    ]),
  ]);
});

test("a rule stands where what it watches is, with a topic there", () => {
  expect(providers({ ...inArchive, ...cis })).toMatchObject({
    "aws_sns_topic.alarms": "default",
    "aws_sns_topic.alarms_log_archive": "log_archive",
    "aws_kms_key_policy.alarms_log_archive": "log_archive",
    "aws_cloudwatch_event_rule.trail": "default",
    "aws_cloudwatch_event_rule.key": "log_archive",
    "aws_cloudwatch_event_target.bucket": "log_archive",
    "aws_cloudwatch_metric_alarm.bucket": "log_archive",
    "aws_cloudwatch_log_metric_filter.cis": "default",
    "aws_cloudwatch_metric_alarm.cis": "default",
  });
});

test("an existing key is watched in its account, where that has a name", () => {
  const { accounts, organization } = inArchive;
  const change = { accounts, organization, key: { existing: keyArn(archive) } };
  expect(providers(change)).toMatchObject({
    "aws_cloudwatch_event_rule.key": "log_archive",
    "aws_cloudwatch_event_rule.bucket": "default",
    "aws_sns_topic.alarms_log_archive": "log_archive",
  });
  expect(fileOf(change)).toContain("resources   = { ARN = [var.key_arn] }");
});

test("a place without a rule has no topic", () => {
  expect(Object.keys(providers({ alarms: { except: [...ruleNames.key, ...ruleNames.bucket] } }))).toEqual([
    ...Object.keys(providers({})).slice(0, 5),
    "aws_cloudwatch_event_rule.trail",
    "aws_cloudwatch_event_target.trail",
    "aws_cloudwatch_metric_alarm.trail",
  ]);
  const except = [...ruleNames.key, ...ruleNames.bucket];
  expect(Object.values(providers({ ...inArchive, alarms: { except } }))).not.toContain("log_archive");
});

test("the topic's policy lets EventBridge publish without a condition, which AWS does not support", () => {
  const topic = `arn:aws:sns:us-east-1:${own}:org-audit-alarms`;
  expect(statements({}, "alarms-topic")).toEqual([
    {
      Sid: "AllowEventBridgePublish",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topic,
    },
    {
      Sid: "AllowCloudWatchPublish",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topic,
      Condition: {
        ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:us-east-1:${own}:alarm:org-audit-*` },
        StringEquals: { "aws:SourceAccount": own },
      },
    },
  ]);
});

test("the key of the topic has no condition either, and the administrators of the key of the logs", () => {
  const key = { administrators: [`arn:aws:iam::${own}:role/KeyAdmin`] };
  expect(statements({ key }, "alarms-key")?.map(({ Sid }) => Sid)).toEqual([
    "EnableIamPolicies",
    "AllowAlarmsEncrypt",
    "AllowKeyAdministration",
  ]);
  const there = {
    ...inArchive,
    key: { account: "log_archive", administrators: [`arn:aws:iam::${archive}:role/A`] },
  };
  expect(statements(there, "alarms-key")).toHaveLength(2);
  expect(statements(there, "alarms-key-log-archive")).toHaveLength(3);
});

test("an existing topic gets no policy here; what it needs is given out", () => {
  const topic = `arn:aws:sns:us-east-1:${own}:security`;
  const { blocks, outputs } = described({ alarms: { topic } });
  expect(blocks.filter(({ type }) => type.startsWith("aws_sns"))).toEqual([]);
  expect(outputs.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["alarms_topic_policy", "alarms_key_policy"]),
  );
  expect(statements({ alarms: { topic } }, "alarms-topic")?.map(({ Resource }) => Resource)).toEqual([
    topic,
    topic,
  ]);
  expect(fileOf({ alarms: { topic } })).toContain("arn       = var.alarms_topic_arn");
});

test("metric filters read an existing log group by its name", () => {
  const logGroup = {
    existing: `arn:aws:logs:us-east-1:${own}:log-group:central-audit`,
    role: `arn:aws:iam::${own}:role/ToLogs`,
  };
  expect(fileOf({ ...cis, logGroup })).toContain('log_group_name = split(":", local.log_group_arn)[6]');
});

test("the log group's key is its own, so that the key of the logs, once disabled, silences no alarm", () => {
  expect(described({ ...cis }).blocks.map(blockAddress)).toContain("aws_kms_key.log_group");
});

test("what is left out is in no file, and of a module for others its caller leaves it out", () => {
  const alarms = { except: ["bucket-lifecycle", "root-usage"] };
  expect(fileOf({ ...cis, alarms })).not.toMatch(/bucket-lifecycle|root-usage/);
  const open = { ...cis, alarms, module: { variables: "all" } };
  expect(fileOf(open)).toMatch(/bucket-lifecycle[^]*root-usage/);
  expect(fileOf(open).match(/if contains\(var\.alarms_except, name\) == false/g)).toHaveLength(5);
  const input = described(open).inputs.find(({ name }) => name === "alarms_except");
  expect(input).toMatchObject({ value: ["bucket-lifecycle", "root-usage"], default: [] });
});

test("a topic that is lost is told, with its subscriptions; its key and its alarms are not", () => {
  const lost = Object.keys(identitiesOf(described({ ...inArchive, ...cis })));
  expect(lost.filter((address) => address.includes("alarms"))).toEqual([
    "aws_sns_topic.alarms",
    "aws_sns_topic.alarms_log_archive",
  ]);
});

test("the page on alarms has each of them, with what it reports", () => {
  const page = readFileSync(join(__dirname, "../../../docs/alarms.md"), "utf8");
  for (const watched of watchedThings)
    for (const name of ruleNames[watched]) {
      const calls = alarmRules[name].calls.map((call) => `\`${call}\``).join(", ");
      expect(page).toContain(`| \`${name}\` | ${watched} | ${calls} |`);
    }
  for (const name of cisNames) {
    const { recommendation, control, says } = cisFilters[name];
    expect(page).toContain(`| \`${name}\` | ${recommendation} | ${control ?? "–"} | ${says} |`);
  }
});
