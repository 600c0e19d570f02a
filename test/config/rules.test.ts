import * as rules from "../../lib/config/rules";
import type { ValueRule, TextRule } from "../../lib/config/value-rule";
import { violationOf } from "../../lib/config/violation";
import { problemMessage } from "../../lib/report/problem-message";

function messageOn(rule: ValueRule, value: string | number): string | undefined {
  const violation = violationOf(rule, value);
  return violation && problemMessage(violation);
}

interface Cases {
  readonly rule: ValueRule;
  readonly good: readonly (string | number)[];
  readonly bad: readonly (string | number)[];
}

const x = (length: number): string => "x".repeat(length);
const keyId = "1234abcd-12ab-34cd-56ef-1234567890ab";

const cases: Readonly<Record<string, Cases>> = {
  accountIdRule: {
    rule: rules.accountIdRule,
    good: ["111111111111", "012345678901"],
    bad: [
      "",
      "11111111111",
      "1111111111111",
      "11111111111a",
      " 111111111111",
      "111111111111\n",
      "１１１１１１１１１１１１",
    ],
  },
  accountNameRule: {
    rule: rules.accountNameRule,
    good: ["log_archive", "a", "security2", "x".repeat(64)],
    bad: [
      "",
      "Log",
      "log-archive",
      "2nd",
      "_a",
      "aws",
      "default",
      "current",
      "this",
      "x".repeat(65),
      "a b",
      "${a}",
    ],
  },
  providerVersionRule: {
    rule: rules.providerVersionRule,
    good: [">= 6.40", "6.0.1", "=6.1", "~> 6", " >= 5.60.0 , < 7,!= 6.1.0 ", "!= 5.70, <= 6.0.0, > 5.60"],
    bad: ["", "v6.0", "6.0.0.1", ">= 6.0,", "=> 6.0", ">= 6.0-beta1", "6.x", "latest", ">= 6 < 7", "> ${a}"],
  },
  bucketAccountRule: {
    rule: rules.bucketAccountRule,
    good: ["333333333333", "log_archive"],
    bad: ["", "33333333333", "3333333333333", "Log", "log-archive", "x".repeat(65)],
  },
  organizationIdRule: {
    rule: rules.organizationIdRule,
    good: ["o-abcd123456", `o-${x(32)}`],
    // The second is in an example of AWS's own.
    bad: [
      "",
      "o-exampleorg1a-",
      "o-abcd12345",
      "o-ABCD123456",
      `o-${x(33)}`,
      "abcd123456",
      "o-abcd12345*",
      "r-abcd123456",
    ],
  },
  externalIdRule: {
    rule: rules.externalIdRule,
    good: ["ab", "A_b+=,.@:/-9", x(1224)],
    bad: ["", "a", x(1225), "a b", "a*", "${aws:x}", "é1"],
  },
  iamPathRule: {
    rule: rules.iamPathRule,
    good: ["/", "/audit/", "/a/b.c/d_e/", `/${x(510)}/`],
    bad: ["", "audit/", "/audit", "//", "/a//b/", "/*/", "/${a}/", `/${x(511)}/`],
  },
  policyArnRule: {
    rule: rules.policyArnRule,
    good: ["arn:aws:iam::111111111111:policy/Boundary", "arn:aws-cn:iam::aws:policy/team/ReadOnlyAccess"],
    bad: [
      "",
      "Boundary",
      "arn:aws:iam::1:policy/B",
      "arn:aws:iam::111111111111:role/B",
      "arn:aws:iam::111111111111:policy/*",
    ],
  },
  permissionSetNameRule: {
    rule: rules.permissionSetNameRule,
    good: ["Auditor", "a", "Log_Readers+=,.@-", x(32)],
    bad: ["", "Audit*", "Audit?r", "a b", x(33), "${aws:username}"],
  },
  regionRule: {
    rule: rules.regionRule,
    good: [
      "us-east-1",
      "ap-southeast-7",
      "il-central-1",
      "mx-central-1",
      "nz-south-1",
      "cn-northwest-1",
      "us-gov-west-1",
      "us-iso-east-1",
      "us-isob-east-1",
      "eu-isoe-west-1",
      "us-isof-south-1",
      "eusc-de-east-1",
    ],
    bad: [
      "aws-global",
      "aws-cn-global",
      "us-east",
      "us-east-1a",
      "us-esat-1",
      "US-EAST-1",
      "us-gov-1",
      "us-east1",
      "useast-1",
      "x-east-1",
      "eusc-east-1",
      "us-east-0",
      "us-east-1\n",
    ],
  },
  trailNameRule: {
    rule: rules.trailNameRule,
    good: ["abc", x(128), "org.audit_1-a", "192.168.5.4.a"],
    bad: ["ab", x(129), "-abc", "abc.", "a..b", "a._b", "a b", "192.168.5.4", "añb"],
  },
  bucketNameRule: {
    rule: rules.bucketNameRule,
    good: ["abc", x(63), "my.logs-1", "1.2.3.a"],
    bad: [
      "ab",
      x(64),
      "Abc",
      "a_b",
      "-abc",
      "abc-",
      ".abc",
      "a..b",
      "a.-b",
      "a-.b",
      "192.168.5.4",
      "xn--abc",
      "sthree-abc",
      "amzn-s3-demo-abc",
      "abc-s3alias",
      "abc--ol-s3",
      "abc.mrap",
      "abc--x-s3",
      "abc--table-s3",
    ],
  },
  bucketPrefixRule: {
    rule: rules.bucketPrefixRule,
    good: ["a", x(200), "team/audit", "org=1/trail logs"],
    bad: ["", x(201), "/a", "a/", "/", "a*", "a?", "${aws:username}", "a\n", "a\\b", "ü"],
  },
  configPathRule: {
    rule: rules.configPathRule,
    good: ["base.yaml", "../a b/ü.yml", "/etc/trailkey.json", "base.ts"],
    bad: ["", "base", "base.toml", "yaml", "a.yaml\n"],
  },
  aliasRule: {
    rule: rules.aliasRule,
    good: ["a", x(250), "team/audit_1-a"],
    bad: ["", x(251), "a.b", "aws/s3", "aws-audit", "alias/audit", "a b"],
  },
  keyDescriptionRule: {
    rule: rules.keyDescriptionRule,
    good: ["", x(8192), "😀".repeat(8192), "${x}\n\u0000"],
    bad: [x(8193)],
  },
  deletionWindowRule: { rule: rules.deletionWindowRule, good: [7, 30], bad: [6, 31, 7.5, 0, -7] },
  rotationRule: { rule: rules.rotationRule, good: [90, 2560], bad: [89, 2561, 365.25] },
  keyArnRule: {
    rule: rules.keyArnRule,
    good: [
      `arn:aws:kms:us-east-1:111111111111:key/${keyId}`,
      "arn:aws-cn:kms:cn-north-1:111111111111:key/mrk-1234abcd12ab34cd56ef1234567890ab",
    ],
    bad: [
      keyId,
      "alias/audit",
      "arn:aws:kms:us-east-1:111111111111:alias/audit",
      `arn:aws:kms:us-east-1:1111:key/${keyId}`,
      `arn:aws:kms:aws-global:111111111111:key/${keyId}`,
      `arn:aws-xx:kms:us-east-1:111111111111:key/${keyId}`,
      "arn:aws:kms:us-east-1:111111111111:key/*",
      "arn:aws:iam::111111111111:role/Auditor",
    ],
  },
  trailArnRule: {
    rule: rules.trailArnRule,
    good: ["arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit"],
    bad: [
      "arn:aws:cloudtrail:*:111111111111:trail/*",
      "arn:aws:cloudtrail:us-east-1:111111111111:trail/ab",
      `arn:aws:cloudtrail:us-east-1:111111111111:trail/${x(129)}`,
      "arn:aws:cloudtrail:us-east-1:111111111111:org-audit",
    ],
  },
  iamUserNameRule: {
    rule: rules.iamUserNameRule,
    good: ["B", x(64), "a+=,.@_-1", "team/a/Bob"],
    bad: ["", x(65), "/team/Bob", "team//Bob", "team/", "Bob Ray", "*", "B?b", "Bób"],
  },
  iamRoleNameRule: {
    rule: rules.iamRoleNameRule,
    good: ["aws-reserved/sso.amazonaws.com/Admin"],
    bad: ["role/*", ""],
  },
  createdRoleNameRule: { rule: rules.createdRoleNameRule, good: ["R", x(64)], bad: ["", x(65), "team/R"] },
  iamUserArnRule: {
    rule: rules.iamUserArnRule,
    good: ["arn:aws:iam::111111111111:user/team/Bob"],
    bad: [
      "arn:aws:iam::111111111111:role/Auditor",
      "arn:aws:iam::111111111111:root",
      "arn:aws:iam::1:user/Bob",
    ],
  },
  iamRoleArnRule: {
    rule: rules.iamRoleArnRule,
    good: ["arn:aws-us-gov:iam::111111111111:role/Auditor"],
    bad: ["arn:aws:iam::111111111111:user/Bob", "arn:aws:sts::111111111111:assumed-role/Auditor/me"],
  },
  iamPrincipalArnRule: {
    rule: rules.iamPrincipalArnRule,
    good: ["arn:aws:iam::111111111111:user/Bob", "arn:aws:iam::111111111111:role/Auditor"],
    bad: ["arn:aws:iam::111111111111:group/Team", "arn:aws:iam::111111111111:role/*"],
  },
  tagKeyRule: {
    rule: rules.tagKeyRule,
    good: ["a", x(128), "awsome", "ü:${x}"],
    bad: ["", x(129), "aws:a", "AWS:a", "Aws:a"],
  },
  tagValueRule: { rule: rules.tagValueRule, good: ["", x(256)], bad: [x(257)] },
  lintRuleRule: {
    rule: rules.lintRuleRule,
    good: ["lockout", "cloudtrail-cannot-describe"],
    bad: ["", "Lockout", "world_open", "-lockout", "lockout-"],
  },
  sidRule: { rule: rules.sidRule, good: ["A", "Allow log readers"], bad: [""] },
  policyFileRule: { rule: rules.policyFileRule, good: ["key-policy.json", "../a b.json"], bad: [""] },
  reasonRule: { rule: rules.reasonRule, good: ["known", " since 2019"], bad: ["", "  "] },
  dayRule: {
    rule: rules.dayRule,
    good: ["2027-01-31", "2028-02-29", "2027-11-30"],
    bad: [
      "",
      "2027",
      "2027-1-1",
      "2027-02-30",
      "2027-11-31",
      "2027-13-01",
      "27-01-01",
      "2027-01-01T00:00:00Z",
    ],
  },
};

