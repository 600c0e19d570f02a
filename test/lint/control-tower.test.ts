import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exampleStatements, policyWith } from "../../lib/lint/examples";
import type { Finding, LintOptions } from "../../lib/lint/lint";
import { lint } from "../../lib/lint/lint";
import { messageOf } from "../../lib/report/lint/located-finding";
import type { JsonValue } from "../../lib/terraform/canonical-json";
import { configOf, policyIn } from "../support/place";
import { owner, stranger } from "./findings";

const preset = { preset: "control-tower" } as const;
const { root } = exampleStatements;
const trail = (account = owner, region = "eu-central-1"): string =>
  `arn:aws:cloudtrail:${region}:${account}:trail/aws-controltower-BaselineCloudTrail`;
const service = (name: string): JsonValue => ({ Service: `${name}.amazonaws.com` });
const allow = (Principal: JsonValue, Action: JsonValue, Condition?: JsonValue): JsonValue => ({
  Effect: "Allow",
  Principal,
  Action,
  Resource: "*",
  ...(Condition !== undefined && { Condition }),
});
const forTrail = (Action: JsonValue, arn = trail()): JsonValue =>
  allow(service("cloudtrail"), Action, {
    StringEquals: { "aws:SourceArn": arn },
    StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${owner}:trail/*` },
  });
const use = forTrail(["kms:GenerateDataKey*", "kms:Decrypt"]);
const describeKey = allow(service("cloudtrail"), "kms:DescribeKey", {
  StringEquals: { "aws:SourceArn": trail() },
});
const configuration = allow(service("config"), ["kms:Decrypt", "kms:GenerateDataKey"], {
  StringEquals: { "aws:SourceOrgID": "o-abcd123456" },
});

const findings = (policy: unknown, options: LintOptions = {}): readonly Finding[] =>
  lint(policy, { ...preset, ...options });
const kinds = (statements: readonly JsonValue[], options: LintOptions = {}): readonly string[] =>
  findings(policyWith(root, ...statements), options).map(({ severity, code }) => `${severity} ${code}`);

const everythingLost = [
  "error cloudtrail-cannot-encrypt",
  "warning cloudtrail-cannot-describe",
  "error cloudtrail-cannot-decrypt",
  "warning config-cannot-use-key",
];

test("a policy with all that the landing zone needs is content", () => {
  expect(kinds([use, describeKey, configuration])).toEqual([]);
  expect(kinds([use, describeKey, configuration], { owner, region: "eu-central-1" })).toEqual([]);
});

test("what Control Tower's official page shows gives no error: the missing DescribeKey is a warning with both pages", () => {
  const page = JSON.parse(
    readFileSync(join(__dirname, "../cases/lint/aws-pages/control-tower.json"), "utf8"),
  ) as unknown;
  const found = findings(page);
  expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    "warning cloudtrail-cannot-describe",
    "note service-unconditioned",
  ]);
  expect(found.map(messageOf)).toEqual([
    expect.stringMatching(/controltower\/latest\/userguide.*create-kms-key-policy-for-cloudtrail/),
    expect.stringMatching(/as on AWS's page for Control Tower; a condition on aws:SourceOrgID/),
  ]);
});

test("a policy that an update has overwritten lost the statements of CloudTrail and of Config, each said apart", () => {
  expect(kinds([])).toEqual(everythingLost);
  const said = findings(policyWith(root)).map(messageOf);
  expect(said[0]).toBe(
    `CloudTrail cannot encrypt logs for arn:aws:cloudtrail:*:${owner}:trail/aws-controltower-BaselineCloudTrail (kms:GenerateDataKey): no statement allows it; an update of Control Tower's landing zone may have overwritten the policy`,
  );
  expect(said[3]).toBe(
    "AWS Config cannot use the key (kms:Decrypt and kms:GenerateDataKey): no statement allows it; an update of Control Tower's landing zone may have overwritten the policy",
  );
});

test("without the preset the same policy is of a key that no trail uses", () => {
  expect(lint(policyWith(root))).toEqual([]);
});

test.each<[string, JsonValue, readonly string[]]>([
  [
    "the statement of CloudTrail",
    configuration,
    [
      "error cloudtrail-cannot-encrypt",
      "warning cloudtrail-cannot-describe",
      "error cloudtrail-cannot-decrypt",
    ],
  ],
  ["the statement of Config", use, ["warning cloudtrail-cannot-describe", "warning config-cannot-use-key"]],
])("it is said what else is lost than %s", (_, left, expected) => {
  expect(kinds([left])).toEqual(expected);
});

test("statements are judged by what they grant, not by their Sid or text", () => {
  const named = { ...(use as object), Sid: "Whatever", Action: "kms:*" };
  expect(kinds([named as JsonValue, configuration])).not.toContain("error cloudtrail-cannot-encrypt");
  const wrong = {
    ...(configuration as object),
    Sid: "Allow Config to use KMS for encryption",
    Action: "kms:Encrypt",
  };
  expect(kinds([use, describeKey, wrong as JsonValue])).toEqual(["warning config-cannot-use-key"]);
});

test("the trail must be that of the key's account, of Control Tower's name and, where it is told, of the home Region", () => {
  const lostEncrypt = (source: string, options?: LintOptions): boolean =>
    kinds([forTrail(["kms:GenerateDataKey*", "kms:Decrypt"], source), configuration], options).includes(
      "error cloudtrail-cannot-encrypt",
    );
  expect(lostEncrypt(trail())).toBe(false);
  expect(lostEncrypt(trail(stranger))).toBe(true);
  expect(lostEncrypt(trail().replace("Baseline", "Other"))).toBe(true);
  expect(lostEncrypt(trail(), { region: "eu-central-1" })).toBe(false);
  expect(lostEncrypt(trail(), { region: "us-east-1" })).toBe(true);
});

test("a pattern tells the home Region too, where its operator takes one", () => {
  const pattern = `arn:aws:cloudtrail:eu-central-1:${owner}:trail/aws-controltower-*`;
  const under = (operator: string): JsonValue =>
    allow(service("cloudtrail"), ["kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey"], {
      [operator]: { "aws:SourceArn": pattern },
    });
  expect(kinds([under("ArnLike"), configuration])).toEqual(["note service-without-context"]);
  expect(kinds([under("StringEquals"), configuration])).toContain("error cloudtrail-cannot-encrypt");
});

test("of Config it is not known on whose behalf it calls: accounts that a policy lists are taken as meant", () => {
  const ofAccounts = allow(service("config"), ["kms:Decrypt", "kms:GenerateDataKey"], {
    StringEquals: { "aws:SourceAccount": [owner, stranger] },
  });
  expect(kinds([use, describeKey, ofAccounts])).not.toContain("warning config-cannot-use-key");
});

test.each<[string, JsonValue]>([
  ["CloudTrail's source", { StringEquals: { "aws:SourceArn": trail() } }],
  [
    "CloudTrail's encryption context",
    { StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${owner}:trail/*` } },
  ],
])("a statement for both services under %s keeps Config out", (_, condition) => {
  const both = allow(
    { Service: ["cloudtrail.amazonaws.com", "config.amazonaws.com"] },
    ["kms:Decrypt", "kms:GenerateDataKey*"],
    condition,
  );
  expect(kinds([both, describeKey])).toContain("warning config-cannot-use-key");
});

test("a statement of Config that lacks one of its actions is told with that one", () => {
  const half = allow(service("config"), "kms:GenerateDataKey", {
    StringEquals: { "aws:SourceOrgID": "o-abcd123456" },
  });
  const [finding] = findings(policyWith(root, use, describeKey, half));
  expect(finding && messageOf(finding)).toBe(
    "AWS Config cannot use the key (kms:Decrypt): no statement allows it",
  );
});

test("a Deny that keeps Config out is named", () => {
  const deny = {
    Sid: "NoServices",
    Effect: "Deny",
    Principal: service("config"),
    Action: "kms:*",
    Resource: "*",
  };
  const found = findings(policyWith(root, use, describeKey, configuration, deny));
  expect(found.map(messageOf)).toEqual([
    'Statement 5 "NoServices" denies kms:Decrypt and kms:GenerateDataKey to AWS Config',
  ]);
});

test("the fixes give CloudTrail back what it lost", () => {
  const fixes = findings(policyWith(root), { region: "eu-central-1" }).flatMap(
    ({ fix }) => fix?.statements ?? [],
  );
  expect(kinds([...fixes, configuration], { region: "eu-central-1" })).toEqual([]);
});

describe("with a config of the preset", () => {
  const config = configOf({
    name: "landing-zone",
    preset: "control-tower",
    account: owner,
    region: "eu-central-1",
    organization: { id: "o-abcd123456" },
  });

  test("a policy that an update has overwritten lost the same, and every fix is offered", () => {
    const found = lint(policyWith(root), { config });
    expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual(everythingLost);
    const fixes = found.flatMap(({ fix }) => fix?.statements ?? []);
    expect(lint(policyWith(root, ...fixes), { config })).toEqual([]);
  });

  test("a statement of Config for another organization is not enough", () => {
    const foreign = allow(service("config"), ["kms:Decrypt", "kms:GenerateDataKey"], {
      StringEquals: { "aws:SourceOrgID": "o-other12345" },
    });
    const codes = lint(policyWith(root, use, describeKey, foreign), { config }).map(({ code }) => code);
    expect(codes).toContain("config-cannot-use-key");
  });

  test.each(["strict", "aws-docs", "console"] as const)(
    "the policy of the style %s has no error",
    (style) => {
      const styled = configOf({
        name: "landing-zone",
        preset: "control-tower",
        account: owner,
        region: "eu-central-1",
        organization: { id: "o-abcd123456" },
        key: { style },
      });
      const severities = lint(policyIn(styled), { config: styled }).map(({ severity }) => severity);
      expect(severities).not.toContain("error");
      if (style === "strict") expect(severities).toEqual([]);
    },
  );
});
