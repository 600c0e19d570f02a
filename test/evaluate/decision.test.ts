import { compileJson, evaluate } from "../../lib/evaluate/evaluate";
import { UnknownPrincipalError } from "../../lib/evaluate/request";

const owner = "111111111111";
const bob = `arn:aws:iam::${owner}:user/Bob`;
const root = `arn:aws:iam::${owner}:root`;
const statement = (parts: object): object => ({
  Effect: "Allow",
  Principal: { AWS: bob },
  Action: "kms:Decrypt",
  Resource: "*",
  ...parts,
});
const policy = (...statements: readonly object[]): object => ({
  Version: "2012-10-17",
  Statement: statements,
});
const decrypt = { principal: bob, action: "kms:Decrypt" };

test("an allowed request names the statement that allowed it and how it named the caller", () => {
  const decision = evaluate(policy(statement({ Sid: "Readers" })), decrypt, { owner });

  expect(decision.because).toBe("allowed-by-statement");
  expect(decision.statements).toEqual([
    { index: 0, sid: "Readers", effect: "Allow", names: "itself", unresolved: [] },
  ]);
  expect(decision.possible).toEqual(["Allowed"]);
});

test("a delegation to the account says that the caller's own IAM decides", () => {
  const delegation = policy(statement({ Principal: { AWS: root } }));

  expect(evaluate(delegation, decrypt, { owner })).toMatchObject({
    verdict: "ImplicitlyDenied",
    because: "iam-does-not-allow",
    statements: [],
    reasons: [{ index: 0, outcome: "needs-iam", failed: [] }],
  });
  expect(evaluate(delegation, decrypt, { owner, iamAllows: true })).toMatchObject({
    because: "allowed-by-statement-and-iam",
    statements: [{ index: 0, names: "account" }],
  });
});

test("a denied request names every deny, and the allow that it overruled", () => {
  const decision = evaluate(
    policy(
      statement({ Sid: "Yes" }),
      statement({ Sid: "No", Effect: "Deny" }),
      statement({ Effect: "Deny", Principal: "*" }),
    ),
    decrypt,
    { owner },
  );

  expect(decision.because).toBe("denied-by-statement");
  expect(decision.statements.map(({ index }) => index)).toEqual([1, 2]);
  expect(decision.reasons).toEqual([
    { index: 0, sid: "Yes", effect: "Allow", outcome: "overruled", failed: [] },
  ]);
});

test("a statement that does not match tells every element that failed, with what it wanted and what it got", () => {
  const condition = {
    StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": ["arn:aws:cloudtrail:*"] },
    Null: { "aws:SourceIp": "true" },
    StringEquals: { "aws:TagKeys": "a" },
    ArnLike: { "aws:SourceArn": "arn:aws:s3:::b" },
  };
  const stranger = `arn:aws:iam::${owner}:user/Stranger`;
  const decision = evaluate(
    policy(
      statement({ Action: undefined, NotAction: "kms:D*", Resource: "arn:aws:s3:::b", Condition: condition }),
    ),
    {
      principal: stranger,
      action: "kms:Decrypt",
      context: { "aws:SourceIp": "10.0.0.1", "aws:TagKeys": ["a", "b"], "aws:SourceArn": "arn:aws:s3:::c" },
    },
    { owner },
  );

  expect(decision.because).toBe("no-statement-allows");
  const failed = { unknown: false };
  expect(decision.reasons[0]?.failed).toEqual([
    {
      ...failed,
      element: "principal",
      name: "Principal",
      code: "not-listed",
      expected: [bob],
      actual: [stranger],
    },
    {
      ...failed,
      element: "action",
      name: "NotAction",
      code: "excepted",
      expected: ["kms:D*"],
      actual: ["kms:Decrypt"],
    },
    {
      ...failed,
      element: "resource",
      name: "Resource",
      code: "not-listed",
      expected: ["arn:aws:s3:::b"],
      actual: null,
    },
    {
      ...failed,
      element: "condition",
      name: "StringLike",
      key: "kms:EncryptionContext:aws:cloudtrail:arn",
      code: "condition-key-absent",
      expected: ["arn:aws:cloudtrail:*"],
      actual: null,
    },
    {
      ...failed,
      element: "condition",
      name: "Null",
      key: "aws:SourceIp",
      code: "condition-key-present",
      expected: ["true"],
      actual: ["10.0.0.1"],
    },
    {
      ...failed,
      element: "condition",
      name: "StringEquals",
      key: "aws:TagKeys",
      code: "condition-needs-qualifier",
      expected: ["a"],
      actual: ["a", "b"],
    },
    {
      ...failed,
      element: "condition",
      name: "ArnLike",
      key: "aws:SourceArn",
      code: "condition-not-met",
      expected: ["arn:aws:s3:::b"],
      actual: ["arn:aws:s3:::c"],
    },
  ]);
});

test("a statement without Action or Resource says which it lacks", () => {
  const decision = evaluate(policy(statement({ Action: undefined, Resource: undefined })), decrypt, {
    owner,
  });

  expect(decision.reasons[0]?.failed).toMatchObject([
    { element: "action", code: "element-missing", name: "Action" },
    { element: "resource", code: "element-missing", name: "Resource" },
  ]);
});

