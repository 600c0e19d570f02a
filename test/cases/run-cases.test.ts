import type { Case } from "../../lib/cases/case-file";
import { runCases } from "../../lib/cases/run-cases";

const owner = "111111111111";
const bob = `arn:aws:iam::${owner}:user/Bob`;
const key = (id: string): string => `arn:aws:kms:us-east-1:${owner}:key/${id}`;
const statement = { Effect: "Allow", Principal: { AWS: bob }, Action: "kms:Decrypt", Resource: key("a") };
const one: Case = { name: "one", principal: bob, action: "kms:Decrypt", expect: "Allowed" };

const verdictOf = (more: Partial<Case>, part: object = {}): unknown =>
  runCases({ Statement: [{ ...statement, ...part }] }, owner, [{ ...one, ...more }])[0]?.decision.verdict;

test("a case is about the resource that it names, or the policy's own key", () => {
  expect(verdictOf({})).toBe("Allowed");
  expect(verdictOf({ resource: key("a") })).toBe("Allowed");
  expect(verdictOf({ resource: key("b") })).toBe("ImplicitlyDenied");
});

test("a case's condition keys and the caller's IAM count", () => {
  const ofAccount = { Principal: { AWS: owner }, Condition: { StringEquals: { "aws:x": "1" } } };
  expect(verdictOf({ context: { "aws:x": 1 }, iamAllows: true }, ofAccount)).toBe("Allowed");
  expect(verdictOf({ context: { "aws:x": 1 } }, ofAccount)).toBe("ImplicitlyDenied");
  expect(verdictOf({ iamAllows: true }, ofAccount)).toBe("ImplicitlyDenied");
});

test.each<[object, Case["expect"]]>([
  [{}, "Allowed"],
  [{ Effect: "Deny" }, "ExplicitlyDenied"],
  [{ Action: "kms:Encrypt" }, "ImplicitlyDenied"],
  [{ Principal: { AWS: "${var.reader}" } }, "Unknown"],
])("with %j a case passes that expects %s, and no other", (part, verdict) => {
  const expected = ["Allowed", "ExplicitlyDenied", "ImplicitlyDenied", "Unknown"] as const;
  const cases = expected.map((expect) => ({ ...one, expect }));
  const results = runCases({ Statement: [{ ...statement, ...part }] }, owner, cases);
  expect(results.filter(({ pass }) => pass).map((result) => result.case.expect)).toEqual([verdict]);
});
