import { parsePolicy } from "../../lib/policy/parse-policy";

const statement = (parts: object): object => ({
  Effect: "Allow",
  Principal: "*",
  Action: "kms:*",
  Resource: "*",
  ...parts,
});

const faultsOf = (json: unknown): unknown =>
  parsePolicy(json).faults.map(({ code, path }) => `${code} at ${path.join(".")}`);

test("single values become lists, numbers and booleans text, and a bare star the AWS principal", () => {
  const { policy, faults } = parsePolicy({
    Version: "2012-10-17",
    Statement: statement({
      Sid: "One",
      Condition: { "foranyvalue:stringlikeIFEXISTS": { "AWS:TagKeys": ["a*", 1, true] } },
    }),
  });

  expect(faults).toEqual([]);
  expect(policy).toEqual({
    version: "2012-10-17",
    statements: [
      {
        index: 0,
        sid: "One",
        effect: "Allow",
        principals: { negated: false, principals: [{ type: "AWS", value: "*" }] },
        actions: { negated: false, values: ["kms:*"] },
        resources: { negated: false, values: ["*"] },
        conditions: [
          {
            operator: {
              name: "StringLike",
              comparison: { type: "string", wildcards: true, ignoreCase: false },
              negated: false,
              ifExists: true,
              qualifier: "ForAnyValue",
            },
            operatorText: "foranyvalue:stringlikeIFEXISTS",
            key: "AWS:TagKeys",
            values: ["a*", "1", "true"],
          },
        ],
        malformed: [],
      },
    ],
  });
});

test("a policy without a version is of the first version", () => {
  expect(parsePolicy({ Statement: [] }).policy.version).toBe("2008-10-17");
});

test("a statement without Action and Resource is no fault: KMS takes it", () => {
  const { policy, faults } = parsePolicy({ Statement: [{ Effect: "Deny", NotPrincipal: { AWS: "1" } }] });

  expect(faults).toEqual([]);
  expect(policy.statements[0]).toMatchObject({
    actions: null,
    resources: null,
    principals: { negated: true },
    malformed: [],
  });
});

test.each<[string, unknown, unknown]>([
  ["no object", [], ["policy-not-object at "]],
  ["no statements", {}, ["statement-missing at "]],
  ["odd statements", { Statement: [1] }, ["statement-not-object at Statement.0"]],
  [
    "an unknown version and member",
    { Version: 1, Note: "", Statement: [] },
    ["member-unknown at Note", "version-unknown at Version"],
  ],
  ["an odd Sid", { Statement: statement({ Sid: 1 }) }, ["sid-not-text at Statement.Sid"]],
  ["no Effect", { Statement: [{ Principal: "*" }] }, ["effect-missing at Statement.0"]],
  ["an odd Effect", { Statement: statement({ Effect: "ALLOW" }) }, ["effect-unknown at Statement.Effect"]],
  ["no Principal", { Statement: [{ Effect: "Deny" }] }, ["principal-missing at Statement.0"]],
  [
    "a Principal of text",
    { Statement: statement({ Principal: "111111111111" }) },
    ["principal-not-object at Statement.Principal"],
  ],
  [
    "an odd principal type",
    { Statement: statement({ Principal: { aws: "*" } }) },
    ["principal-type-unknown at Statement.Principal.aws"],
  ],
  [
    "an odd principal",
    { Statement: statement({ Principal: { AWS: ["*", null] } }) },
    ["value-not-text at Statement.Principal.AWS.1"],
  ],
  [
    "an element and its negation",
    { Statement: statement({ NotResource: "*" }) },
    ["element-and-its-negation at Statement.NotResource"],
  ],
  [
    "a negation that excepts nothing",
    { Statement: { Effect: "Deny", NotPrincipal: { AWS: [] }, NotAction: [], NotResource: [] } },
    [
      "exception-missing at Statement.NotPrincipal",
      "exception-missing at Statement.NotAction",
      "exception-missing at Statement.NotResource",
    ],
  ],
  [
    "an action without a service",
    { Statement: statement({ Action: ["kms:*", "Decrypt"] }) },
    ["action-without-service at Statement.Action.1"],
  ],
  [
    "an odd condition",
    { Statement: statement({ Condition: "x" }) },
    ["condition-not-object at Statement.Condition"],
  ],
  [
    "an odd operator",
    { Statement: statement({ Condition: { StringLikes: {} } }) },
    ["condition-operator-unknown at Statement.Condition.StringLikes"],
  ],
  [
    "odd keys",
    { Statement: statement({ Condition: { StringLike: [] } }) },
    ["condition-not-object at Statement.Condition.StringLike"],
  ],
  [
    "an odd value",
    { Statement: statement({ Condition: { StringLike: { a: {} } } }) },
    ["value-not-text at Statement.Condition.StringLike.a"],
  ],
  [
    "an unreadable value",
    { Statement: statement({ Condition: { Bool: { a: ["true", "yes"] } } }) },
    ["condition-value-unreadable at Statement.Condition.Bool.a.1"],
  ],
])("%s is a fault with its place", (_, json, faults) => {
  expect(faultsOf(json)).toEqual(faults);
});

test("an element in other case is malformed, for it was meant to say something", () => {
  const json = statement({ condition: { Bool: { "aws:x": "true" } }, notresource: "*", Note: "" });

  expect(parsePolicy({ Statement: json }).policy.statements[0]?.malformed).toEqual(["resource", "condition"]);
});

test("what Terraform has yet to resolve is no fault", () => {
  const unresolved = statement({
    Effect: "${var.effect}",
    Principal: { AWS: "${var.reader}" },
    Action: "${var.action}",
    Condition: { "${var.operator}": { a: "1" }, NumericLessThan: { a: "${var.number}" } },
  });

  expect(faultsOf({ Version: "${var.version}", Statement: unresolved })).toEqual([]);
});

test("a policy variable where a number must stand is a fault", () => {
  const json = { Statement: statement({ Condition: { NumericLessThan: { a: "${aws:x}" } } }) };

  expect(faultsOf(json)).toEqual(["condition-value-unreadable at Statement.Condition.NumericLessThan.a"]);
});
