import { exampleStatements, exampleTrail, forCloudTrail, policyWith } from "../../lib/lint/examples";
import type { Finding } from "../../lib/lint/lint";
import { lint } from "../../lib/lint/lint";
import type { JsonValue } from "../../lib/terraform/canonical-json";

const { root, encrypt, describe: describes, decrypt, read } = exampleStatements;
const owner = "111111111111";
const contextKey = "kms:EncryptionContext:aws:cloudtrail:arn";

const found = (policy: JsonValue, code: Finding["code"]): Finding => {
  const finding = lint(policy, { owner }).find((one) => one.code === code);
  if (!finding) throw new Error(`no ${code}`);
  return finding;
};

const statementsFor = (policy: JsonValue, code: Finding["code"]): readonly unknown[] | null =>
  found(policy, code).fix?.statements ?? null;

test.each([
  ["aws:SourceOrgID", { "aws:SourceOrgID": "o-exampleorgid" }],
  ["aws:SourceAccount", { "aws:SourceAccount": ["111111111111", "222222222222"] }],
])(
  "a statement that lets the trails of members in by %s is not replaced by one for known trails alone",
  (_, source) => {
    const policy = policyWith(root, describes, decrypt, encrypt, {
      ...encrypt,
      Sid: "Members",
      Condition: { StringEquals: source },
    });
    const statements = statementsFor(policy, "service-without-context");
    const allowed = JSON.stringify(statements ?? "222222222222 o-exampleorgid");
    expect(allowed).toMatch(/222222222222|o-exampleorgid/);
  },
);

test("who is named beside everybody is named in the place of everybody too", () => {
  const policy = forCloudTrail({
    ...read,
    Principal: { AWS: ["*", "arn:aws:iam::222222222222:root"], Service: "sns.amazonaws.com" },
    Action: "kms:Decrypt",
  });
  expect(statementsFor(policy, "world-open")).toEqual([
    expect.objectContaining({
      Principal: {
        AWS: ["arn:aws:iam::111111111111:root", "arn:aws:iam::222222222222:root"],
        Service: "sns.amazonaws.com",
      },
    }),
  ]);
});

test("a service beside everybody of an account is not lost to that account's root", () => {
  const policy = policyWith(root, {
    ...read,
    Principal: { AWS: "*", Service: "sns.amazonaws.com" },
    Condition: { StringEqualsIfExists: { "kms:CallerAccount": owner } },
  });
  expect(statementsFor(policy, "caller-account-of-everyone")).toBeNull();
});

test.each(["1*", "0", "${aws:PrincipalAccount}", "${var.account}"])(
  "%s is made no account's root",
  (account) => {
    const policy = policyWith(root, {
      ...read,
      Principal: "*",
      Condition: { StringLike: { "kms:CallerAccount": account } },
    });
    const fixes = lint(policy).map(({ fix }) => fix);
    expect(JSON.stringify(fixes)).not.toContain(`:iam::${account}:root`);
  },
);

test.each<[string, string | null]>([
  ["kms:DescribKey", "kms:DescribeKey"],
  ["kms:GenerateDataKeys*", "kms:GenerateDataKey*"],
  ["kms:ReEncrypt", "kms:ReEncrypt*"],
  ["kms:DeleteKey", "kms:ScheduleKeyDeletion"],
  ["kms:Dncrypt", null],
  ["kms:EncryptDecrypt", null],
  ["kms:UseKey", null],
  ["kms:Xign", "kms:Sign"],
])("%s was meant to be %s", (action, nearest) => {
  const policy = policyWith(root, { ...read, Action: ["kms:Decrypt", action] });
  expect(found(policy, "unknown-action").args).toMatchObject({ nearest });
});

test("an Allow of kms:ReEncrypt, which does nothing, is not made to read logs by another way", () => {
  expect(statementsFor(policyWith(root, { ...read, Action: "kms:ReEncrypt" }), "unknown-action")).toBeNull();
});

test("a Deny of kms:DeleteKey is not made to deny the owner what it may do", () => {
  const policy = policyWith(root, { ...read, Effect: "Deny", Principal: "*", Action: "kms:DeleteKey" });
  expect(statementsFor(policy, "unknown-action")).toBeNull();
});

test("a reader keeps DescribeKey, which has no encryption context, when its reading is bound to one", () => {
  const { Sid, Effect, Principal, Resource } = read;
  const rest = { Sid, Effect, Principal, Resource };
  const policy = forCloudTrail({ ...rest, Action: ["kms:Decrypt", "kms:DescribeKey"] });
  expect(statementsFor(policy, "reader-without-context")).toEqual([
    { ...rest, Action: "kms:Decrypt", Condition: { Null: { [contextKey]: "false" } } },
    { ...rest, Sid: "Read2", Action: "kms:DescribeKey" },
  ]);
});

test("a condition that excludes the context is not overwritten by one that asks for it", () => {
  const policy = forCloudTrail({ ...read, Condition: { Null: { [contextKey]: "true" } } });
  expect(statementsFor(policy, "reader-without-context")).toBeNull();
});

test("a pattern under StringEquals does not overwrite a narrower one under StringLike", () => {
  const wide = { [contextKey]: "arn:aws:cloudtrail:*:111111111111:trail/*" };
  const narrow = { [contextKey]: exampleTrail };
  const policy = policyWith(root, describes, decrypt, {
    ...encrypt,
    Condition: { StringEquals: { ...encrypt.Condition.StringEquals, ...wide }, StringLike: narrow },
  });
  expect(statementsFor(policy, "wildcard-compared-literally")).toBeNull();
});

test("a Deny that would except more is left as it is", () => {
  const policy = forCloudTrail({
    ...read,
    Effect: "Deny",
    Principal: { AWS: "*" },
    Condition: { StringNotEquals: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/*" } },
  });
  expect(statementsFor(policy, "wildcard-compared-literally")).toBeNull();
});

test("an ARN of another partition does not let in an account of this one that nothing names", () => {
  const of = (account: string): JsonValue =>
    policyWith(root, { ...read, Principal: { AWS: `arn:aws-us-gov:iam::${account}:role/Auditor` } });
  expect(statementsFor(of("222222222222"), "wrong-partition")).toBeNull();
  expect(statementsFor(of(owner), "wrong-partition")).toHaveLength(1);
});

test("a Resource that is given to a statement lets no stranger in", () => {
  const { Sid, Effect, Action } = read;
  const policy = policyWith(root, { Sid, Effect, Action, Principal: "*" });
  expect(statementsFor(policy, "missing-element")).toBeNull();
});

test("the keys among several resources stay", () => {
  const key = "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const policy = policyWith(root, { ...read, Resource: ["arn:aws:s3:::logs/*", key] });
  expect(statementsFor(policy, "resource-is-no-key")).toEqual([{ ...read, Resource: key }]);
});

test("in a policy ten times too large for KMS no fix is tried", () => {
  const slip = (sid: string): JsonValue => policyWith(root, { ...read, Sid: sid, Action: "kms:Decryp" });
  expect(statementsFor(slip("Read"), "unknown-action")).toHaveLength(1);
  expect(statementsFor(slip("Read".repeat(82_000)), "unknown-action")).toBeNull();
});
