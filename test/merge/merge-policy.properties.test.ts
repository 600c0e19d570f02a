import * as fc from "fast-check";
import { stripComments } from "jsonc-parser";
import { compileJson, evaluate } from "../../lib/evaluate/evaluate";
import type { AccessRequest } from "../../lib/evaluate/request";
import type { Expectation } from "../../lib/expectations/expectation";
import { keyExpectations } from "../../lib/expectations/key-expectations";
import type { MergeResult } from "../../lib/merge/merge-policy";
import { mergePolicy } from "../../lib/merge/merge-policy";
import { configInputs } from "../support/arbitrary-config";
import { configOf, placeOf, policyIn } from "../support/place";
import type { JsonObject } from "./arbitrary-policy";
import { policies, policyTexts } from "./arbitrary-policy";

/** Configs whose places the random policies speak of, and any. */
const inputs = fc.oneof(
  fc.record({
    name: fc.constant("org-audit"),
    account: fc.constant("111111111111"),
    region: fc.constant("us-east-1"),
    bucket: fc.record({ name: fc.constant("org-audit-logs"), bucketKey: fc.boolean() }),
    key: fc.record({
      style: fc.constantFrom("strict", "aws-docs", "console"),
      administrators: fc.constantFrom([], ["arn:aws:iam::111111111111:role/team/KeyAdmin"]),
    }),
    encryptFor: fc.subarray(["222222222222", "arn:aws:cloudtrail:eu-west-1:333333333333:trail/audit"]),
    readers: fc.subarray([
      { user: "Bob" },
      { role: "Auditor" },
      { account: "222222222222" },
      { assumableRole: { name: "CloudTrailReadRole", trustedAccounts: ["333333333333"] } },
    ]),
  }),
  configInputs(),
);

const parse = (text: string): JsonObject =>
  JSON.parse(stripComments(text.replace(/^\uFEFF/, ""))) as JsonObject;
const statementsOf = ({ Statement = [] }: JsonObject): readonly unknown[] => [Statement].flat();

type Merged = Extract<MergeResult, { ok: true }>;

/** Merges, or discards the run where a deny stands in the way, or the policy is on another account's key. */
function merge(text: string, input: unknown): Merged {
  const config = configOf(input);
  const result = mergePolicy(text, config, placeOf(config));
  if (!result.ok) {
    const foreseen = ["denied", "other-owner", "other-partition"];
    expect(result.obstacles.map(({ code }) => code).filter((code) => !foreseen.includes(code))).toEqual([]);
    fc.pre(false);
  }
  return result;
}

const verdict = (
  policy: unknown,
  { principal, action, context = {}, iamAllows = false }: Omit<Expectation, "expect" | "name">,
  owner: string,
): string => evaluate(policy, { principal, action, context }, { owner, iamAllows }).verdict;

test("what the policy was is in what it becomes: every character in its order, every statement as it was", () => {
  fc.assert(
    fc.property(policyTexts(), inputs, ({ text, json }, input) => {
      const { text: merged, added } = merge(text, input);
      expect(isSubsequence(text, merged)).toBe(true);
      const after = parse(merged);
      expect(statementsOf(after)).toEqual([
        ...statementsOf(json),
        ...added.map(({ statement }) => statement),
      ]);
      expect({ ...after, Statement: null }).toMatchObject({ ...json, Statement: null });
    }),
    { numRuns: 40 },
  );
});

/** Whether one text is left when characters of another are taken out. */
function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const character of whole) if (part.startsWith(character, at)) at += character.length;
  return at >= part.length;
}

test("a second merge changes nothing", () => {
  fc.assert(
    fc.property(policyTexts(), inputs, ({ text }, input) => {
      const { text: once } = merge(text, input);
      const { text: twice, added } = merge(once, input);
      expect(added).toEqual([]);
      expect(twice).toBe(once);
    }),
    { numRuns: 40 },
  );
});

test("what the config needs is allowed, and what it refuses is allowed only where it was before", () => {
  fc.assert(
    fc.property(policyTexts(), inputs, ({ text, json }, input) => {
      const config = configOf(input);
      const place = placeOf(config);
      const { text: merged, warnings } = merge(text, input);
      fc.pre(warnings.every(({ code }) => code !== "denied"));
      const after = compileJson(parse(merged));
      for (const { expect: expected, name, ...request } of keyExpectations(config, place)) {
        const got = verdict(after, request, place.owner);
        if (expected === "Allowed") expect([name, got]).toEqual([name, "Allowed"]);
        else if (got === "Allowed")
          expect([name, verdict(json, request, place.owner)]).toEqual([name, "Allowed"]);
      }
    }),
    { numRuns: 40 },
  );
});

