import { describe as describeConfig } from "../../lib/describe/describe";
import type { OversizedPolicy } from "../../lib/describe/policy-sizes";
import { oversizedByDefault, oversizedPolicies, policySize } from "../../lib/describe/policy-sizes";
import type { Blueprint } from "../../lib/terraform/blueprint";
import { canonicalJson } from "../../lib/terraform/canonical-json";
import type { JsonValue } from "../../lib/terraform/canonical-json";
import { configBindings } from "../../lib/terraform/config-bindings";
import { configOf, policyIn } from "../support/place";

const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};
const ids = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => String(200000000000 + index));
const roles = (count: number) => ids(count).map((id) => ({ role: `Auditor-${id}` }));

const blueprintOf = (input: object): Blueprint => describeConfig(configOf({ ...base, ...input }));
const oversized = (input: object): readonly OversizedPolicy[] => oversizedPolicies(blueprintOf(input));

const sizeOf = (input: object, name: string): number =>
  Buffer.byteLength(canonicalJson(policyIn(configOf({ ...base, ...input }), name) as JsonValue));

test("a policy that fits is not told", () => {
  expect(oversized({ encryptFor: ids(100), readers: roles(100) })).toEqual([]);
});

test("a key policy that does not fit is told with its size, its largest statements and what helps", () => {
  const readers = [...roles(600), { user: "Bob" }];
  const [found, ...others] = oversized({ readers, encryptFor: ids(2) });
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    policy: "key",
    limit: { service: "KMS", maximum: 32_768, unit: "bytes" },
    remedies: ["iam-of-the-owner", "shared-reader-role"],
  });
  expect(found?.statements[0]?.statement.sid).toBe("AllowDigestReaders");
  const [first = NaN, second = NaN] = found?.statements.map(({ size }) => size) ?? [];
  expect(first).toBeGreaterThan(second);
  // The partition follows from the Region, which Terraform finds out: the size counts the shortest.
  expect(found?.size).toBe(sizeOf({ readers, encryptFor: ids(2) }, "key"));
});

test.each([
  [{ encryptFor: ids(600) }, "key", ["organization-trail", "second-key"]],
  [
    { encryptFor: ids(300).map((id) => `arn:aws:cloudtrail:us-east-1:${id}:trail/audit-of-the-account`) },
    "key",
    ["account-for-its-trails", "organization-trail", "second-key"],
  ],
  [
    { readers: ids(1000).map((account) => ({ account })) },
    "key",
    ["organization-as-reader", "shared-reader-role"],
  ],
  [
    { key: { administrators: ids(700).map((id) => `arn:aws:iam::111111111111:role/Admin-${id}`) } },
    "key",
    ["shared-administrator-role"],
  ],
  [
    { bucket: { name: "org-audit-logs", deliverFrom: ids(300) } },
    "bucket",
    ["own-organization-trail", "second-bucket"],
  ],
  [
    { readers: [{ assumableRole: { name: "Reader", trustedAccounts: ids(60) } }] },
    "trust:Reader",
    ["further-reader-role"],
  ],
])("what helps follows from what fills the policy: %#", (input, policy, remedies) => {
  expect(oversized(input).find((one) => one.policy === policy)).toMatchObject({ policy, remedies });
});

test("a trust policy may have more than the default: that is for a warning", () => {
  const [found] = oversized({ readers: [{ assumableRole: { name: "Reader", trustedAccounts: ids(60) } }] });
  expect(found?.limit).toMatchObject({ service: "IAM", maximum: 2_048, canBeRaised: true });
});

test("where the place is not known, the shortest decides whether a policy is too large", () => {
  const { name, bucket } = base;
  const places = [{}, { region: "us-gov-west-1", account: "111111111111" }].map((place) =>
    describeConfig(configOf({ name, bucket, ...place, readers: roles(2) })),
  );
  const [unknown, known] = places.map((blueprint) => {
    const [key] = blueprint.policies.filter(({ rules }) => rules === "key");
    return key && policySize(blueprint, key, configBindings(blueprint));
  });
  expect(unknown?.least).toBeLessThan(known?.most ?? 0);
  expect(unknown?.most).toBeGreaterThan(unknown?.least ?? Infinity);
});

test("a module for others is judged as its caller gets it who sets nothing", () => {
  const blueprint = blueprintOf({ readers: roles(800), module: { variables: "all" } });
  expect(oversizedByDefault(blueprint)).toEqual([]);
  expect(oversizedPolicies(blueprint, { "data.aws_partition.current.partition": "aws" })).toMatchObject([
    { policy: "key" },
  ]);
});

test("the IAM policy of a reader fits a managed policy, however long the names are in it", () => {
  const bucket = { name: "b".repeat(63), prefix: "&".repeat(200) };
  expect(sizeOf({ bucket, readers: [{ user: "Bob" }] }, "reader")).toBeLessThan(6_144);
});
