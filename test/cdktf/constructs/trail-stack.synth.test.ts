import type { AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { awsProviderEndpointsToTerraform } from "@cdktf/provider-aws/lib/provider";
import { Fn, Lazy, Testing, Token } from "cdktf";
import { TrailStack } from "../../../lib/cdktf";
import type { TrailStackProps } from "../../../lib/cdktf";
import { secondNames } from "../../../lib/cdktf/constructs/local-aws";
import { onlyBlock, resolvedIn, synth } from "../fixtures";

const options: TrailStackProps = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  readers: [{ assumableRole: { name: "CloudTrailReadRole", trustedAccounts: ["222222222222"] } }],
};

const stackOf = (more: Partial<TrailStackProps> = {}): TrailStack =>
  new TrailStack(Testing.app(), "org-audit", { ...options, ...more });

test("every resource has the address that it has in the HCL module", () => {
  const stack = stackOf();
  const { resource, data } = synth(stack);
  const addresses = (blocks: typeof resource): string[] =>
    Object.entries(blocks ?? {}).flatMap(([type, named]) =>
      Object.keys(named).map((name) => `${type}.${name}`),
    );
  const { blueprint } = stack.resources;
  const expected = (mode: "resource" | "data"): string[] =>
    blueprint.blocks.filter((block) => block.mode === mode).map(({ type, name }) => `${type}.${name}`);
  expect(addresses(resource).sort()).toEqual(expected("resource").sort());
  expect(addresses(data).sort()).toEqual(expected("data").sort());
  expect(addresses(resource)).toContain("aws_kms_key.this");
});

test("the key's policy and all that the bucket needs come before the trail, the key before the bucket", () => {
  const { resource } = synth(stackOf());
  expect(onlyBlock(resource, "aws_cloudtrail").depends_on).toEqual([
    "aws_kms_key_policy.this",
    "aws_s3_bucket_ownership_controls.logs",
    "aws_s3_bucket_public_access_block.logs",
    "aws_s3_bucket_versioning.logs",
    "aws_s3_bucket_server_side_encryption_configuration.logs",
    "aws_s3_bucket_policy.logs",
  ]);
  expect(onlyBlock(resource, "aws_s3_bucket").depends_on).toEqual(["aws_kms_key_policy.this"]);
});

test("Terraform creates nothing while it is signed in elsewhere", () => {
  const { resource } = synth(stackOf());
  expect(onlyBlock(resource, "aws_kms_key").lifecycle).toMatchObject({
    precondition: [
      { condition: '${data.aws_caller_identity.current.account_id == "111111111111"}' },
      { condition: '${data.aws_region.current.id == "us-east-1"}' },
    ],
  });
});

test("key and bucket are protected unless the config says otherwise", () => {
  const lifecycles = (stack: TrailStack): unknown[] =>
    ["aws_kms_key", "aws_s3_bucket"].map((type) => onlyBlock(synth(stack).resource, type).lifecycle);
  expect(lifecycles(stackOf())).toEqual([
    expect.objectContaining({ prevent_destroy: true }),
    { prevent_destroy: true },
  ]);
  expect(lifecycles(stackOf({ protect: false }))).toEqual([
    expect.not.objectContaining({ prevent_destroy: true }),
    undefined,
  ]);
});

test("Terraform and the provider may be of every version that the module works on", () => {
  expect(synth(stackOf()).terraform).toMatchObject({
    required_version: ">= 1.5.0",
    required_providers: {
      aws: { source: expect.stringMatching(/^(hashicorp\/)?aws$/) as string, version: ">= 5.60.0, < 7.0.0" },
    },
  });
});

