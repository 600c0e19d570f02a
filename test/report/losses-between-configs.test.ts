import { describe as describeConfig } from "../../lib/describe/describe";
import { homeOf } from "../../lib/describe/home-of";
import { identitiesOf, leftToCaller } from "../../lib/describe/identities";
import { lossesBetween } from "../../lib/describe/losses";
import { lossProblems } from "../../lib/report/loss";
import { configOf } from "../support/place";

const base = { name: "org-audit", account: "111111111111", region: "us-east-1", bucket: { name: "logs" } };

/** What is said where one config follows another, by the address of what is lost. */
function said(before: object, after: object): Readonly<Record<string, string>> {
  const moduleOf = (change: object) => {
    const config = configOf({ ...base, ...change });
    const blueprint = describeConfig(config);
    const { moves, removals } = blueprint;
    return {
      resources: identitiesOf(blueprint),
      home: homeOf(config),
      moves,
      removals,
      leftToCaller: leftToCaller(blueprint),
    };
  };
  const problems = lossProblems(lossesBetween(moduleOf(before), moduleOf(after)), "out", "error");
  return Object.fromEntries(
    problems.flatMap(({ path, message }) => (path === undefined ? [] : [[path, message] as const])),
  );
}

test("a log group and a topic that are no longer asked for are lost with what they hold", () => {
  expect(said({ logGroup: { key: "own" }, notifications: true }, {})).toEqual({
    "aws_cloudwatch_log_group.trail": expect.stringMatching(
      /^would be destroyed \(\/aws\/cloudtrail\/org-audit\); all events in it would be deleted; to keep it, restore logGroup\./,
    ) as string,
    "aws_kms_key.log_group":
      "would be destroyed; without it, the events that it encrypted in the log group cannot be read; to keep it, restore logGroup.key: own",
    "aws_sns_topic.notifications":
      "would be destroyed (cloudtrail-org-audit); its subscriptions would be deleted; to keep it, restore notifications",
  });
});

test("a topic of alarms is lost with its subscriptions, in whichever account", () => {
  const organization = { id: "o-abcd123456" };
  const there = { accounts: { archive: "222222222222" }, organization, key: { account: "archive" } };
  expect(said({ ...there, alarms: true }, there)).toEqual({
    "aws_sns_topic.alarms": expect.stringMatching(
      /^would be destroyed \(org-audit-alarms\); .* alarms would reach nobody; to keep it, restore alarms$/,
    ) as string,
    "aws_sns_topic.alarms_archive": expect.stringMatching(/alarms would reach nobody/) as string,
  });
});

test("another name replaces them", () => {
  const named = (name: string) => ({ logGroup: { name: `/${name}` }, notifications: { name } });
  expect(said(named("a"), named("b"))).toEqual({
    "aws_cloudwatch_log_group.trail":
      'would be replaced (name from "/a" to "/b"); all events in it would be deleted; to keep it, restore logGroup.name, or the trail\'s name that it follows',
    "aws_sns_topic.notifications":
      'would be replaced (name from "a" to "b"); its subscriptions would be deleted; to keep it, restore notifications.name, or the trail\'s name that it follows',
  });
});

test("to be added, kept longer or encrypted by another key is no loss", () => {
  expect(said({}, { logGroup: true, notifications: true })).toEqual({});
  expect(said({ logGroup: true }, { logGroup: { retentionDays: 731, key: "own" } })).toEqual({});
});
