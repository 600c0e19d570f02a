import { Testing } from "cdktf";
import { TrailStack } from "../../../lib/cdktf";
import { describe as describeConfig } from "../../../lib/describe/describe";
import { parseConfig } from "../../../lib/config/parse";
import { onlyBlock, synth } from "../fixtures";

const input = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  key: { multiRegion: true, replicas: ["eu-west-1"] },
  bucket: { name: "org-audit-logs" },
  provider: { aws: ">= 6.40" },
};
const stackOf = () => synth(new TrailStack(Testing.app(), "org-audit", input));

// The oldest package that we take is generated from a provider that has neither argument, the newest from one that has both.
test("what the provider can do from some version on reaches Terraform, whichever package there is", () => {
  const { resource, provider, terraform } = stackOf();
  expect(onlyBlock(resource, "aws_kms_replica_key")).toMatchObject({ region: "eu-west-1" });
  expect(resource?.aws_kms_alias).toMatchObject({ eu_west_1: { region: "eu-west-1" } });
  const encryption = onlyBlock(resource, "aws_s3_bucket_server_side_encryption_configuration");
  expect(encryption.rule).toMatchObject([
    {
      blocked_encryption_types: ["SSE-C"],
      apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms" },
    },
  ]);
  expect(provider.aws).toHaveLength(1);
  expect(terraform).toMatchObject({ required_providers: { aws: { version: ">= 6.40.0, < 7.0.0" } } });
});

test("every stack with them is given them anew", () => {
  expect(stackOf().resource).toEqual(stackOf().resource);
});

test("the HCL module requires the same versions", () => {
  const parsed = parseConfig(input);
  expect(parsed.ok && describeConfig(parsed.config).requires.aws).toBe(">= 6.40.0, < 7.0.0");
});
