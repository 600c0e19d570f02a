import type { Block, Blueprint } from "../../lib/terraform/blueprint";
import { blockAddress } from "../../lib/terraform/blueprint";
import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import { configBindings } from "../../lib/terraform/config-bindings";
import { reduce } from "../../lib/terraform/reduce";
import { plainValue } from "../../lib/terraform/value-expression";
import { configOf } from "../support/place";

const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};
const existing = "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const blueprintOf = (input: object): Blueprint => describeConfig(configOf({ ...base, ...input }));
const checksOf = ({ lifecycle }: Block): number =>
  (lifecycle?.preconditions ?? []).filter(({ fits }) => fits !== undefined).length;
const checked = ({ blocks }: Blueprint): readonly string[] =>
  blocks.flatMap((block) => Array.from({ length: checksOf(block) }, () => blockAddress(block)));

test.each([
  ["nothing, where no set is in a policy", {}, []],
  [
    "the key policy, where a variable lists readers",
    { readers: [{ user: "Bob" }] },
    ["aws_kms_key_policy.this"],
  ],
  ["the key policy, where one lists trails", { encryptFor: ["222222222222"] }, ["aws_kms_key_policy.this"]],
  [
    "the bucket policy, where one lists trails",
    { bucket: { ...base.bucket, deliverFrom: ["222222222222"] } },
    ["aws_s3_bucket_policy.logs"],
  ],
  [
    "both, in a module for others",
    { module: { variables: "all" } },
    ["aws_kms_key_policy.this", "aws_s3_bucket_policy.logs"],
  ],
  [
    "no policy of a topic, but those of all keys, which have administrators",
    { logGroup: true, notifications: true, alarms: true, module: { variables: "all" } },
    [
      "aws_kms_key_policy.this",
      "aws_s3_bucket_policy.logs",
      "aws_kms_key_policy.log_group",
      "aws_kms_key_policy.notifications",
      "aws_kms_key_policy.alarms",
    ],
  ],
  [
    "on the trail what the owner of an existing key attaches",
    { key: { existing }, readers: [{ user: "Bob" }] },
    ["aws_cloudtrail.this"],
  ],
  [
    "nothing where nothing is built",
    { key: { existing }, trail: false, bucket: undefined, readers: [{ user: "Bob" }] },
    [],
  ],
])("checked is %s", (_, input, addresses) => {
  expect(checked(blueprintOf(input))).toEqual(addresses);
});

test("a variable with too much in it fails the check, and the message says size, limit and ways out", () => {
  const blueprint = blueprintOf({ readers: [{ role: "Auditor" }] });
  const [check] = blueprint.blocks.flatMap(({ lifecycle }) =>
    (lifecycle?.preconditions ?? []).filter(({ fits }) => fits !== undefined),
  );
  const withReaders = (count: number) => {
    const value = Array.from({ length: count }, (_, index) => `Auditor-${1000 + index}`);
    const inputs = blueprint.inputs.map((input) =>
      input.name === "reader_role_names" ? { ...input, value } : input,
    );
    const bindings = configBindings(
      { ...blueprint, inputs },
      { "data.aws_partition.current.partition": "aws" },
    );
    return (
      check && [check.condition, check.message].map((expression) => plainValue(reduce(expression, bindings)))
    );
  };
  expect(withReaders(300)?.[0]).toBe(true);
  const [condition, message] = withReaders(400) ?? [];
  expect(condition).toBe(false);
  expect(message).toMatch(
    /^The key policy has 3\d{4} bytes, and KMS accepts at most 32768\. To reduce its size: remove readers .*\.$/,
  );
});

test("the message says which key's policy it is, and of which account", () => {
  const content = render(
    blueprintOf({
      organization: { id: "o-abcdefghij" },
      accounts: { log_archive: "222222222222" },
      key: { account: "log_archive", administrators: ["arn:aws:iam::222222222222:role/KeyAdmin"] },
      bucket: { ...base.bucket, account: "log_archive" },
      alarms: true,
    }),
  )
    .map((file) => file.content)
    .join("");
  expect(content).toContain(
    '"The key policy of the key of the topic of alarms (aws.log_archive) has ${local.alarms_key_log_archive_policy_bytes} bytes, and KMS accepts',
  );
});

test("the policy is stated once, in a local beside the resource that attaches it", () => {
  const files = render(blueprintOf({ readers: [{ role: "Auditor" }] }));
  const key = files.find(({ path }) => path === "key.tf")?.content ?? "";
  expect(key.match(/jsonencode/g)).toHaveLength(1);
  expect(key).toMatch(/^locals \{\n {2}# In a key policy[^]*\n {2}policy = local\.key_policy\n/m);
});
