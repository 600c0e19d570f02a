import type { MergeResult } from "../../lib/merge/merge-policy";
import { mergePolicy } from "../../lib/merge/merge-policy";
import { configOf, placeOf } from "../support/place";

const account = "111111111111";
const bob = `arn:aws:iam::${account}:user/Bob`;
const admin = `arn:aws:iam::${account}:role/KeyAdmin`;
const input = {
  name: "org-audit",
  account,
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};
const config = configOf({
  ...input,
  readers: [{ user: "Bob" }],
  key: { administrators: [admin] },
});

const merge = (...statements: readonly object[]): MergeResult =>
  mergePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }), config, placeOf(config));

/** The statements that deny, whether for certain, and the actions that they deny to whom. */
function denials(...statements: readonly object[]): readonly object[] {
  const result = merge(...statements);
  const obstacles = result.ok ? result.warnings : result.obstacles;
  return obstacles.flatMap((obstacle) => {
    if (obstacle.code !== "denied") return [];
    const { statement, certain, requests } = obstacle.deny;
    return {
      index: statement.index,
      certain,
      actions: [...new Set(requests.map(({ action }) => action))],
      principals: [...new Set(requests.map(({ principal }) => principal))],
    };
  });
}

const deny = { Effect: "Deny", Principal: "*", Action: "kms:Decrypt", Resource: "*" };
const cloudTrail = "cloudtrail.amazonaws.com";

test("a Deny without conditions is certain, and stops the merge", () => {
  expect(merge(deny)).toMatchObject({ ok: false });
  expect(denials(deny)).toEqual([
    { index: 0, certain: true, actions: ["kms:Decrypt"], principals: [cloudTrail, bob] },
  ]);
});

test("a Deny of what nobody needs is none, and neither is an Allow", () => {
  expect(denials({ ...deny, Action: "kms:Verify" })).toEqual([]);
  expect(denials({ ...deny, Principal: { AWS: `arn:aws:iam::${account}:user/Eve` } })).toEqual([]);
  expect(denials({ ...deny, Effect: "Allow" })).toEqual([]);
});

test("a Deny by what the config tells of a request is certain", () => {
  const ofBob = { ArnEquals: { "AWS:PrincipalArn": bob } };
  expect(denials({ ...deny, Condition: ofBob })).toEqual([
    { index: 0, certain: true, actions: ["kms:Decrypt"], principals: [bob] },
  ]);
});

test("a Deny by what the config says nothing of is a warning", () => {
  const elsewhere = { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } };
  expect(merge({ ...deny, Condition: elsewhere })).toMatchObject({ ok: true });
  expect(denials({ ...deny, Condition: elsewhere })).toMatchObject([{ index: 0, certain: false }]);
});

test("a Deny by a key that a service never has is certain for CloudTrail, and names CloudTrail alone", () => {
  const outside = { StringNotEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } };
  expect(denials({ ...deny, Condition: outside })).toEqual([
    { index: 0, certain: true, actions: ["kms:Decrypt"], principals: [cloudTrail] },
  ]);
});

test("a Deny that waits for Terraform is a warning", () => {
  expect(denials({ ...deny, Principal: { AWS: "${var.denied}" } })).toMatchObject([
    { index: 0, certain: false, principals: [cloudTrail, bob] },
  ]);
});

test("an Allow that waits for Terraform is not in the way of anything, beside a Deny that is", () => {
  const allow = { ...deny, Effect: "Allow", Principal: { AWS: "${var.allowed}" } };
  const maybe = { ...deny, Principal: { AWS: "${var.denied}" } };
  expect(denials(allow, maybe)).toMatchObject([{ index: 1, certain: false }]);
});

test("a Deny that is certain hides one that is not", () => {
  const elsewhere = { ...deny, Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } } };
  expect(denials(elsewhere, { ...deny, Principal: { AWS: bob } })).toEqual([
    { index: 1, certain: true, actions: ["kms:Decrypt"], principals: [bob] },
  ]);
});

