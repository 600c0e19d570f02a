import { compiledOnce } from "../../lib/evaluate/compiled-once";
import { evaluate } from "../../lib/evaluate/evaluate";

const owner = "111111111111";
const bob = `arn:aws:iam::${owner}:user/Bob`;
const decrypt = { principal: bob, action: "kms:Decrypt" };

type Json = Record<string, unknown>;

const statement = (): Json => ({
  Effect: "Allow",
  Principal: { AWS: [bob] },
  Action: ["kms:Decrypt"],
  Resource: "*",
  Condition: { StringEquals: { "aws:x": ["1"] } },
});
const policyOf = (...Statement: readonly Json[]): Json => ({ Version: "2012-10-17", Statement });
const verdictOf = (policy: unknown): string =>
  evaluate(policy, { ...decrypt, context: { "aws:x": "1" } }, { owner }).verdict;

test("the same object is prepared once", () => {
  const policy = policyOf(statement());

  expect(compiledOnce(policy)).toBe(compiledOnce(policy));
  expect(compiledOnce(structuredClone(policy))).not.toBe(compiledOnce(policy));
});

test.each<[string, (statement: Json, policy: Json) => void]>([
  ["its effect", (one) => (one.Effect = "Deny")],
  [
    "an entry of a list",
    (one) => ((one.Principal as { AWS: string[] }).AWS[0] = "arn:aws:iam::111111111111:user/A"),
  ],
  ["a list's length", (one) => (one.Action as string[]).pop()],
  ["a member's name", (one) => ([one.NotAction, one.Action] = [one.Action, undefined])],
  ["a value of a condition", (one) => (one.Condition = { StringEquals: { "aws:x": ["2"] } })],
  ["a value deep in a condition", (one) => ((one.Condition as Json).StringEquals = { "aws:x": [["1"]] })],
  ["a text to a number", (one) => ((one.Condition as Json).StringEquals = { "aws:x": 2 })],
  ["a list to an object", (one) => (one.Action = { 0: "kms:Decrypt" })],
  ["the list of statements", (_, policy) => (policy.Statement = [])],
  ["a member that was there to one that was not", (one) => delete one.Resource],
])("who changes %s in a policy is never given the answer of before", (_, change) => {
  const policy = policyOf(statement());
  expect(verdictOf(policy)).toBe("Allowed");

  change((policy.Statement as Json[])[0] ?? {}, policy);

  expect(verdictOf(policy)).toBe(verdictOf(structuredClone(policy)));
  expect(verdictOf(policy)).not.toBe("Allowed");
});

test("a policy that refers to itself is judged all the same", () => {
  const policy = policyOf(statement());
  for (let index = 0; index < 100; index++) policy[`self${String(index)}`] = policy;

  expect(verdictOf(policy)).toBe("Allowed");
  expect(compiledOnce(policy)).not.toBe(compiledOnce(policy));
});

test.each(["text", 1, null, undefined])("%j is no policy, and no reason to fail", (json) => {
  expect(verdictOf(json)).toBe("ImplicitlyDenied");
});
