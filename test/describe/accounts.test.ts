import type { Block, Blueprint } from "../../lib/terraform/blueprint";
import { blockAddress } from "../../lib/terraform/blueprint";
import { describe as describeConfig } from "../../lib/describe/describe";
import { configOf, policyIn } from "../support/place";

const [own, archive, security] = ["111111111111", "333333333333", "444444444444"];
const base = {
  name: "org-audit",
  account: own,
  region: "us-east-1",
  accounts: { log_archive: archive, security },
  key: { account: "log_archive" },
  bucket: { name: "org-audit-logs", account: "log_archive" },
};

const blueprintOf = (input: unknown): Blueprint => describeConfig(configOf(input));
const resources = (input: unknown): readonly Block[] =>
  blueprintOf(input).blocks.filter(({ mode }) => mode === "resource");
const providers = (input: unknown): Readonly<Record<string, string | null>> =>
  Object.fromEntries(resources(input).map((block) => [blockAddress(block), block.provider ?? null]));
const guardedBy = (input: unknown, name: string): readonly string[] =>
  resources(input)
    .filter(({ lifecycle }) =>
      ["aws_caller_identity", "aws_region"].every((type) =>
        JSON.stringify(lifecycle?.preconditions ?? []).includes(`"type":"${type}","name":"${name}"`),
      ),
    )
    .map(blockAddress);

const role = (name: string, account?: string) => ({
  assumableRole: { name, trustedAccounts: ["222222222222"], ...(account !== undefined && { account }) },
});

const principals = (input: unknown, name: string, sid: string): unknown =>
  (
    policyIn(configOf(input), name) as { Statement: { Sid: string; Principal: { AWS: unknown } }[] }
  ).Statement.find(({ Sid }) => Sid === sid)?.Principal.AWS;

