import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { KmsKeyPolicy } from "@cdktf/provider-aws/lib/kms-key-policy";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { Fn, Token } from "cdktf";
import { EncryptedTrail, InvalidConfig, LogKey } from "../../../lib/cdktf";
import type { EncryptedTrailProps } from "../../../lib/cdktf";
import { onlyBlock, stackWithProvider, synth } from "../fixtures";

const options: EncryptedTrailProps = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};

function problemsOf(make: () => unknown): readonly string[] {
  try {
    make();
  } catch (error) {
    if (error instanceof InvalidConfig) return error.problems;
    throw error;
  }
  return [];
}

test("a trail shows its log group and its topic, which others may use", () => {
  const stack = stackWithProvider();
  const audit = new EncryptedTrail(stack, "audit", { ...options, logGroup: true, notifications: true });
  expect(audit.logGroup?.terraformResourceType).toBe("aws_cloudwatch_log_group");
  expect(audit.topic?.terraformResourceType).toBe("aws_sns_topic");
  expect(audit.policyNames).toEqual(expect.arrayContaining(["log-group-role", "topic", "topic-key"]));
  const { aws_cloudtrail: trails = {} } = synth(stack).resource ?? {};
  expect(Object.values(trails)[0]).toMatchObject({
    sns_topic_name: expect.stringMatching(/^\$\{aws_sns_topic\..*\.name\}$/) as unknown,
    cloud_watch_logs_group_arn: expect.stringMatching(
      /:log-group:\/aws\/cloudtrail\/org-audit:\*$/,
    ) as unknown,
  });
});

test("a trail shows the topic of its alarms, to which somebody must subscribe", () => {
  const stack = stackWithProvider();
  const audit = new EncryptedTrail(stack, "audit", { ...options, alarms: true });
  expect(audit.alarmsTopic?.terraformResourceType).toBe("aws_sns_topic");
  expect(audit.policyNames).toEqual(expect.arrayContaining(["alarms-topic", "alarms-key"]));
  const { aws_cloudwatch_event_rule: rules = {} } = synth(stack).resource ?? {};
  expect(Object.keys(rules)).toHaveLength(3);
});

test("alarms may notify a topic of the stack", () => {
  const stack = stackWithProvider();
  const topic = new SnsTopic(stack, "security", { name: "security" });
  const audit = new EncryptedTrail(stack, "audit", { ...options, alarms: { topic: topic.arn } });
  expect(audit.alarmsTopic).toBeUndefined();
  const { aws_cloudwatch_event_target: targets = {} } = synth(stack).resource ?? {};
  for (const target of Object.values(targets))
    expect(target).toMatchObject({ arn: "${aws_sns_topic.security.arn}" });
});

test("without them there is neither", () => {
  const audit = new EncryptedTrail(stackWithProvider(), "audit", options);
  expect([audit.logGroup, audit.topic, audit.alarmsTopic]).toEqual([undefined, undefined, undefined]);
});

test("what exists may be constructs of the stack", () => {
  const stack = stackWithProvider();
  const role = new IamRole(stack, "to-logs", { assumeRolePolicy: "{}" });
  const topic = new SnsTopic(stack, "central", { name: "central" });
  const audit = new EncryptedTrail(stack, "audit", {
    ...options,
    logGroup: { role: role.arn },
    notifications: { existing: topic.arn },
  });
  expect(audit.topic).toBeUndefined();
  expect(onlyBlock(synth(stack).resource, "aws_cloudtrail").cloud_watch_logs_role_arn).toBe(
    "${aws_iam_role.to-logs.arn}",
  );
});

test("with the key of a LogKey, the log group has a key of its own", () => {
  const stack = stackWithProvider();
  const key = new LogKey(stack, "key", { name: "logs", account: "111111111111", region: "us-east-1" });
  const audit = new EncryptedTrail(stack, "audit", { ...options, key, logGroup: true });
  expect(audit.policyNames).toContain("log-group-key");
  expect(
    problemsOf(
      () => new EncryptedTrail(stack, "b", { ...options, name: "other", key, logGroup: { key: "this" } }),
    ),
  ).toEqual([expect.stringMatching(/^logGroup\.key: is the key of .*key, whose policy has no statement/)]);
});

test("the log group waits for the policy of a key that it adopts", () => {
  const stack = stackWithProvider();
  const key = new KmsKey(stack, "own", {});
  const audit = new EncryptedTrail(stack, "audit", { ...options, key, logGroup: { key: "this" } });
  new KmsKeyPolicy(stack, "own-policy", { keyId: key.keyId, policy: audit.policyJson("key") });
  const { resource } = synth(stack);
  expect(onlyBlock(resource, "aws_cloudwatch_log_group").depends_on).toContain(
    "aws_kms_key_policy.own-policy",
  );
  expect(String(onlyBlock(resource, "aws_kms_key_policy").policy)).toContain(
    "AllowCloudWatchLogsEncryptLogGroup",
  );
});

test("retention may be a number that only Terraform knows, and nothing else", () => {
  const retentionDays = Token.asNumber(Fn.max([30, 365]));
  const stack = stackWithProvider();
  new EncryptedTrail(stack, "audit", { ...options, logGroup: { retentionDays } });
  expect(onlyBlock(synth(stack).resource, "aws_cloudwatch_log_group").retention_in_days).toMatch(/max/);
});