test("a key and a bucket that are handed over are let go of, with all that hangs on them", () => {
  const stack = stackOf({
    bucket: { name: "org-audit-logs", existing: true, handedOver: true },
    key: {
      existing: "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      handedOver: true,
    },
  });
  const { removed, terraform } = synth(stack) as ReturnType<typeof synth> & {
    readonly removed: readonly { readonly from: string }[];
  };
  const retention = {
    lifecycle: { abortUploadsAfterDays: 7 },
    objectLock: { mode: "governance", days: 365 },
    accessLog: { bucket: "central-access-logs" },
  } as const;
  const { resource } = synth(stackOf({ bucket: { name: "org-audit-logs", ...retention } }));
  const before = Object.entries(resource ?? {}).flatMap(([type, named]) =>
    Object.keys(named).map((name) => `${type}.${name}`),
  );
  expect([...removed].sort((left, right) => (left.from < right.from ? -1 : 1))).toEqual(
    before
      .filter((address) => /^aws_(kms|s3)/.test(address))
      .sort()
      .map((from) => ({ from, lifecycle: { destroy: false } })),
  );
  expect(terraform.required_version).toBe(">= 1.7.0");
});

test("a module for others makes no other stack", () => {
  expect(synth(stackOf({ module: { variables: "all" } }))).toEqual(synth(stackOf()));
});

test("what moved of the module stays beside what the user moves and lets go of", () => {
  const key = "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const stack = stackOf({ key: { existing: key, handedOver: true } });
  const removed = { from: "aws_s3_bucket.other", lifecycle: { destroy: false } };
  const moved = { from: "aws_iam_role.a", to: "aws_iam_role.b" };
  stack.addOverride("removed", [removed]);
  stack.addOverride("moved", [moved]);
  const synthesized = synth(stack) as unknown as Readonly<Record<"moved" | "removed", readonly unknown[]>>;
  expect(synthesized.moved).toEqual([
    { from: "aws_iam_role.cloud_trail_read_role", to: 'aws_iam_role.reader["CloudTrailReadRole"]' },
    {
      from: "aws_iam_role_policy.cloud_trail_read_role",
      to: 'aws_iam_role_policy.reader["CloudTrailReadRole"]',
    },
    moved,
  ]);
  expect(synthesized.removed).toHaveLength(4);
  expect(synthesized.removed).toContainEqual(removed);
});

test("a role whose name is a token is not said to have moved: an address holds no expression", () => {
  const name = Lazy.stringValue({ produce: () => "Reader" });
  const stack = stackOf({ readers: [{ assumableRole: { name, trustedAccounts: ["222222222222"] } }] });
  expect(synth(stack)).not.toHaveProperty("moved");
});

test("the outputs are the module's", () => {
  const { output } = synth(stackOf());
  expect(output?.key_arn).toMatchObject({ value: "${aws_kms_key.this.arn}" });
  expect(output?.trail_arn).toMatchObject({ value: "${aws_cloudtrail.this.arn}" });
  expect(output?.reader_role_arns).toMatchObject({
    value: "${{ for name, role in aws_iam_role.reader : name => role.arn }}",
  });
});

test("what was built is at hand", () => {
  const stack = stackOf();
  expect(
    resolvedIn(stack, [stack.key?.arn, stack.keyPolicy?.id, stack.alias?.arn, stack.trail?.arn]),
  ).toEqual([
    "${aws_kms_key.this.arn}",
    "${aws_kms_key_policy.this.id}",
    "${aws_kms_alias.this.arn}",
    "${aws_cloudtrail.this.arn}",
  ]);
  expect(resolvedIn(stack, stack.bucket?.arn)).toBe("${aws_s3_bucket.logs.arn}");
  expect(stack.readerRoles).toHaveLength(1);
});

const providerOf = (more: Partial<TrailStackProps>): Readonly<Record<string, unknown>> =>
  synth(stackOf(more)).provider.aws?.[0] ?? {};

test("the provider works in the config's Region and account, or in its own where there is none", () => {
  expect(providerOf({})).toEqual({ region: "us-east-1", allowed_account_ids: ["111111111111"] });
  expect(providerOf({ region: null, account: null })).toEqual({});
});

