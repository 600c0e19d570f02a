import type { PlainValue } from "../../support/hcl-expressions";

/** A value that one validation block refuses and no other, and one beside it that every block takes. */
export interface ValidationCase {
  /** The variables that it is about: those whose name ends like this. */
  readonly variable: string;
  /** What of the block's message tells it from the others of its variable. */
  readonly says: string;
  readonly refused: PlainValue;
  readonly accepted: PlainValue;
}

const times = (text: string, count: number): string => text.repeat(count);

type Pair = readonly [says: string, refused: string, accepted: string];

/** What is wrong with one text, for variables that hold a text or a set of them. */
const texts: Readonly<Record<string, readonly Pair[]>> = {
  accountId: [["consist of 12 digits", "1234567890123", "123456789012"]],
  organizationId: [["be o- and 10 to 32", "o-abcd12345", "o-abcd123456"]],
  region: [["be a Region code", "us-east-0", "us-east-1"]],
  trailName: [
    ["have 3 to 128 characters", "ab", "abc"],
    ["contain only letters, digits and . _ -", "a..b", "a.b"],
    ["look like an IPv4 address", "10.0.0.1", "10.0.0.1a"],
  ],
  bucketName: [
    ["have 3 to 63 characters", times("a", 64), times("a", 63)],
    ["contain only lowercase letters", "Logs", "logs"],
    ["have a . next to", "my..logs", "my.logs"],
    ["look like an IPv4 address", "10.0.0.1", "10.0.0.1a"],
    ["start with xn--", "xn--logs", "xn-logs"],
    ["end with -s3alias", "logs-s3alias", "logs-s3alia"],
  ],
  prefix: [
    ["have 1 to 200 characters", times("a", 201), times("a", 200)],
    ["contain only letters, digits, spaces", "audit*", "audit"],
    ["start or end with a slash", "audit/", "audit/logs"],
  ],
  accessLogPrefix: [
    ["have at most 200 characters", times("a", 201), times("a", 200)],
    ["contain only letters, digits, spaces", "trail*", "trail/"],
    ["start with a slash", "/trail/", "trail/"],
  ],
  confirmation: [["be compliance, which confirms", "yes", "compliance"]],
  logGroupName: [
    ["have 1 to 512 characters", times("a", 513), times("a", 512)],
    ["contain only letters, digits and . _ / # -", "a b", "a.b"],
    ["start with aws/", "aws/audit", "aws-audit"],
  ],
  topicName: [
    ["have 1 to 256 characters", times("a", 257), times("a", 256)],
    ["contain only letters, digits, _ and -", "audit.fifo", "audit-fifo"],
  ],
  alias: [
    ["have 1 to 250 characters", times("a", 251), times("a", 250)],
    ["contain only letters, digits, /, _ and -", "a.b", "a-b"],
    ["start with aws", "aws-audit", "audit-aws"],
    ["start with alias/", "alias/audit", "aliases/audit"],
  ],
  description: [["have at most 8192 characters", times("a", 8193), times("${a}", 2048)]],
  keyArn: [
    [
      "be arn:PARTITION:kms:",
      "arn:aws:kms:us-east-1:111111111111:alias/audit",
      "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    ],
  ],
  trailArn: [
    [
      "be arn:PARTITION:cloudtrail:",
      "arn:aws:cloudtrail:us-east-1:222222222222:trail/*",
      "arn:aws:cloudtrail:us-east-1:222222222222:trail/audit",
    ],
  ],
  principalArn: [
    [
      "be arn:PARTITION:iam::ACCOUNT:user/NAME",
      "arn:aws:iam::111111111111:root",
      "arn:aws:iam::111111111111:role/root",
    ],
  ],
  iamName: [
    [
      "have 1 to 575 characters",
      times(`${times("a", 63)}/`, 8) + times("a", 64),
      times(`${times("a", 63)}/`, 8) + times("a", 63),
    ],
    ["be 1 to 64 letters", "*", "Bob"],
  ],
  permissionSet: [
    ["have 1 to 32 characters", times("a", 33), times("a", 32)],
    ["contain only letters, digits and _ + = , . @ -, and no wildcards", "Audit?", "Audit-"],
  ],
};

const sets: Readonly<Record<string, keyof typeof texts>> = {
  account_ids: "accountId",
  organization_ids: "organizationId",
  trail_arns: "trailArn",
  key_administrator_arns: "principalArn",
  reader_arns: "principalArn",
  reader_user_names: "iamName",
  reader_role_names: "iamName",
  reader_permission_set_names: "permissionSet",
};

const single: Readonly<Record<string, keyof typeof texts>> = {
  account_id: "accountId",
  organization_management_account: "accountId",
  organization_id: "organizationId",
  region: "region",
  trail_name: "trailName",
  bucket_owner_account: "accountId",
  bucket_name: "bucketName",
  s3_key_prefix: "prefix",
  key_alias: "alias",
  key_description: "description",
  key_arn: "keyArn",
  log_group_name: "logGroupName",
  notifications_topic_name: "topicName",
  access_log_bucket: "bucketName",
  access_log_prefix: "accessLogPrefix",
  object_lock_confirm: "confirmation",
};

const numbers: readonly ValidationCase[] = (
  [
    ["key_rotation_period_in_days", 89, 90],
    ["key_deletion_window_in_days", 30.5, 30],
    ["lifecycle_glacier_after_days", 0, 1],
    ["lifecycle_expire_after_days", 36501, 36500],
    ["lifecycle_noncurrent_expire_after_days", 0.5, 1],
    ["lifecycle_abort_uploads_after_days", -1, 1],
    ["object_lock_days", 36501, 36500],
  ] as const
).map(([variable, refused, accepted]) => ({
  variable,
  says: "be a whole number of days",
  refused,
  accepted,
}));

const role = (changed: Readonly<Record<string, PlainValue>>): PlainValue => ({
  LogReader: {
    trusted_account_ids: ["555555555555"],
    external_id: null,
    path: "/",
    permissions_boundary: null,
    ...changed,
  },
});

const ofRoles: readonly ValidationCase[] = (
  [
    ["Each key of", { "Log*": { ...ofRole() } }, { Log: { ...ofRole() } }],
    [
      "must have at least one element",
      role({ trusted_account_ids: [] }),
      role({ trusted_account_ids: ["123456789012"] }),
    ],
    [
      "consist of 12 digits",
      role({ trusted_account_ids: ["*"] }),
      role({ trusted_account_ids: ["123456789012"] }),
    ],
    ["have 2 to 1224 characters", role({ external_id: "a" }), role({ external_id: "ab" })],
    ["external_id in", role({ external_id: "a*" }), role({ external_id: "a:" })],
    [
      "have at most 512 characters",
      role({ path: `/${times("a", 511)}/` }),
      role({ path: `/${times("a", 510)}/` }),
    ],
    ["start and end with a slash", role({ path: "/*/" }), role({ path: "/audit/" })],
    [
      "be arn:PARTITION:iam::ACCOUNT:policy/NAME",
      role({ permissions_boundary: "arn:aws:iam::111111111111:role/Limit" }),
      role({ permissions_boundary: "arn:aws:iam::111111111111:policy/Limit" }),
    ],
  ] as const
).map(([says, refused, accepted]) => ({ variable: "reader_roles", says, refused, accepted }));

function ofRole(): Readonly<Record<string, PlainValue>> {
  return { trusted_account_ids: ["555555555555"], external_id: null, path: "/", permissions_boundary: null };
}

const manyTags = (count: number): PlainValue =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key ${index}`, "value"]));

const ofTags: readonly ValidationCase[] = (
  [
    ["have at most 50 elements", manyTags(51), manyTags(50)],
    ["Each key of tags must have 1 to 128", { [times("a", 129)]: "a" }, { [times("a", 128)]: "a" }],
    ["start with aws:", { "AWS:team": "a" }, { "AWS-team": "a" }],
    ["Each value of tags", { team: times("a", 257) }, { team: times("a", 256) }],
  ] as const
).map(([says, refused, accepted]) => ({ variable: "tags", says, refused, accepted }));

/** A caller's own statements are of any shape, but for `Effect`. */
const ofStatements: readonly ValidationCase[] = [
  {
    variable: "key_policy_statements",
    says: "be a list of objects, each with Effect: Allow or Deny",
    refused: [
      { Sid: "Own", Effect: "Allow" },
      { Sid: "${own}", Effect: "allow" },
    ],
    accepted: [
      { Sid: "Own", Effect: "Allow" },
      {
        Sid: "${own}",
        Effect: "Deny",
        Action: ["kms:*"],
        Condition: { Bool: { "aws:SecureTransport": true } },
      },
    ],
  },
];

export const validationCases: readonly ValidationCase[] = [
  ...Object.entries(single).flatMap(([variable, kind]) =>
    (texts[kind] ?? []).map(([says, refused, accepted]) => ({ variable, says, refused, accepted })),
  ),
  ...Object.entries(sets).flatMap(([variable, kind]) => [
    ...(texts[kind] ?? []).map(([says, refused, accepted]) => ({
      variable,
      says,
      refused: [accepted, refused],
      accepted: [accepted],
    })),
    {
      variable,
      says: "at least one element",
      refused: [],
      accepted: [texts[kind]?.[0]?.[2] ?? ""],
    },
  ]),
  {
    variable: "delegated_administrator_account_ids",
    says: "have at most 3 elements",
    refused: ["111111111111", "222222222222", "333333333333", "444444444444"],
    accepted: ["111111111111", "222222222222", "333333333333"],
  },
  ...numbers,
  { variable: "log_group_retention_days", says: "be a number of days that", refused: 366, accepted: 365 },
  ...ofRoles,
  ...ofTags,
  ...ofStatements,
];