test("every Deny that is in the way is named", () => {
  const ofBob = { ...deny, Principal: { AWS: bob } };
  const ofAdmin = { ...deny, Principal: { AWS: admin }, Action: "kms:ListGrants" };
  expect(denials(ofBob, { ...deny, Effect: "Allow" }, ofAdmin)).toEqual([
    { index: 0, certain: true, actions: ["kms:Decrypt"], principals: [bob] },
    {
      index: 2,
      certain: true,
      actions: ["kms:ListGrants"],
      principals: expect.arrayContaining([admin]) as unknown,
    },
  ]);
});

describe("a policy may have as many bytes as KMS takes, and no more", () => {
  const limit = 32_768;
  const text = (bytes: number): string => {
    const policy = (filler: string): string =>
      JSON.stringify({ Version: "2012-10-17", Statement: [{ ...deny, Effect: "Allow", Action: [filler] }] });
    return policy(`kms:${"x".repeat(bytes - policy("kms:").length)}`);
  };
  const merged = (given: string): MergeResult => mergePolicy(given, config, placeOf(config));
  /** The bytes that the added statements take. */
  const growth = (): number => {
    const result = merged(text(1000));
    return (result.ok ? JSON.stringify(JSON.parse(result.text)).length : NaN) - 1000;
  };

  test("exactly so many are right", () => {
    expect(merged(text(limit - growth()))).toMatchObject({ ok: true });
  });

  test("one more is too many, and the statements that do not fit are named", () => {
    expect(merged(text(limit - growth() + 1))).toEqual({
      ok: false,
      obstacles: [
        {
          code: "too-large",
          remedies: [],
          bytes: limit + 1,
          maximum: limit,
          added: expect.arrayContaining(["EnableIamPolicies", "AllowLogReaders"]) as unknown,
          statements: expect.arrayContaining([
            { statement: { index: 0, sid: null }, size: expect.any(Number) as unknown },
          ]) as unknown,
          line: 1,
          column: expect.any(Number) as unknown,
        },
      ],
    });
  });

  test("a single statement that is no list is the largest", () => {
    const single = text(limit)
      .replace("[{", "{")
      .replace(/\}\]\}$/, "}}");
    const { Statement } = JSON.parse(single) as { readonly Statement: object };
    expect(merged(single)).toMatchObject({
      ok: false,
      obstacles: [
        {
          code: "too-large",
          statements: expect.arrayContaining([
            { statement: { index: 0, sid: null }, size: JSON.stringify(Statement).length },
          ]) as unknown,
        },
      ],
    });
  });

  test("where the new statements alone are too many, the largest of them is named", () => {
    const readers = Array.from({ length: 900 }, (_, index) => ({ role: `team-${1000 + index}` }));
    const crowded = configOf({ ...input, readers });
    const result = mergePolicy("{}", crowded, placeOf(crowded));
    const [obstacle] = result.ok ? [] : result.obstacles;
    expect(obstacle?.code === "too-large" && obstacle.statements[0]?.statement.sid).toBe(
      "AllowDigestReaders",
    );
  });
});

describe("a Deny that excepts exactly a reader's role", () => {
  const names = ["Auditor", "team/Auditor"];
  const readerOf = (role: string): Parameters<typeof configOf>[0] => ({ ...input, readers: [{ role }] });
  const exceptions = (operator: string, excepted: string): object => ({
    ...deny,
    Condition: {
      [operator]: { "aws:PrincipalArn": excepted },
      Bool: { "aws:PrincipalIsAWSService": "false" },
    },
  });

  test.each(
    names.flatMap((name) => ["ArnNotEquals", "StringNotLike"].map((operator) => [name, operator] as const)),
  )("is not in the way of %s, by %s", (name, operator) => {
    const reading = configOf(readerOf(name));
    const text = JSON.stringify({
      Statement: [exceptions(operator, `arn:aws:iam::${account}:role/${name}`)],
    });
    const result = mergePolicy(text, reading, placeOf(reading));
    expect(result.ok && result.warnings.filter(({ code }) => code === "denied")).toEqual([]);
  });

  test("but one of the same name with another path is", () => {
    const reading = configOf(readerOf("team/Auditor"));
    const text = JSON.stringify({
      Statement: [exceptions("ArnNotEquals", `arn:aws:iam::${account}:role/Auditor`)],
    });
    expect(mergePolicy(text, reading, placeOf(reading))).toMatchObject({
      ok: false,
      obstacles: [{ code: "denied", deny: { certain: true } }],
    });
  });
});
