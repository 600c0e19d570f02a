import { evaluate } from "../../lib/evaluate/evaluate";
import type { Decision } from "../../lib/evaluate/decision";
import { UnknownPrincipalError } from "../../lib/evaluate/request";

const owner = "111111111111";
const bob = `arn:aws:iam::${owner}:user/Bob`;
const root = `arn:aws:iam::${owner}:root`;
const key = `arn:aws:kms:us-east-1:${owner}:key/abc`;
const allow = { Effect: "Allow", Principal: { AWS: bob }, Action: "kms:Decrypt", Resource: "*" };
const others = { ...allow, Principal: { AWS: `arn:aws:iam::${owner}:user/Alice` } };
const everything = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };

const decide = (statements: readonly object[], more: object = {}): Decision =>
  evaluate(
    { Version: "2012-10-17", Statement: statements },
    { principal: bob, action: "kms:Decrypt", ...more },
    { owner },
  );

describe("which verdicts are possible", () => {
  test("a Deny that may apply leaves two, beside an Allow", () => {
    const deny = { ...allow, Effect: "Deny", Principal: { AWS: "${var.reader}" } };
    expect(decide([allow, deny])).toMatchObject({
      verdict: "Unknown",
      possible: ["Allowed", "ExplicitlyDenied"],
    });
    expect(decide([deny])).toMatchObject({ possible: ["ImplicitlyDenied", "ExplicitlyDenied"] });
  });

  test("a statement whose effect is not resolved leaves all three", () => {
    expect(decide([{ ...allow, Effect: "${var.effect}" }])).toMatchObject({
      verdict: "Unknown",
      possible: ["Allowed", "ImplicitlyDenied", "ExplicitlyDenied"],
    });
  });
});

describe("the statements that decided stand apart from those that did not", () => {
  test("where the verdict is Unknown", () => {
    const maybe = { ...allow, Principal: { AWS: "${var.reader}" } };
    const { statements, reasons } = decide([others, maybe, { ...others, Effect: "Deny" }]);
    expect(statements.map(({ index }) => index)).toEqual([1]);
    expect(reasons.map(({ index, outcome }) => [index, outcome])).toEqual([
      [0, "no-match"],
      [2, "no-match"],
    ]);
  });

  test("a Deny that may apply is one of those on which an Unknown hangs", () => {
    const deny = { ...allow, Effect: "Deny", Principal: { AWS: "${var.reader}" } };
    expect(decide([deny, others]).statements.map(({ index }) => index)).toEqual([0]);
  });

  test("where nothing allows", () => {
    expect(decide([others])).toMatchObject({
      because: "no-statement-allows",
      statements: [],
      reasons: [{ index: 0, outcome: "no-match", failed: [{ element: "principal" }] }],
    });
  });
});

test("the caller's IAM is what lacks, where one statement of several names its account", () => {
  expect(
    decide([{ ...allow, Principal: { AWS: root } }, others, { ...others, Effect: "Deny" }]),
  ).toMatchObject({
    because: "iam-does-not-allow",
    reasons: [{ outcome: "needs-iam" }, { outcome: "no-match" }, { outcome: "no-match" }],
  });
});

test("a statement that only its account's name fits says so, also where the verdict is Unknown", () => {
  const condition = { StringEquals: { "aws:x": "${var.x}" } };
  const delegation = { ...allow, Principal: { AWS: root }, Condition: condition };
  const { statements } = evaluate(
    { Version: "2012-10-17", Statement: [delegation] },
    { principal: bob, action: "kms:Decrypt", context: { "aws:x": "1" } },
    { owner, iamAllows: true },
  );
  expect(statements).toMatchObject([{ names: "account", unresolved: [{ element: "condition" }] }]);
});

test("a statement that decided hangs on nothing, and one that is overruled or needs IAM lacks nothing", () => {
  const deny = { ...allow, Effect: "Deny" };
  const { statements, reasons } = decide(
    [deny, { ...allow, Condition: { Bool: { "aws:SecureTransport": "true" } } }],
    {
      context: { "aws:SecureTransport": true },
    },
  );
  expect(statements).toEqual([{ index: 0, sid: null, effect: "Deny", names: "itself", unresolved: [] }]);
  expect(reasons).toMatchObject([{ index: 1, outcome: "overruled", failed: [] }]);
});

test("a delegation that may apply needs the caller's IAM first", () => {
  const Condition = { StringEquals: { "aws:x": "${var.x}" } };
  const delegation = { ...allow, Principal: { AWS: root }, Condition };
  expect(decide([delegation], { context: { "aws:x": "1" } })).toMatchObject({
    because: "iam-does-not-allow",
    reasons: [{ outcome: "needs-iam", failed: [] }],
  });
});

