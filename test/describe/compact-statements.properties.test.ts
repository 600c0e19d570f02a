import fc from "fast-check";
import type { Config } from "../../lib/config/config";
import { describe as describeConfig } from "../../lib/describe/describe";
import { compileJson, evaluate } from "../../lib/evaluate/evaluate";
import { keyExpectations } from "../../lib/expectations/key-expectations";
import { keyPolicyStatements } from "../../lib/describe/key-policy";
import { scopeOf } from "../../lib/describe/scope";
import { policyDocument } from "../../lib/describe/statement";
import { toEncrypt, trailSources } from "../../lib/describe/trail-sources";
import type { JsonValue } from "../../lib/terraform/canonical-json";
import { canonicalJson } from "../../lib/terraform/canonical-json";
import { configInputs } from "../support/arbitrary-config";
import { configOf, placeOf, policyIn } from "../support/place";

/** The key policy of a config in one of its two forms. */
function keyPolicy(config: Config, compact: boolean): { readonly Statement: readonly JsonValue[] } {
  const scope = scopeOf(config, compact);
  const { statements } = keyPolicyStatements(scope, trailSources(scope, toEncrypt, config.encryptFor));
  const blueprint = describeConfig(config);
  const policies = blueprint.policies.map((policy) =>
    policy.rules === "key" ? { ...policy, document: policyDocument(statements) } : policy,
  );
  return policyIn(config, "key", { ...blueprint, policies }) as { readonly Statement: readonly JsonValue[] };
}

test("the compact key policy is smaller or the same, and decides every request of the matrix alike", () => {
  fc.assert(
    fc.property(configInputs(), fc.constantFrom("strict", "aws-docs", "console"), (input, style) => {
      const config = configOf({ ...input, key: { ...input.key, style }, module: {} });
      const deployment = placeOf(config);
      const [plain, compact] = [keyPolicy(config, false), keyPolicy(config, true)];
      expect(canonicalJson(compact as unknown as JsonValue).length).toBeLessThanOrEqual(
        canonicalJson(plain).length,
      );
      const [before, after] = [compileJson(plain), compileJson(compact)];
      for (const { iamAllows = false, ...request } of keyExpectations(config, deployment)) {
        const options = { owner: deployment.owner, iamAllows };
        expect([request, evaluate(after, request, options).verdict]).toEqual([
          request,
          evaluate(before, request, options).verdict,
        ]);
      }
    }),
    { numRuns: 40 },
  );
});

test("encrypt and decrypt are one statement only where the plain policy would not fit", () => {
  const accounts = (count: number) =>
    Array.from({ length: count }, (_, index) => String(200000000000 + index));
  const sids = (encryptFor: readonly string[], module = {}) => {
    const config = configOf({
      name: "org-audit",
      account: "111111111111",
      region: "us-east-1",
      bucket: { name: "org-audit-logs" },
      encryptFor,
      module,
    });
    const { Statement } = policyIn(config) as {
      readonly Statement: readonly { Sid: string; Action: unknown }[];
    };
    return Statement.map(({ Sid, Action }) => [Sid, Action]);
  };
  const root = ["EnableIamPolicies", "kms:*"];
  const describes = ["AllowCloudTrailDescribeKey", "kms:DescribeKey"];
  const plain = [
    root,
    ["AllowCloudTrailEncryptLogs", "kms:GenerateDataKey*"],
    describes,
    ["AllowCloudTrailDecrypt", "kms:Decrypt"],
  ];
  expect(sids(accounts(100))).toEqual(plain);
  expect(sids(accounts(200))).toEqual([
    root,
    ["AllowCloudTrailEncryptLogs", ["kms:GenerateDataKey*", "kms:Decrypt"]],
    describes,
  ]);
  // What the caller of the module passes is not known, so the plain form stays.
  expect(sids(accounts(200), { variables: "all" })).toEqual(plain);
});
