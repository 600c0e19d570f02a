import { parseConfig } from "../../../lib/config/parse";
import { problemMessage } from "../../../lib/report/problem-message";
import { bucket, existing, foundIn, holdsToken, other, own, role, token } from "./found-in";

const group = (account = own, region = "us-east-1", partition = "aws"): string =>
  `arn:${partition}:logs:${region}:${account}:log-group:central-audit`;
const topic = (account = other, region = "us-east-1"): string =>
  `arn:aws:sns:${region}:${account}:central-notifications`;
const key = (account = own, region = "us-east-1"): string =>
  `arn:aws:kms:${region}:${account}:key/00000000-12ab-34cd-56ef-1234567890ab`;

const parsed = (change: object) =>
  parseConfig({ name: "org-audit", account: own, region: "us-east-1", bucket, ...change });

/** What is said of the problems of a config. */
function said(change: object): string {
  const result = parsed(change);
  return (result.ok ? result.warnings : result.problems)
    .map((problem) => `${problem.path} ${problemMessage(problem)}`)
    .join("\n");
}

const configOf = (change: object) => {
  const result = parsed(change);
  if (!result.ok) throw new Error(said(change));
  return result.config;
};

test("true is a log group and a topic with the defaults", () => {
  const { logGroup, notifications } = configOf({ logGroup: true, notifications: true });
  expect(logGroup).toEqual({
    kind: "created",
    name: "/aws/cloudtrail/org-audit",
    retentionDays: 365,
    key: { kind: "this" },
    role: null,
  });
  expect(notifications).toEqual({ kind: "created", name: "cloudtrail-org-audit" });
});

test("false and nothing are none", () => {
  expect(configOf({ logGroup: false, notifications: false })).toEqual(configOf({}));
  expect(configOf({})).toMatchObject({ logGroup: null, notifications: null });
});

test("an empty section is the same as true", () => {
  expect(configOf({ logGroup: {}, notifications: {} })).toEqual(
    configOf({ logGroup: true, notifications: true }),
  );
});

test("the names follow the trail's, without what a topic's name cannot have", () => {
  const { logGroup, notifications } = configOf({
    trail: { name: "org.audit" },
    logGroup: true,
    notifications: true,
  });
  expect(logGroup).toMatchObject({ name: "/aws/cloudtrail/org.audit" });
  expect(notifications).toMatchObject({ name: "cloudtrail-org-audit" });
});

test.each(["", ":*"])("an existing log group is named with or without :*", (end) => {
  expect(configOf({ logGroup: { existing: `${group()}${end}`, role: role("ToLogs") } }).logGroup).toEqual({
    kind: "existing",
    arn: group(),
    role: role("ToLogs"),
  });
});

test("the key is of its own where the key of the logs is elsewhere", () => {
  const keyOf = (change: object) => configOf({ logGroup: true, ...change }).logGroup;
  const ownKey = { key: { kind: "own" } };
  expect(keyOf({ accounts: { archive: other }, key: { account: "archive" } })).toMatchObject(ownKey);
  expect(keyOf({ key: { existing: key(other) } })).toMatchObject(ownKey);
  expect(
    keyOf({
      key: { existing: key(own, "eu-west-1") },
      bucket: { ...bucket, existing: true, region: "eu-west-1" },
    }),
  ).toMatchObject(ownKey);
  expect(keyOf({ key: { existing } })).toMatchObject({ key: { kind: "this" } });
});

test.each([
  [300, "180 or 365, the nearest that there are"],
  [364.5, "180 or 365, the nearest that there are"],
  [-1, "0, the nearest that there is"],
  [4000, "3653, the nearest that there is"],
  [2, "1 or 3, the nearest that there are"],
])(
  "a retention of %d days is refused with the nearest that CloudWatch Logs has",
  (retentionDays, nearest) => {
    expect(said({ logGroup: { retentionDays } })).toBe(
      `logGroup.retentionDays ${retentionDays} is not a retention period of CloudWatch Logs: use ${nearest}`,
    );
  },
);

test("0 days are taken: nothing expires", () => {
  expect(configOf({ logGroup: { retentionDays: 0 } }).logGroup).toMatchObject({ retentionDays: 0 });
});

test.each([
  ["logGroup", "yes"],
  ["notifications", 1],
])("%s takes true, false or options", (option, value) => {
  expect(said({ [option]: value })).toMatch(/true, false or a section of options/);
});

test.each([
  ["name", "/aws/x"],
  ["retentionDays", 365],
  ["key", "own"],
])("%s of an existing log group is refused", (option, value) => {
  const logGroup = { existing: group(), role: role("ToLogs"), [option]: value };
  expect(foundIn({ logGroup })).toEqual([`error at the key logGroup.${option}`]);
  expect(said({ logGroup })).toBe(
    `logGroup.${option} has no effect on an existing log group (logGroup.existing): remove it`,
  );
});

test("an existing log group needs a role", () => {
  expect(said({ logGroup: { existing: group() } })).toBe(
    "logGroup.role is missing, but an existing log group needs it: set it to the ARN of the role that CloudTrail assumes to write there",
  );
  expect(foundIn({ logGroup: { existing: group(), role: "ToLogs" } })).toEqual(["error at logGroup.role"]);
});

test("a role is taken for a new log group too", () => {
  expect(configOf({ logGroup: { role: role("ToLogs") } }).logGroup).toMatchObject({ role: role("ToLogs") });
});