const exported = Object.entries(rules).filter(
  (entry): entry is [string, ValueRule] => typeof entry[1] === "object",
);

test("every rule has cases", () => {
  expect(Object.keys(cases).sort()).toEqual(exported.map(([name]) => name).sort());
});

describe.each(Object.entries(cases))("%s", (_name, { rule, good, bad }) => {
  test.each([...good, rule.example].map((value) => [value]))("takes %j", (value) => {
    expect(violationOf(rule, value)).toBeUndefined();
  });

  test.each(bad.map((value) => [value]))("refuses %j and says what would be right", (value) => {
    expect(messageOn(rule, value)).toEqual(expect.stringContaining(rule.what));
  });
});

test("the ARN of a trail with too short a name is told how long a name is", () => {
  expect(messageOn(rules.trailArnRule, "arn:aws:cloudtrail:us-east-1:111111111111:trail/x")).toContain(
    "trail/NAME, with a NAME of 3 to 128 characters that starts and ends with a letter or digit",
  );
});

test("patterns mean the same to JavaScript, JSON Schema and RE2", () => {
  const texts = exported.map(([, rule]) => rule).filter((rule): rule is TextRule => rule.kind === "text");
  const patterns = texts.flatMap(({ patterns = [], forbidden = [] }) => [...patterns, ...forbidden]);
  expect(patterns.length).toBeGreaterThan(10);
  for (const { pattern } of patterns) {
    expect(pattern).not.toMatch(/\\|\(\?[^:]/);
    expect(() => new RegExp(pattern, "u")).not.toThrow();
  }
});

test("an account ID of 11 digits is told from one of 12", () => {
  expect(messageOn(rules.accountIdRule, "11111111111")).toContain("11 digits, but an AWS account ID has 12");
});

test("what cannot be seen in a value is shown as its code", () => {
  expect(messageOn(rules.accountIdRule, "1\u202e\u0000\n")).toContain(String.raw`"1\u{202e}\u0000\n"`);
});
