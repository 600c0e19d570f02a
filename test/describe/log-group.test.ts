import type { ConfigInput } from "../../lib/config/config-input";
import { describe as describeConfig } from "../../lib/describe/describe";
import { attributesOf } from "../../lib/describe/deployment-attributes";
import { render } from "../../lib/hcl/render";
import { policyOf } from "../../lib/terraform/policy-of";
import { configOf } from "../support/place";

const own = "111111111111";
const archive = "222222222222";
const base: ConfigInput = {
  name: "org-audit",
  account: own,
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};
const group = `arn:aws:logs:us-east-1:${own}:log-group:/aws/cloudtrail/org-audit`;
const role = `arn:aws:iam::${own}:role/ToLogs`;
const key = `arn:aws:kms:us-east-1:${own}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const managementAccount = "333333333333";

const described = (change: object) => describeConfig(configOf({ ...base, ...change }));

const fileOf = (change: object, name: string): string =>
  String(render(described(change)).find(({ path }) => path === name)?.content);

interface Statement {
  readonly Sid: string;
  readonly Resource?: unknown;
  readonly Condition?: unknown;
  readonly Principal?: unknown;
}

function statementsOf(
  change: object,
  name: string,
  place = { account: own, region: "us-east-1", partition: "aws" },
) {
  const policy = policyOf(described(change), name, attributesOf(place)) as unknown as
    { readonly Statement: readonly Statement[] } | undefined;
  return policy?.Statement ?? [];
}

const sidsOf = (change: object, name: string): readonly string[] =>
  statementsOf(change, name).map(({ Sid }) => Sid);

const logsStatement = {
  Sid: "AllowCloudWatchLogsEncryptLogGroup",
  Effect: "Allow",
  Principal: { Service: "logs.us-east-1.amazonaws.com" },
  Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
  Resource: "*",
  Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": group } },
};

test("a config without them has no log group and no topic", () => {
  const types = new Set(described({}).blocks.map(({ type }) => type));
  expect([...types].filter((type) => /cloudwatch|sns|service_principal/.test(type))).toEqual([]);
});

test.each(["strict", "aws-docs", "console"])(
  "in the style %s the key has the statement for logs",
  (style) => {
    expect(statementsOf({ key: { style }, logGroup: true }, "key")).toContainEqual(logsStatement);
  },
);

test.each([
  ["aws-cn", "cn-north-1", "logs.cn-north-1.amazonaws.com.cn"],
  ["aws-us-gov", "us-gov-west-1", "logs.us-gov-west-1.amazonaws.com"],
  ["aws-iso", "us-iso-east-1", "logs.us-iso-east-1.c2s.ic.gov"],
  ["aws-iso-b", "us-isob-east-1", "logs.us-isob-east-1.sc2s.sgov.gov"],
])("in %s the service is %s's own", (partition, region, Service) => {
  const [statement] = statementsOf({ region, logGroup: true }, "key", {
    account: own,
    region,
    partition,
  }).filter(({ Sid }) => Sid === logsStatement.Sid);
  expect(statement?.Principal).toEqual({ Service });
});

test("a key of its own has the statement, and the key of the logs has none", () => {
  const change = { logGroup: { key: "own" }, key: { administrators: [`arn:aws:iam::${own}:role/Admin`] } };
  expect(sidsOf(change, "key")).not.toContain(logsStatement.Sid);
  expect(sidsOf(change, "log-group-key")).toEqual([
    "EnableIamPolicies",
    logsStatement.Sid,
    "AllowKeyAdministration",
  ]);
  const text = fileOf(change, "log-group.tf");
  expect(text).toContain("kms_key_id        = aws_kms_key.log_group.arn");
  expect(text).toContain("depends_on = [aws_kms_key_policy.log_group]");
  expect(text.match(/prevent_destroy = true/g)).toHaveLength(2);
});

test("administrators of a key in another account do not manage the log group's", () => {
  const change = {
    accounts: { archive },
    key: { account: "archive", administrators: [`arn:aws:iam::${archive}:role/Admin`] },
    logGroup: true,
  };
  expect(sidsOf(change, "key")).not.toContain(logsStatement.Sid);
  expect(sidsOf(change, "log-group-key")).toEqual(["EnableIamPolicies", logsStatement.Sid]);
  const blocks = described(change).blocks.filter(({ file }) => file === "log-group.tf");
  expect(blocks.filter(({ provider }) => provider !== undefined)).toEqual([]);
  expect(blocks.map(({ type }) => type)).toContain("aws_kms_key");
});

test("the policy of a key that exists, and that of a given key, are given out", () => {
  const adopted = { key: { existing: key }, logGroup: true };
  expect(statementsOf(adopted, "key")).toContainEqual(logsStatement);
  expect(fileOf(adopted, "log-group.tf")).toContain("depends_on = [var.ready]");
  const given = { logGroup: { key } };
  expect(sidsOf(given, "key")).not.toContain(logsStatement.Sid);
  expect(statementsOf(given, "log-group-key")).toEqual([logsStatement]);
  expect(fileOf(given, "outputs.tf")).toContain('output "log_group_key_policy"');
  expect(fileOf(given, "variables.tf")).toContain("Only the trail and its log group depend on it");
});

test("the role writes to the trail's own streams alone", () => {
  expect(statementsOf({ logGroup: true }, "log-group-role")).toEqual([
    {
      Sid: "AllowCloudTrailWriteLogGroup",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${group}:log-stream:${own}_CloudTrail_us-east-1*`,
    },
  ]);
  const organization = { id: "o-abcd123456" };
  expect(statementsOf({ organization, logGroup: true }, "log-group-role")[0]?.Resource).toEqual([
    `${group}:log-stream:${own}_CloudTrail_us-east-1*`,
    `${group}:log-stream:o-abcd123456_*`,
  ]);
});