test.each<[string, object, string]>([
  [
    "a log group of another account",
    { logGroup: { existing: group(other), role: role("ToLogs") } },
    `logGroup.existing is in account ${other}, but the trail is created in ${own}: CloudTrail needs a log group of that account`,
  ],
  [
    "a log group of another Region",
    { logGroup: { existing: group(own, "eu-west-1"), role: role("ToLogs") } },
    "logGroup.existing is in eu-west-1, but the trail's Region is us-east-1: CloudTrail needs a log group in its home Region",
  ],
  [
    "a role of another account",
    { logGroup: { role: role("ToLogs", other) } },
    `logGroup.role is in account ${other}, but the trail is created in ${own}: CloudTrail needs a role of that account`,
  ],
  [
    "a key of another account",
    { logGroup: { key: key(other) } },
    `logGroup.key is in account ${other}, but the trail is created in ${own}: CloudTrail needs a key of that account`,
  ],
  [
    "a key of another Region",
    { logGroup: { key: key(own, "eu-west-1") } },
    "logGroup.key is in eu-west-1, but the trail's Region is us-east-1: the key must be in the same Region",
  ],
  [
    "the key of the logs that is created in another account",
    { accounts: { archive: other }, key: { account: "archive" }, logGroup: { key: "this" } },
    `logGroup.key is the key of the logs, which is in ${other}: a log group needs a key of its own account and Region. Set it to own`,
  ],
  [
    "the key of the logs that exists in another account",
    { key: { existing: key(other) }, logGroup: { key: "this" } },
    `logGroup.key is the key of the logs, which is in ${other}: a log group needs a key of its own account and Region. Set it to own`,
  ],
  [
    "the key of the logs by its ARN",
    { key: { existing }, logGroup: { key: existing } },
    "logGroup.key is the key of the logs (key.existing): set it to this",
  ],
  [
    "a topic of another Region",
    { notifications: { existing: topic(other, "eu-west-1") } },
    "notifications.existing is in eu-west-1, but the trail's Region is us-east-1: CloudTrail needs a topic in its home Region",
  ],
  [
    "the name of an existing topic",
    { notifications: { existing: topic(), name: "x" } },
    "notifications.name has no effect on an existing topic (notifications.existing): remove it",
  ],
  [
    "the key of a new topic",
    { notifications: { key: "alias/x" } },
    "notifications.key is the key of an existing topic, and none is named: set notifications.existing to the topic's ARN, or remove it. A new topic gets a key of its own",
  ],
  ...["alias/aws/sns", `arn:aws:kms:us-east-1:${other}:alias/aws/sns`].map((of): [string, object, string] => [
    of,
    { notifications: { existing: topic(), key: of } },
    `notifications.key ${of} is a key of AWS, whose policy cannot be changed, so CloudTrail cannot use it: encrypt the topic with a customer managed key`,
  ]),
  ...["alias/logs", `arn:aws:kms:us-east-1:${own}:alias/logs`].map((of): [string, object, string] => [
    `the key of the logs for a topic, as ${of}`,
    { key: { alias: "logs" }, notifications: { existing: topic(own), key: of } },
    "notifications.key is the key of the logs: SNS needs a statement without conditions, which would let CloudTrail use the key for any trail. Encrypt the topic with another key",
  ]),
  [
    "the key of the logs for a topic",
    { key: { existing }, notifications: { existing: topic(own), key: existing } },
    "notifications.key is the key of the logs: SNS needs a statement without conditions, which would let CloudTrail use the key for any trail. Encrypt the topic with another key",
  ],
  [
    "a key of another Region for a topic",
    { notifications: { existing: topic(), key: key(other, "eu-west-1") } },
    "notifications.key is in eu-west-1, but the trail's Region is us-east-1: the key must be in the same Region",
  ],
])("%s is refused", (_, change, sentence) => {
  expect(said(change)).toBe(sentence);
});

test("a topic of another account is taken, with the key that encrypts it", () => {
  const notifications = { existing: topic(), key: key(other) };
  expect(configOf({ notifications }).notifications).toEqual({
    kind: "existing",
    arn: topic(),
    key: key(other),
  });
});

test.each([
  { trail: false, bucket: undefined },
  { preset: "control-tower", organization: { id: "o-abcd123456" }, bucket: undefined },
])("without a trail there is nothing to send: %j", (change) => {
  expect(foundIn({ ...change, logGroup: true, notifications: { name: "x" } })).toEqual(
    expect.arrayContaining(["error at the key logGroup", "error at the key notifications"]),
  );
  expect(said({ trail: false, bucket: undefined, logGroup: true })).toBe(
    "logGroup needs a trail, and this config creates none: remove it",
  );
  expect(foundIn({ trail: false, bucket: undefined, logGroup: false })).toEqual([]);
});

test("ARNs of another partition are refused", () => {
  const logGroup = { existing: group(own, "cn-north-1", "aws-cn"), role: role("ToLogs", own, "aws-cn") };
  expect(said({ logGroup })).toMatch(/is in partition aws-cn, but region is in aws/);
});

test("of what only Terraform knows, nothing is said", () => {
  expect(
    foundIn(
      {
        key: { existing: token },
        logGroup: { existing: token, role: token },
        notifications: { existing: token, key: token },
      },
      holdsToken,
    ),
  ).toEqual([]);
  expect(foundIn({ key: { existing: token }, logGroup: { name: token, key: token } }, holdsToken)).toEqual(
    [],
  );
});
