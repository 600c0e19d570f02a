import { parsePolicy } from "../../lib/policy/parse-policy";

const statement = { Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" };

/** What is found in a statement with other parts; a part that is undefined is left out. */
const read = (parts: object): ReturnType<typeof parsePolicy> =>
  parsePolicy({ Version: "2012-10-17", Statement: [{ ...statement, ...parts }] });

test.each<[string, unknown, object]>([
  ["a policy that is null", null, { code: "policy-not-object", args: { type: "null" } }],
  ["a policy that is a list", [], { code: "policy-not-object", args: { type: "list" } }],
  ["a policy that is text", "{}", { code: "policy-not-object", args: { type: "string" } }],
  [
    "a version that is a number",
    { Version: 1, Statement: [] },
    { code: "version-unknown", args: { value: "number" } },
  ],
  [
    "another version",
    { Version: "2012", Statement: [] },
    { code: "version-unknown", args: { value: "2012" } },
  ],
  [
    "another member",
    { Statements: [], Statement: [] },
    { code: "member-unknown", args: { member: "Statements" } },
  ],
])("%s is a fault that names what was found", (_title, json, fault) => {
  expect(parsePolicy(json).faults).toEqual([expect.objectContaining(fault)]);
});

test.each<[object, object]>([
  [{ Effect: "ALLOW" }, { code: "effect-unknown", args: { value: "ALLOW" } }],
  [{ Effect: 1 }, { code: "effect-unknown", args: { value: "number" } }],
  [{ Action: "Decrypt" }, { code: "action-without-service", args: { action: "Decrypt" } }],
  [{ Action: "a*" }, { code: "action-without-service", args: { action: "a*" } }],
  [{ Action: "*a" }, { code: "action-without-service", args: { action: "*a" } }],
  [{ Action: 1 }, { code: "value-not-text", args: { type: "number" } }],
  [{ Action: { a: 1 } }, { code: "value-not-text", args: { type: "object" } }],
  [{ Resource: [true] }, { code: "value-not-text", args: { type: "boolean" } }],
  [
    { NotResource: "*" },
    { code: "element-and-its-negation", args: { element: "Resource", negation: "NotResource" } },
  ],
  [{ Principal: { aws: "*" } }, { code: "principal-type-unknown", args: { type: "aws" } }],
  [{ Principal: null }, { code: "principal-not-object", args: { type: "null" } }],
  [{ Condition: { Like: {} } }, { code: "condition-operator-unknown", args: { operator: "Like" } }],
  [
    { Condition: { Bool: { a: "yes" } } },
    { code: "condition-value-unreadable", args: { operator: "Bool", value: "yes" } },
  ],
  [{ sid: "x" }, { code: "member-unknown", args: { member: "sid" } }],
])("%j in a statement is a fault that names what was found", (parts, fault) => {
  expect(read(parts).faults).toEqual([expect.objectContaining(fault)]);
});

test.each(["Effect", "Principal", "Action", "Resource"] as const)(
  "%s: undefined is the same as absent",
  (name) => {
    const rest = Object.fromEntries(Object.entries(statement).filter(([member]) => member !== name));
    expect(read({ [name]: undefined })).toEqual(parsePolicy({ Version: "2012-10-17", Statement: [rest] }));
  },
);

test.each([
  [{ Effect: "allow" }, ["effect"]],
  [{ Principal: { AWS: [1] } }, ["principal"]],
  [{ Action: ["kms:*", 1] }, ["action"]],
  [{ Resource: [1] }, ["resource"]],
  [{ Condition: 1 }, ["condition"]],
  [{ Sid: 1 }, []],
  [{ Note: 1 }, []],
  [{ notaction: "kms:*" }, ["action"]],
  [{ CONDITION: {} }, ["condition"]],
  [{ Effect: 1, Resource: 1 }, ["effect", "resource"]],
])("%j makes these elements malformed: %j", (parts, malformed) => {
  expect(read(parts).policy.statements[0]?.malformed).toEqual(malformed);
});

test.each([
  ["Deny", "Deny"],
  ["deny", "Deny"],
  [" DENY ", "Deny"],
  ["Denied", "Allow"],
  [1, "Allow"],
  ["${var.effect}", null],
])("the effect %j is read as %j", (Effect, effect) => {
  expect(read({ Effect }).policy.statements[0]?.effect).toBe(effect);
});

test("a statement without Effect is read as Allow, the worse of the two", () => {
  const { policy, faults } = read({ Effect: undefined });

  expect(policy.statements[0]).toMatchObject({ effect: "Allow", malformed: ["effect"] });
  expect(faults).toEqual([{ code: "effect-missing", path: ["Statement", 0], args: {} }]);
});

test("a statement keeps its index when one before it is left out", () => {
  const { policy, faults } = parsePolicy({
    Statement: [{ ...statement, Sid: "a" }, null, { ...statement, Sid: "b" }],
  });

  expect(policy.statements.map(({ index, sid }) => [index, sid])).toEqual([
    [0, "a"],
    [2, "b"],
  ]);
  expect(faults).toEqual([{ code: "statement-not-object", path: ["Statement", 1], args: { type: "null" } }]);
});

test("a policy of which nothing can be read has the first version and no statements", () => {
  expect(parsePolicy("").policy).toEqual({ version: "2008-10-17", statements: [] });
});

test.each([
  ["2012-10-17", "2012-10-17"],
  ["2008-10-17", "2008-10-17"],
  ["2013-01-01", "2008-10-17"],
  ["${var.version}", "unresolved"],
  ["${aws:version}", "2008-10-17"],
])("version %j is read as %j", (Version, version) => {
  expect(parsePolicy({ Version, Statement: [] }).policy.version).toBe(version);
});

test.each([
  ["*", [{ type: "AWS", value: "*" }]],
  ["${var.reader}", [{ type: "AWS", value: "${var.reader}" }]],
  [
    { AWS: ["a", "b"], Service: "c" },
    [
      { type: "AWS", value: "a" },
      { type: "AWS", value: "b" },
      { type: "Service", value: "c" },
    ],
  ],
  [
    { Federated: "f", CanonicalUser: "u" },
    [
      { type: "Federated", value: "f" },
      { type: "CanonicalUser", value: "u" },
    ],
  ],
])("Principal %j", (Principal, principals) => {
  expect(read({ Principal })).toMatchObject({
    faults: [],
    policy: { statements: [{ principals: { negated: false, principals } }] },
  });
});

test("Principal beside NotPrincipal is malformed and names nobody", () => {
  const { policy, faults } = read({ NotPrincipal: { AWS: "a" } });

  expect(policy.statements[0]).toMatchObject({ principals: null, malformed: ["principal"] });
  expect(faults.map(({ code }) => code)).toEqual(["element-and-its-negation"]);
});

test("an operator that Terraform has yet to name keeps its keys and values, whatever they are", () => {
  const { policy, faults } = read({ Condition: { "${var.operator}": { a: ["1", true] } } });

  expect(faults).toEqual([]);
  expect(policy.statements[0]?.conditions).toEqual([
    { operator: null, operatorText: "${var.operator}", key: "a", values: ["1", "true"] },
  ]);
});

test("an operator that does not exist leaves no condition behind", () => {
  const { policy } = read({ Condition: { Like: { a: "1" }, Bool: { b: "true" } } });

  expect(policy.statements[0]?.conditions.map(({ key }) => key)).toEqual(["b"]);
  expect(policy.statements[0]?.malformed).toEqual(["condition"]);
});

test("a member named __proto__ is one like any other", () => {
  const json = JSON.parse('{"Statement":[],"__proto__":1}') as unknown;

  expect(parsePolicy(json).faults).toEqual([
    { code: "member-unknown", path: ["__proto__"], args: { member: "__proto__" } },
  ]);
});

test("an Id, and an action of nothing but stars, are right", () => {
  expect(parsePolicy({ Id: "key", Statement: [{ ...statement, Action: ["*", "**"] }] }).faults).toEqual([]);
});