test("a Deny that may apply beside one that does is unresolved", () => {
  const deny = { ...allow, Effect: "Deny" };
  expect(decide([deny, { ...deny, Principal: { AWS: "${var.reader}" } }])).toMatchObject({
    verdict: "ExplicitlyDenied",
    statements: [{ index: 0 }],
    reasons: [{ index: 1, outcome: "unresolved", failed: [{ element: "principal", unknown: true }] }],
  });
});

test("what the caller's IAM allows stays so, whatever other statements say of others", () => {
  const { because } = evaluate(
    {
      Version: "2012-10-17",
      Statement: [others, { ...others, Effect: "Deny" }, { ...allow, Principal: { AWS: root } }],
    },
    { principal: bob, action: "kms:Decrypt" },
    { owner, iamAllows: true },
  );
  expect(because).toBe("allowed-by-statement-and-iam");
});

describe("what fails is told by element", () => {
  const failedOf = (statement: object, more: object = {}): unknown =>
    decide([statement], more).reasons[0]?.failed ?? decide([statement], more).statements[0]?.unresolved;

  test("an Effect that AWS would refuse", () => {
    expect(failedOf({ ...allow, Effect: "Allowed" })).toEqual([
      {
        element: "effect",
        code: "element-malformed",
        unknown: true,
        name: "Effect",
        expected: [],
        actual: null,
      },
    ]);
  });

  test("an Effect that is not resolved", () => {
    expect(failedOf({ ...allow, Effect: "${var.effect}" })).toEqual([
      {
        element: "effect",
        code: "effect-unresolved",
        unknown: true,
        name: "Effect",
        expected: [],
        actual: null,
      },
    ]);
  });

  test("a Condition that AWS would refuse", () => {
    expect(failedOf({ ...allow, Condition: 1 })).toEqual([
      {
        element: "condition",
        code: "element-malformed",
        unknown: true,
        name: "Condition",
        expected: [],
        actual: null,
      },
    ]);
  });

  test.each([
    [{ Principal: { AWS: [1] } }, "principal", "Principal", []],
    [{ Principal: 1 }, "principal", "Principal", []],
    [{ Action: [1, "kms:Encrypt"] }, "action", "Action", ["kms:Encrypt"]],
    [{ Resource: [1] }, "resource", "Resource", []],
  ])("%j, which AWS would refuse", (parts, element, name, expected) => {
    expect(failedOf({ ...allow, ...parts })).toMatchObject([
      { element, code: "element-malformed", unknown: true, name, expected },
    ]);
  });

  test("a resource that is named", () => {
    expect(failedOf({ ...allow, Resource: `${key}d` }, { resource: key })).toMatchObject([
      { element: "resource", code: "not-listed", unknown: false, expected: [`${key}d`], actual: [key] },
    ]);
  });

  test.each([
    [{ StringEquals: { "aws:x": "b" } }, { "aws:x": "a" }, "condition-not-met"],
    [{ StringEquals: { "aws:x": "b" } }, { "aws:x": ["a", "b"] }, "condition-needs-qualifier"],
    [{ "ForAllValues:StringEquals": { "aws:x": "b" } }, { "aws:x": ["a", "b"] }, "condition-not-met"],
    [{ StringEquals: { "aws:x": "b" } }, {}, "condition-key-absent"],
    [{ Null: { "aws:x": "true" } }, { "aws:x": "a" }, "condition-key-present"],
  ])("the condition %j of a request with %j", (Condition, context, code) => {
    expect(failedOf({ ...allow, Condition }, { context })).toMatchObject([
      { element: "condition", code, unknown: false },
    ]);
  });

  test("of several conditions, those alone that are not met", () => {
    const Condition = { StringEquals: { "aws:x": "a", "aws:y": "b" }, "${var.operator}": { "aws:z": "c" } };
    expect(
      failedOf({ ...allow, Condition }, { context: { "aws:x": "a", "aws:y": "a", "aws:z": "c" } }),
    ).toMatchObject([
      { key: "aws:y", code: "condition-not-met", unknown: false },
      { key: "aws:z", code: "condition-not-met", unknown: true, name: "${var.operator}" },
    ]);
  });
});