test("an account that only Terraform knows is the only one that the provider allows", () => {
  const account = Token.asString(Fn.lower("A"));
  expect(providerOf({ account }).allowed_account_ids).toEqual(['${lower("A")}']);
});

test.each<readonly [string, AwsProviderConfig, unknown]>([
  ["allows accounts", { allowedAccountIds: ["222222222222"] }, ["222222222222"]],
  ["forbids accounts, which cannot stand beside it", { forbiddenAccountIds: ["222222222222"] }, undefined],
  ["is not to ask for the account", { skipRequestingAccountId: true }, undefined],
])("a provider that %s is left with that", (_name, awsProvider, allowed) => {
  expect(providerOf({ awsProvider }).allowed_account_ids).toEqual(allowed);
});

describe("a local endpoint", () => {
  const endpoint = "http://127.0.0.1:5000";

  test("takes the place of every service of the provider, each under one name", () => {
    const { endpoints, ...others } = providerOf({ endpoint });
    const [services] = endpoints as readonly [Readonly<Record<string, string>>];
    expect(new Set(Object.values(services))).toEqual(new Set([endpoint]));
    expect(Object.keys(services).length).toBeGreaterThan(200);
    expect(services).toMatchObject({ cloudtrail: endpoint, kms: endpoint, logs: endpoint, events: endpoint });
    expect(services).not.toHaveProperty("cloudwatchlogs");
    expect(others).toEqual({
      region: "us-east-1",
      allowed_account_ids: ["111111111111"],
      s3_use_path_style: true,
      skip_credentials_validation: true,
      skip_metadata_api_check: "true",
    });
  });

  test("is left out under no name that no provider knows", () => {
    // The one is in no provider 6.x, the other in no 5.x.
    const known = [...Object.keys(awsProviderEndpointsToTerraform({}) as object), "sdb", "rdsdataservice"];
    expect([...secondNames].filter((name) => !known.includes(name))).toEqual([]);
  });

  test("is text to Terraform, whatever stands in it", () => {
    const { endpoints } = providerOf({ endpoint: 'http://localhost/${file("x")}' });
    expect(endpoints).toMatchObject([{ kms: 'http://localhost/$${file("x")}' }]);
  });

  test.each(["localhost:4566", "http://", "ftp://x", "http:// x", "http://[", "", 5, null])(
    "that is no URL is said so: %j",
    (wrong) => {
      expect(() => stackOf({ endpoint: wrong as string })).toThrow(
        `endpoint: ${JSON.stringify(wrong)} is not the URL of a local AWS, such as http://localhost:4566`,
      );
    },
  );

  test("that is no text at all is said so", () => {
    expect(() => stackOf({ endpoint: {} as string })).toThrow(
      "endpoint: a section of options is not the URL",
    );
  });
});

test("further settings of the provider win", () => {
  expect(providerOf({ awsProvider: { profile: "audit", region: "eu-west-1" } })).toEqual({
    profile: "audit",
    region: "eu-west-1",
    allowed_account_ids: ["111111111111"],
  });
});

test("a config without a trail gives a stack with the key alone", () => {
  const stack = new TrailStack(Testing.app(), "key", { name: "org-audit", trail: false });
  expect(stack.trail).toBeUndefined();
  expect(Object.keys(synth(stack).resource ?? {}).sort()).toEqual([
    "aws_kms_alias",
    "aws_kms_key",
    "aws_kms_key_policy",
  ]);
});

test("free text comes out as that text", () => {
  const nasty = '${file("x")} %{ if true } $${ " \\ 🔑 \u202e';
  const { resource } = synth(stackOf({ key: { description: nasty }, tags: { "Cost${x}": nasty } }));
  const escaped = '$${file("x")} %%{ if true } $$${ " \\ 🔑 \u202e';
  expect(onlyBlock(resource, "aws_kms_key")).toMatchObject({
    description: escaped,
    tags: { "Cost$${x}": escaped },
  });
});
