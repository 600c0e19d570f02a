import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Aspects, TerraformResource, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { EncryptedTrail, LogKey } from "../../../lib/cdktf";
import type { EncryptedTrailProps } from "../../../lib/cdktf";
import { blocksOf, onlyBlock, stackWithProvider, synth } from "../fixtures";

const options: EncryptedTrailProps = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};

test("an aspect reaches all that is built, what is granted too", () => {
  const stack = stackWithProvider();
  const audit = new EncryptedTrail(stack, "audit", { ...options, tags: { team: "audit" } });
  Aspects.of(stack).add({
    visit: (node) => {
      if (TerraformResource.isTerraformResource(node) && "tags" in node) node.tags = { team: "all" };
    },
  });
  audit.grantRead("arn:aws:iam::111111111111:role/Auditor");
  const { resource } = synth(stack);
  for (const type of ["aws_kms_key", "aws_s3_bucket", "aws_cloudtrail"])
    expect(onlyBlock(resource, type).tags).toEqual({ team: "all" });
});

test("overrides stay, also after something was added", () => {
  const stack = stackWithProvider();
  const audit = new EncryptedTrail(stack, "audit", options);
  audit.key?.addOverride("rotation_period_in_days", 180);
  audit.key?.addOverride("lifecycle.prevent_destroy", false);
  audit.trail.addOverride("enable_logging", false);
  audit.addEncryptFor("222222222222");
  const { resource } = synth(stack);
  expect(onlyBlock(resource, "aws_kms_key")).toMatchObject({
    rotation_period_in_days: 180,
    lifecycle: { prevent_destroy: false },
  });
  expect(onlyBlock(resource, "aws_cloudtrail").enable_logging).toBe(false);
});

test("a key can be imported, and an alias moved", () => {
  const stack = stackWithProvider();
  const audit = new EncryptedTrail(stack, "audit", options);
  audit.key?.importFrom("1234abcd-12ab-34cd-56ef-1234567890ab");
  audit.alias?.addMoveTarget("alias");
  new KmsAlias(stack, "former", { targetKeyId: "x" }).moveTo("alias");
  const { import: imported, moved } = synth(stack) as unknown as Readonly<
    Record<"import" | "moved", readonly Readonly<Record<string, unknown>>[]>
  >;
  expect(imported).toEqual([
    {
      id: "1234abcd-12ab-34cd-56ef-1234567890ab",
      to: expect.stringMatching(/^aws_kms_key\.audit_/) as string,
    },
  ]);
  expect(moved).toContainEqual({
    from: "aws_kms_alias.former",
    to: expect.stringMatching(/^aws_kms_alias\.audit_/) as string,
  });
});

test("number and list tokens stand where the config takes them", () => {
  const stack = stackWithProvider();
  const days = new TerraformVariable(stack, "days", { type: "number" });
  const administrators = new TerraformVariable(stack, "administrators", { type: "list(string)" });
  new EncryptedTrail(stack, "audit", {
    ...options,
    key: { rotationDays: days.numberValue, administrators: administrators.listValue },
    readers: Token.asList("${var.readers}"),
  });
  const { resource } = synth(stack);
  expect(onlyBlock(resource, "aws_kms_key").rotation_period_in_days).toBe("${var.days}");
  const policy = String(onlyBlock(resource, "aws_kms_key_policy").policy);
  for (const name of ["var.administrators", "var.readers"]) expect(policy).toContain(name);
});

test("trails of several Regions and stacks of one app have each its own provider, and share a key by its ARN", () => {
  const app = Testing.app();
  const keys = stackWithProvider(app);
  const key = new LogKey(keys, "logs", { name: "logs", account: "111111111111", region: "us-east-1" });
  const trails = new TerraformStack(app, "trails");
  new AwsProvider(trails, "aws", { region: "us-east-1" });
  const west = new AwsProvider(trails, "west", { region: "us-west-2", alias: "west" });
  const near = new EncryptedTrail(trails, "near", { ...options, key });
  const far = new EncryptedTrail(trails, "far", {
    ...options,
    name: "far",
    region: "us-west-2",
    bucket: { name: "far-logs" },
    provider: west,
  });
  const { resource } = synth(trails);
  const providers = blocksOf(resource, "aws_cloudtrail").map(({ provider }) => provider);
  expect(providers.sort()).toEqual(["aws.west", undefined]);
  for (const trail of [near, far]) expect(trail.node.metadata).toEqual([]);
});

test("a trail of another stack whose account is not known does not tie the stacks in a circle, which is said", () => {
  const app = Testing.app();
  const keys = stackWithProvider(app);
  const key = new LogKey(keys, "logs", { name: "logs", account: "111111111111" });
  const trails = new TerraformStack(app, "trails");
  new AwsProvider(trails, "aws", { region: "us-east-1" });
  const audit = new EncryptedTrail(trails, "audit", { name: "org-audit", bucket: options.bucket, key });
  expect(audit.node.metadata.map(({ data }) => String(data))).toEqual([
    expect.stringContaining("stack/logs is in another stack, and the account of trails/audit is not written"),
  ]);
});