test.each([
  "arn:aws:iam::111111111111:/user/Bob",
  "arn:aws:iam::111111111111:root/",
  "arn:aws:iam::111111111111:root/x",
  "arn:aws:iam::111111111111:user",
  "arn:aws:iam::111111111111:user/team/",
  "arn:aws:iam::111111111111:role",
  "arn:aws:iam::111111111111:role/",
  "arn:aws:sts::111111111111:federated-user",
  "arn:aws:sts::111111111111:federated-user/",
  "arn:aws:sts::111111111111:assumed-role/Admin/",
  "arn:aws:sts::111111111111:assumed-role/Admin/one/two",
  "arn:aws:sts::111111111111:root",
  "arn:aws:iam::111111111111:assumed-role/Admin/session",
  "arn:aws:iam::1111111111111:root",
  "1111111111111",
  "cloudtrail",
  " cloudtrail.amazonaws.com",
  "cloudtrail.amazonaws.com ",
  "cloudtrail..com",
  `x${"0".repeat(64)}`,
  "0".repeat(65),
])("%j names nobody, and the error says so", (principal) => {
  const call = (): unknown =>
    evaluate({ Statement: [everything] }, { principal, action: "kms:Decrypt" }, { owner });
  expect(call).toThrow(UnknownPrincipalError);
  expect(call).toThrow(JSON.stringify(principal).slice(1, -1));
});

test("the error for a principal that names nobody has a name of its own", () => {
  expect(new UnknownPrincipalError("Bob")).toMatchObject({ name: "UnknownPrincipalError", principal: "Bob" });
});

describe("a decision says what else decides", () => {
  const alice = "arn:aws:iam::222222222222:user/Alice";
  const ask = (statements: readonly object[], request: object, iamAllows?: boolean | "alias"): Decision =>
    evaluate(
      { Version: "2012-10-17", Statement: statements },
      { principal: bob, action: "kms:ListKeys", ...request },
      { owner, ...(iamAllows !== undefined && { iamAllows }) },
    );

  test.each<[string, object, boolean, object]>([
    ["a caller whose IAM does not allow it", {}, false, { because: "left-to-iam-alone" }],
    ["a caller whose IAM allows it", {}, true, { verdict: "Allowed", because: "allowed-by-iam-alone" }],
    ["a service", { principal: "s3.amazonaws.com" }, true, { because: "no-iam-to-allow" }],
    ["nobody signed in", { principal: "*" }, true, { because: "no-iam-to-allow" }],
  ])("where no key policy does, of %s", (_title, request, iamAllows, expected) => {
    expect(ask([everything, others], request, iamAllows)).toMatchObject({
      verdict: "ImplicitlyDenied",
      statements: [],
      reasons: [
        { outcome: "no-effect", failed: [] },
        { outcome: "no-match", failed: [{ element: "principal" }, { element: "action" }] },
      ],
      ...expected,
    });
  });

  test("where no key policy can give the action to another account", () => {
    const request = { principal: alice, action: "kms:PutKeyPolicy" };
    expect(ask([everything], request, true)).toMatchObject({
      verdict: "ImplicitlyDenied",
      possible: ["ImplicitlyDenied"],
      because: "no-effect-across-accounts",
      reasons: [{ outcome: "no-effect", failed: [] }],
    });
    expect(ask([others], request, true).because).toBe("no-statement-allows");
    expect(ask([everything, { ...everything, Effect: "Deny" }], request, true)).toMatchObject({
      because: "denied-by-statement",
      statements: [{ index: 1 }],
    });
  });

  test("where an alias needs IAM too", () => {
    const request = { action: "kms:CreateAlias" };
    expect(ask([everything], request).because).toBe("alias-needs-iam");
    expect(ask([everything], request, "alias")).toMatchObject({
      verdict: "Allowed",
      because: "allowed-by-statement",
    });
    const toAccount = { ...everything, Principal: { AWS: root } };
    expect(ask([toAccount], request, "alias").because).toBe("iam-does-not-allow");
    expect(ask([toAccount], request, true).because).toBe("allowed-by-statement-and-iam");
  });

  test("where it hangs on the path of a session's role", () => {
    const deny = {
      ...everything,
      Effect: "Deny",
      Condition: { ArnNotEquals: { "aws:PrincipalArn": `arn:aws:iam::${owner}:role/team/Admin` } },
    };
    const principal = `arn:aws:sts::${owner}:assumed-role/Admin/me`;
    expect(ask([everything, deny], { principal, action: "kms:Decrypt" })).toMatchObject({
      verdict: "Unknown",
      possible: ["Allowed", "ExplicitlyDenied"],
      statements: [
        { index: 0, unresolved: [] },
        {
          index: 1,
          unresolved: [
            {
              code: "condition-not-met",
              unknown: true,
              actual: [`arn:aws:iam::${owner}:role/[path/]Admin`],
            },
          ],
        },
      ],
    });
  });
});