test("an unknown verdict says what it may turn out to be, and on which element it hangs", () => {
  const decision = evaluate(
    policy(statement({ Sid: "Maybe", Condition: { StringEquals: { "aws:SourceArn": "${var.arn}" } } })),
    { ...decrypt, context: { "aws:SourceArn": "arn:aws:s3:::b" } },
    { owner },
  );

  expect(decision).toMatchObject({
    verdict: "Unknown",
    possible: ["Allowed", "ImplicitlyDenied"],
    because: "unresolved",
    statements: [
      { sid: "Maybe", unresolved: [{ element: "condition", unknown: true, expected: ["${var.arn}"] }] },
    ],
    reasons: [],
  });
});

test("an unresolved statement that changes nothing is no reason to doubt", () => {
  const decision = evaluate(policy(statement({}), statement({ Principal: { AWS: "${var.a}" } })), decrypt, {
    owner,
  });

  expect(decision.verdict).toBe("Allowed");
  expect(decision.reasons).toMatchObject([{ index: 1, outcome: "unresolved" }]);
});

test("a malformed statement grants nothing and says so, and the decision holds the faults", () => {
  const decision = evaluate(policy(statement({ Condition: { StringEqualz: { "aws:x": "1" } } })), decrypt, {
    owner,
  });

  expect(decision).toMatchObject({
    verdict: "ImplicitlyDenied",
    reasons: [{ outcome: "malformed", failed: [{ element: "condition", code: "element-malformed" }] }],
    faults: [
      {
        code: "condition-operator-unknown",
        path: ["Statement", 0, "Condition", "StringEqualz"],
        args: { operator: "StringEqualz" },
      },
    ],
  });
});

test("a decision is printed whole as JSON", () => {
  const decision = evaluate(policy(statement({}), statement({ Principal: { AWS: root } })), decrypt, {
    owner,
  });

  expect(JSON.parse(JSON.stringify(decision))).toEqual({
    verdict: "Allowed",
    possible: ["Allowed"],
    because: "allowed-by-statement",
    statements: [{ index: 0, sid: null, effect: "Allow", names: "itself", unresolved: [] }],
    reasons: [{ index: 1, sid: null, effect: "Allow", outcome: "needs-iam", failed: [] }],
    faults: [],
  });
});

test.each([
  "",
  "Bob",
  "1234",
  "arn:aws:iam::111111111111:group/Admins",
  "arn:aws:iam::11111111111:root",
  "arn:aws:iam::111111111111:role/*",
  "arn:aws:iam::111111111111:user/B?b",
  "arn:aws:sts::111111111111:assumed-role/Admin",
  "arn:aws:iam::111111111111:user/",
  "arn:aws:s3:::bucket",
  "cloudtrail amazonaws com",
])("nobody can call as %j", (principal) => {
  expect(() => evaluate(policy(), { principal, action: "kms:Decrypt" }, { owner })).toThrow(
    UnknownPrincipalError,
  );
});

test("a compiled policy decides as its JSON does", () => {
  const json = policy(statement({}));
  const compiled = compileJson(json);

  expect(evaluate(compiled, decrypt, { owner }).verdict).toBe("Allowed");
  expect(evaluate(compiled, { ...decrypt, principal: root }, { owner }).verdict).toBe("ImplicitlyDenied");
});

test("a member named like an object's own does not stand for a condition key or an element", () => {
  const hostile: unknown = JSON.parse(
    `{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","__proto__":{"Effect":"Deny"},
      "Condition":{"StringEquals":{"__proto__":"x","constructor":"y"}}}]}`,
  );

  expect(evaluate(hostile, decrypt, { owner }).verdict).toBe("ImplicitlyDenied");
  expect(
    evaluate(
      hostile,
      { ...decrypt, context: JSON.parse('{"__proto__":"x","constructor":"y"}') as Record<string, string> },
      { owner },
    ).verdict,
  ).toBe("Allowed");
});

test("deep nesting and long lists do no harm", () => {
  const deep: unknown = JSON.parse(`${'{"a":['.repeat(20_000)}1${"]}".repeat(20_000)}`);
  const long = Array.from({ length: 50_000 }, (_, index) => `kms:Action${String(index)}`);

  expect(evaluate(deep, decrypt, { owner }).verdict).toBe("ImplicitlyDenied");
  expect(evaluate(policy(statement({ Condition: deep, Action: deep })), decrypt, { owner }).verdict).toBe(
    "ImplicitlyDenied",
  );
  expect(evaluate(policy(statement({ Action: [...long, "kms:Decrypt"] })), decrypt, { owner }).verdict).toBe(
    "Allowed",
  );
});

test("a pattern made to be slow is not", () => {
  const slow = policy(statement({ Condition: { StringLike: { "aws:x": `${"*a".repeat(500)}b` } } }));
  const start = process.cpuUsage();
  const { verdict } = evaluate(slow, { ...decrypt, context: { "aws:x": "a".repeat(5000) } }, { owner });

  expect(verdict).toBe("ImplicitlyDenied");
  expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
});

test("a policy variable may stand beside, and for, a text of any length", () => {
  const long = "a".repeat(500_000);
  const context = { "aws:x": `${long}${long}`, "aws:y": long };
  const json = policy(statement({ Condition: { StringEquals: { "aws:x": `${long}\${aws:y}` } } }));

  expect(evaluate(json, { ...decrypt, context }, { owner }).verdict).toBe("Allowed");
});