test("nobody but those that an added statement names is decided otherwise than before", () => {
  const requests: readonly AccessRequest[] = [
    "sns.amazonaws.com",
    "*",
    ...["111111111111", "222222222222", "777777777777"].flatMap((account) => [
      `arn:aws:iam::${account}:root`,
      `arn:aws:iam::${account}:user/Alice`,
      `arn:aws:iam::${account}:user/Bob`,
      `arn:aws:sts::${account}:assumed-role/Auditor/session`,
    ]),
  ].flatMap((principal) =>
    ["kms:Decrypt", "kms:GenerateDataKey", "kms:PutKeyPolicy", "kms:CreateGrant"].flatMap((action) =>
      ["arn:aws:cloudtrail:us-east-1:111111111111:trail/x", null].map((trail) => ({
        principal,
        action,
        context: { "kms:EncryptionContext:aws:cloudtrail:arn": trail },
      })),
    ),
  );
  fc.assert(
    fc.property(policyTexts(), inputs, fc.boolean(), ({ text, json }, input, iamAllows) => {
      const config = configOf(input);
      const options = { owner: placeOf(config).owner, iamAllows };
      const { text: merged, added } = merge(text, input);
      const before = compileJson(json);
      const after = compileJson(parse(merged));
      const grants = compileJson({
        Version: "2012-10-17",
        Statement: added.map(({ statement: { Principal } }) => ({
          Effect: "Allow",
          Principal,
          Action: "kms:*",
          Resource: "*",
        })),
      });
      for (const request of requests) {
        const isNamed =
          evaluate(grants, request, { ...options, iamAllows: true }).verdict !== "ImplicitlyDenied";
        if (isNamed) continue;
        expect(evaluate(after, request, options).verdict).toBe(evaluate(before, request, options).verdict);
      }
    }),
    { numRuns: 30 },
  );
});

test("a policy of the config's own lacks nothing", () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const text = JSON.stringify(policyIn(configOf(input)));
      expect(merge(text, input)).toMatchObject({ text, added: [] });
    }),
    { numRuns: 40 },
  );
});

test("to a policy without statements the config's own are added, whole", () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const config = configOf(input);
      const { Statement } = policyIn(config) as {
        readonly Statement: readonly { readonly Sid: string }[];
      };
      const { added } = merge('{"Version":"2012-10-17","Statement":[]}', input);
      // The console's two statements for readers overlap, so the second needs less than it says.
      fc.pre(config.key.style !== "console");
      // A permission set allows by IAM, as the statement for the account lets it.
      const needed = Statement.filter(({ Sid }) => !Sid.startsWith("AllowPermissionSet"));
      expect(added.map(({ statement }) => statement)).toEqual(needed);
    }),
    { numRuns: 40 },
  );
});

test("a policy that grants everything to everybody lacks nothing", () => {
  fc.assert(
    fc.property(policies(["Allow"]), inputs, (policy, input) => {
      const open = { Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" };
      const owner = placeOf(configOf(input));
      const root = {
        Effect: "Allow",
        Principal: { AWS: `arn:${owner.partition}:iam::${owner.owner}:root` },
        Action: "kms:*",
        Resource: "*",
      };
      const text = JSON.stringify({ ...policy, Statement: [...statementsOf(policy), open, root] });
      expect(merge(text, input).added).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

/** Requests that the config settles, and others of the same and of further callers. */
const requestsOf = (input: unknown): readonly AccessRequest[] => {
  const config = configOf(input);
  const settled = keyExpectations(config, placeOf(config)).map(({ principal, action, context = {} }) => ({
    principal,
    action,
    context,
  }));
  const callers = ["*", "sns.amazonaws.com", "arn:aws:iam::111111111111:role/team/KeyAdmin", "777777777777"];
  const further = callers.flatMap((principal) =>
    ["kms:Decrypt", "kms:PutKeyPolicy", "kms:GenerateDataKey"].map((action) => ({
      principal,
      action,
      context: {},
    })),
  );
  return [...settled, ...further];
};

test("what was denied explicitly stays so, and what was allowed stays allowed", () => {
  fc.assert(
    fc.property(policyTexts(), inputs, fc.boolean(), ({ text, json }, input, iamAllows) => {
      const options = { owner: placeOf(configOf(input)).owner, iamAllows };
      const before = compileJson(json);
      const after = compileJson(parse(merge(text, input).text));
      for (const request of requestsOf(input)) {
        const was = evaluate(before, request, options).verdict;
        const is = evaluate(after, request, options).verdict;
        if (was === "ExplicitlyDenied" || was === "Allowed") expect([request, is]).toEqual([request, was]);
        else if (was === "ImplicitlyDenied") expect(is).not.toBe("ExplicitlyDenied");
      }
    }),
    { numRuns: 25 },
  );
});

test("no statement is added that could be left out", () => {
  fc.assert(
    fc.property(policyTexts(), inputs, ({ text }, input) => {
      const { text: merged, added } = merge(text, input);
      const statements = statementsOf(parse(merged));
      const first = statements.length - added.length;
      for (const [index, { statement }] of added.entries()) {
        const without = statements.filter((_, at) => at !== first + index);
        const again = merge(JSON.stringify({ ...parse(merged), Statement: without }), input);
        expect([statement.Sid, again.added.length]).toEqual([statement.Sid, 1]);
      }
    }),
    { numRuns: 20 },
  );
});
