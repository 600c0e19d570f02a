import { isDeepStrictEqual } from "node:util";
import { describe as describeConfig } from "../../lib/describe/describe";
import { compileJson, evaluate } from "../../lib/evaluate/evaluate";
import { keyExpectations } from "../../lib/expectations/key-expectations";
import { json, local, policy } from "../../lib/terraform/expression";
import type { Block } from "../../lib/terraform/blueprint";
import { configOf, placeOf, policyIn } from "../support/place";

const account = "111111111111";
const regions = ["eu-west-1", "eu-central-1"];
const base = {
  name: "org-audit",
  account,
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  key: { multiRegion: true, replicas: regions, administrators: [`arn:aws:iam::${account}:role/KeyAdmin`] },
  encryptFor: ["222222222222", "arn:aws:cloudtrail:ap-south-1:333333333333:trail/audit"],
  readers: [
    { user: "Bob" },
    { role: "team/Auditor" },
    { account: "444444444444" },
    { permissionSet: "Audit" },
    { assumableRole: { name: "CloudTrailReadRole", trustedAccounts: ["555555555555"] } },
  ],
};
const styles = ["strict", "aws-docs", "console"] as const;
const configs = styles.map((style) => [style, configOf({ ...base, key: { ...base.key, style } })] as const);

const argumentOf = (block: Block | undefined, name: string): unknown =>
  block?.args.find((arg) => arg.kind === "attribute" && arg.name === name);

test("each replica carries the policy of the key, whose only other owner is aws_kms_key_policy", () => {
  const [, config] = configs[0] ?? [];
  if (config === undefined) throw new Error("there are styles");
  const { blocks, locals } = describeConfig(config);
  const replicas = blocks.filter(({ type }) => type === "aws_kms_replica_key");
  expect(replicas.map(({ name }) => name)).toEqual(["eu_west_1", "eu_central_1"]);
  for (const replica of replicas)
    expect(argumentOf(replica, "policy")).toMatchObject({
      value: { kind: "reference", type: "aws_kms_key_policy", name: "this", attribute: "policy" },
    });
  const policies = blocks.filter(({ type }) => type === "aws_kms_key_policy");
  expect(policies).toHaveLength(1);
  // The local is there because its size is checked.
  const encoded = locals.find(({ value }) => isDeepStrictEqual(value, json(policy("key"))));
  expect(argumentOf(policies[0], "policy")).toMatchObject({ value: local(encoded?.name ?? "") });
});

/** What a request has in the Region where it is made. */
const inRegion = (region: string) => ({
  "aws:RequestedRegion": region,
  "kms:ViaService": `s3.${region}.amazonaws.com`,
});

describe.each(configs)("the policy in style %s", (_, config) => {
  const place = placeOf(config);
  const compiled = compileJson(policyIn(config));
  const expectations = keyExpectations(config, place);

  it.each([place.region, ...regions])("holds in %s, for the key that is there", (region) => {
    const resource = place.keyArn.replace(place.region, region);
    for (const { expect: expected, iamAllows = false, name, context, ...request } of expectations) {
      const { verdict } = evaluate(
        compiled,
        { ...request, resource, context: { ...inRegion(region), ...context } },
        { owner: place.owner, iamAllows },
      );
      expect([name, verdict]).toEqual([name, expected]);
    }
  });

  it("lets administrators replicate the key, and nobody else", () => {
    const asks = (principal: string, action: string): string =>
      evaluate(compiled, { principal, action }, { owner: place.owner }).verdict;
    for (const action of ["kms:ReplicateKey", "kms:UpdatePrimaryRegion"]) {
      expect(asks(`arn:aws:iam::${account}:role/KeyAdmin`, action)).toBe("Allowed");
      expect(asks(`arn:aws:iam::${account}:user/Bob`, action)).toBe("ImplicitlyDenied");
      expect(asks("cloudtrail.amazonaws.com", action)).toBe("ImplicitlyDenied");
      expect(expectations.map(({ name }) => name)).toContain(
        `arn:aws:iam::${account}:role/KeyAdmin manages the key: ${action}`,
      );
    }
  });
});

test("without replicas administrators cannot make any", () => {
  const config = configOf({ ...base, key: { ...base.key, replicas: [] } });
  expect(JSON.stringify(policyIn(config))).not.toContain("ReplicateKey");
});