test("the role is for this trail alone", () => {
  expect(statementsOf({ logGroup: true }, "log-group-trust")[0]?.Condition).toEqual({
    StringEquals: {
      "aws:SourceArn": `arn:aws:cloudtrail:us-east-1:${own}:trail/org-audit`,
      "aws:SourceAccount": own,
    },
  });
});

test("a delegated administrator has the log group in its own account, for the management account's trail", () => {
  const change = { organization: { id: "o-abcd123456", managementAccount }, logGroup: true };
  expect(statementsOf(change, "log-group-trust")[0]?.Condition).toEqual({
    StringEquals: { "aws:SourceArn": `arn:aws:cloudtrail:us-east-1:${managementAccount}:trail/org-audit` },
  });
  expect(statementsOf(change, "log-group-role")[0]?.Resource).toEqual([
    `${group}:log-stream:${own}_CloudTrail_us-east-1*`,
    `${group}:log-stream:${managementAccount}_CloudTrail_us-east-1*`,
    `${group}:log-stream:o-abcd123456_*`,
  ]);
});

test("the trail waits for the log group and the role's policy, and names the group by its parts", () => {
  const text = fileOf({ logGroup: true }, "trail.tf");
  expect(text).toContain('cloud_watch_logs_group_arn = "${local.log_group_arn}:*"');
  expect(text).toMatch(
    /depends_on = \[[^\]]*aws_cloudwatch_log_group.trail,\n {4}aws_iam_role_policy.log_group,/,
  );
});

test("an existing log group and role are used as they are", () => {
  const change = { logGroup: { existing: `${group}:*`, role } };
  const types = described(change).blocks.map(({ type }) => type);
  expect(types.filter((type) => /cloudwatch|iam_role|service_principal/.test(type))).toEqual([]);
  expect(sidsOf(change, "key")).not.toContain(logsStatement.Sid);
  expect(fileOf(change, "main.tf")).toContain('replace(var.log_group_arn, ":*", "")');
  expect(fileOf(change, "trail.tf")).toContain("cloud_watch_logs_role_arn  = var.log_group_role_arn");
  expect(statementsOf(change, "log-group-role")[0]?.Resource).toBe(
    `${group}:log-stream:${own}_CloudTrail_us-east-1*`,
  );
  expect(fileOf(change, "outputs.tf")).toContain('output "log_group_role_policy"');
});

test("the topic has a key of its own, and the key of the logs has no statement for it", () => {
  const change = { notifications: true };
  expect(sidsOf(change, "key")).toEqual(sidsOf({}, "key"));
  expect(statementsOf(change, "topic-key")[1]).toEqual({
    Sid: "AllowCloudTrailEncryptNotifications",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
    Resource: "*",
  });
  const text = fileOf(change, "notifications.tf");
  expect(text).toContain("kms_master_key_id = aws_kms_key.notifications.arn");
  expect(text).not.toContain("prevent_destroy");
});

test("the topic's policy is for this trail, and the trail waits for it", () => {
  expect(statementsOf({ notifications: true }, "topic")).toEqual([
    {
      Sid: "AllowCloudTrailPublish",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "sns:Publish",
      Resource: `arn:aws:sns:us-east-1:${own}:cloudtrail-org-audit`,
      Condition: {
        StringEquals: { "aws:SourceArn": `arn:aws:cloudtrail:us-east-1:${own}:trail/org-audit` },
      },
    },
  ]);
  const text = fileOf({ notifications: true }, "trail.tf");
  expect(text).toMatch(/depends_on = \[[^\]]*aws_sns_topic_policy.notifications,/);
  expect(text).toContain("sns_topic_name                = aws_sns_topic.notifications.name");
});

test("an existing topic's owner is told what topic and key need", () => {
  const existing = `arn:aws:sns:us-east-1:${archive}:central`;
  const change = { notifications: { existing, key: "alias/central" } };
  expect(statementsOf(change, "topic")[0]?.Resource).toBe(existing);
  expect(sidsOf(change, "topic-key")).toEqual(["AllowCloudTrailEncryptNotifications"]);
  expect(described(change).blocks.map(({ type }) => type)).not.toContain("aws_sns_topic");
  expect(fileOf(change, "trail.tf")).toContain(
    'sns_topic_name = split(":", var.notifications_topic_arn)[4] == var.account_id ? split(":", var.notifications_topic_arn)[5] : var.notifications_topic_arn',
  );
  expect(fileOf(change, "outputs.tf")).toContain('output "notifications_key_policy"');
  expect(fileOf({ notifications: { existing } }, "outputs.tf")).not.toContain("notifications_key_policy");
});
