import type { MergeResult } from "../../lib/merge/merge-policy";
import { mergePolicy } from "../../lib/merge/merge-policy";
import { configOf, placeOf } from "../support/place";

const account = "111111111111";
const admin = `arn:aws:iam::${account}:role/KeyAdmin`;
const config = configOf({
  name: "org-audit",
  account,
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  readers: [{ user: "Bob" }, { role: "team/Auditor" }, { account: "222222222222" }],
  encryptFor: ["333333333333"],
  key: { administrators: [admin] },
});

type Merged = Extract<MergeResult, { ok: true }>;
type Statement = Readonly<Record<string, unknown>>;

function merge(statements: readonly object[]): Merged {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const result = mergePolicy(text, config, placeOf(config));
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result;
}

/** All that the config needs, each statement with one more condition. */
const needing = (operator: string, key: string, value: string): readonly object[] =>
  merge([]).added.map(({ statement }) => {
    const { Condition = {} } = statement as Statement as { readonly Condition?: Statement };
    const ofOperator = Condition[operator] as Statement | undefined;
    return { ...statement, Condition: { ...Condition, [operator]: { ...ofOperator, [key]: value } } };
  });

describe("a statement that also asks for what every request to the key has meets the need", () => {
  test.each([
    ["TLS", "Bool", "aws:SecureTransport", "true"],
    ["TLS, if it is told", "BoolIfExists", "aws:SecureTransport", "true"],
    ["the account of the key", "StringEquals", "aws:ResourceAccount", account],
    ["the account of the key, in other case", "StringEquals", "AWS:resourceaccount", account],
    ["any account but another", "StringNotEquals", "aws:ResourceAccount", "222222222222"],
  ])("%s", (_, operator, key, value) => {
    expect(merge(needing(operator, key, value))).toMatchObject({ added: [], warnings: [] });
  });
});

describe("a statement that asks for what no request to the key has does not", () => {
  test.each([
    ["no TLS", "Bool", "aws:SecureTransport", "false"],
    ["another account's key", "StringEquals", "aws:ResourceAccount", "222222222222"],
  ])("%s", (_, operator, key, value) => {
    expect(merge(needing(operator, key, value)).added.length).toBeGreaterThan(3);
  });
});

describe("a statement that is added without a condition of one that is there is told", () => {
  const looser = (statements: readonly object[]): readonly object[] =>
    merge(statements).warnings.flatMap((warning) =>
      warning.code === "looser"
        ? [{ index: warning.statement.index, keys: warning.keys, added: warning.added }]
        : [],
    );

  test("for a reader who may read from one network alone", () => {
    const whole = merge([]).added.map(({ statement }) => statement as Statement);
    const index = whole.findIndex(({ Sid }) => Sid === "AllowLogReaders");
    const { Condition, ...readers } = whole[index] ?? {};
    const restricted = {
      ...readers,
      Condition: { ...(Condition as object), IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
    };
    expect(looser(whole.map((one, at) => (at === index ? restricted : one)))).toEqual([
      { index, keys: ["aws:SourceIp"], added: "AllowLogReaders2" },
    ]);
  });

  test("with every key, and only where its other elements fit", () => {
    const all = needing("StringEquals", "kms:ViaService", "s3.us-east-1.amazonaws.com");
    const found = looser(all.map((one) => ({ ...one, Sid: "Mine" })));
    // Digest files are decrypted through S3 alone.
    expect(found).toHaveLength(all.length - 1);
    expect(found).toEqual(found.map((one) => ({ ...one, keys: ["kms:ViaService"] })));
  });

  test("and nothing is said of one that a known condition keeps from granting", () => {
    const other = needing("StringEquals", "aws:ResourceAccount", "222222222222");
    expect(looser(other)).toEqual([]);
  });
});