const reader = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`;

describe("key and bucket in a further account", () => {
  it("are created there with all that belongs to them, and the trail is not", () => {
    const { "aws_cloudtrail.this": trail, ...others } = providers(base);
    expect(trail).toBeNull();
    expect(new Set(Object.values(others))).toEqual(new Set(["log_archive"]));
    expect(Object.keys(others)).toHaveLength(9);
  });

  it("may each be in an account of its own", () => {
    const apart = providers({ ...base, bucket: { name: "b-b", account: "security" } });
    expect(apart).toMatchObject({
      "aws_kms_key_policy.this": "log_archive",
      "aws_s3_bucket_policy.logs": "security",
      "aws_cloudtrail.this": null,
    });
    expect(providers({ ...base, bucket: { name: "b-b" } })).toMatchObject({
      "aws_kms_key.this": "log_archive",
      "aws_s3_bucket.logs": null,
    });
  });

  it("come before the trail, the key's policy before the bucket", () => {
    const blocks = new Map(resources(base).map((block) => [blockAddress(block), block]));
    expect(blocks.get("aws_cloudtrail.this")?.dependsOn).toEqual(
      expect.arrayContaining(["aws_kms_key_policy.this", "aws_s3_bucket_policy.logs"]),
    );
    expect(blocks.get("aws_s3_bucket.logs")?.dependsOn).toEqual(["aws_kms_key_policy.this"]);
  });

  it("have the providers in the blueprint that something is built with, each for its account and the trail's Region", () => {
    expect(blueprintOf(base).providers).toEqual(
      [
        [null, own],
        ["log_archive", archive],
      ].map(([alias, account]) => ({
        alias,
        account: { kind: "literal", value: account },
        region: { kind: "literal", value: "us-east-1" },
      })),
    );
  });

  it("are guarded by checks of the account and Region of each provider, where nothing of the same provider is", () => {
    expect(guardedBy(base, "current")).toEqual(["aws_cloudtrail.this"]);
    expect(guardedBy(base, "log_archive")).toEqual(["aws_kms_key.this"]);
    const apart = { ...base, bucket: { name: "b-b", account: "security" } };
    expect(guardedBy(apart, "security")).toEqual(["aws_s3_bucket.logs"]);
    expect(guardedBy({ ...base, bucket: { name: "b-b" } }, "current")).toEqual(["aws_s3_bucket.logs"]);
  });

  it("are guarded where the config leaves account and Region of the deployment open", () => {
    const open = { ...base, account: null, region: null };
    expect(guardedBy(open, "log_archive")).toEqual(["aws_kms_key.this"]);
    expect(guardedBy(open, "current")).toEqual([]);
    expect(JSON.stringify(resources(open))).toContain('"kind":"local","name":"region"');
  });

  it("have the key policy delegate to IAM of the account that the key is in", () => {
    expect(principals(base, "key", "EnableIamPolicies")).toBe(`arn:aws:iam::${archive}:root`);
  });
});

describe("readers of several accounts", () => {
  it("that are named are of the key's account, and the bucket's policy names them where the bucket is another's", () => {
    const readers = [{ role: "Auditor" }];
    expect(principals({ ...base, readers }, "key", "AllowLogReaders")).toEqual([reader(archive, "Auditor")]);
    expect(principals({ ...base, readers }, "bucket", "ReadersGetLogs")).toBeUndefined();
    const apart = { ...base, readers, bucket: { name: "b-b", account: "security" } };
    expect(principals(apart, "bucket", "ReadersGetLogs")).toEqual([reader(archive, "Auditor")]);
    const ownBucket = { ...base, readers, bucket: { name: "b-b" } };
    expect(principals(ownBucket, "bucket", "ReadersGetLogs")).toEqual([reader(archive, "Auditor")]);
  });

  it("by a role of ours assume it in the key's account, or in the one that the config names", () => {
    const readers = [role("Here"), role("There", "security")];
    expect(providers({ ...base, readers })).toMatchObject({
      "aws_iam_role.reader_log_archive": "log_archive",
      "aws_iam_role_policy.reader_log_archive": "log_archive",
      "aws_iam_role.reader_security": "security",
      "aws_iam_role_policy.reader_security": "security",
    });
    expect(principals({ ...base, readers }, "key", "AllowLogReaders")).toEqual([
      reader(archive, "Here"),
      reader(security, "There"),
    ]);
    expect(principals({ ...base, readers }, "bucket", "ReadersGetLogs")).toEqual([reader(security, "There")]);
    const { policies, inputs } = blueprintOf({ ...base, readers });
    expect(policies.find(({ name }) => name === "trust:There")?.owner).toEqual({
      kind: "input",
      name: "security_account_id",
    });
    const maps = inputs.filter(({ name }) => name.endsWith("reader_roles"));
    expect(maps.map(({ name, value }) => [name, Object.keys(value as object)])).toEqual([
      ["log_archive_reader_roles", ["Here"]],
      ["security_reader_roles", ["There"]],
    ]);
  });

  it("assume a role of the deployment's account under the address that it had without further accounts", () => {
    const ours = { ...base, key: undefined };
    const readers = [role("Here"), role("There", "security")];
    expect(Object.keys(providers({ ...ours, readers }))).toEqual(
      expect.arrayContaining(["aws_iam_role.reader", "aws_iam_role.reader_security"]),
    );
    const moves = blueprintOf({ ...ours, readers }).moves.map(({ to }) => to);
    expect(moves).toEqual(['aws_iam_role.reader["Here"]', 'aws_iam_role_policy.reader["Here"]']);
  });

  it("let the console's statement in for each account of a role", () => {
    const readers = [role("There", "security")];
    const policy = JSON.stringify(
      policyIn(configOf({ ...base, key: { ...base.key, style: "console" }, readers })),
    );
    expect(policy).toContain(`"kms:CallerAccount":["${archive}","${security}"]`);
  });

  it("have their policy in an account that the deployment is signed in to, for its own IAM to attach", () => {
    const readers = [{ account: security }, { account: "222222222222" }];
    expect(providers({ ...base, readers })).toMatchObject({ "aws_iam_policy.reader_security": "security" });
    expect(guardedBy({ ...base, readers }, "security")).toEqual(["aws_iam_policy.reader_security"]);
    const { outputs } = blueprintOf({ ...base, readers });
    expect(outputs.find(({ name }) => name === "reader_policy_arns")?.value).toMatchObject({
      entries: [{ key: "security" }],
    });
    expect(outputs.map(({ name }) => name)).toContain("reader_policy");
    expect(providers({ ...base, readers: [{ account: "222222222222" }] })).not.toHaveProperty(
      "aws_iam_policy.reader_security",
    );
  });

  it("have no policy in a module for others, whose caller says which accounts read", () => {
    const open = { ...base, readers: [{ account: security }], module: { variables: "all" } };
    expect(Object.keys(providers(open)).filter((address) => address.startsWith("aws_iam_policy."))).toEqual(
      [],
    );
    expect(blueprintOf(open).inputs.map(({ name }) => name)).toContain("log_archive_reader_roles");
    expect(blueprintOf(open).inputs.map(({ name }) => name)).not.toContain("reader_roles");
  });
});

test("a key alone in a further account says whose trails it is for, and needs nothing of the default provider", () => {
  const config = { ...base, trail: false, bucket: undefined, encryptFor: ["222222222222"] };
  expect(new Set(Object.values(providers(config)))).toEqual(new Set(["log_archive"]));
  expect(guardedBy(config, "log_archive")).toEqual(["aws_kms_key.this"]);
  const { inputs, summary } = blueprintOf(config);
  expect(JSON.stringify(inputs)).toContain("besides the account of the default provider");
  expect(summary).toContain("The key is created in the account of the provider aws.log_archive.");
});
