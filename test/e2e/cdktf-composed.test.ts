import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { EncryptedTrail, LogKey } from "../../lib/cdktf";
import { localAws } from "../../lib/cdktf/constructs/local-aws";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { credentials } from "./support/local-aws";
import { keyPolicyInKms } from "./support/read-back";
import { TerraformRoot } from "./support/terraform";
import { withLocalAws } from "./support/with-local-aws";

const place = { account: "111111111111", region: "us-east-1" };

/** Two trails with one key and one bucket of the stack's own, and a role that is let in later. */
function composedStack(endpoint: string): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "composed");
  new AwsProvider(stack, "aws", { region: place.region, ...localAws(endpoint) });
  const bucket = new S3Bucket(stack, "logs", { bucket: "composed-logs", forceDestroy: true });
  const key = new LogKey(stack, "key", { ...place, name: "logs", protect: false });
  const second = new EncryptedTrail(stack, "second", { ...place, name: "second", key, bucket });
  const first = new EncryptedTrail(stack, "first", {
    ...place,
    name: "first",
    key,
    bucket: { name: bucket, deliverFrom: [{ trail: second.trailArn }] },
  });
  new S3BucketPolicy(stack, "policy", { bucket: bucket.id, policy: first.policyJson("bucket") });
  const auditor = new IamRole(stack, "auditor", {
    name: "Auditor",
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: place.account }, Action: "sts:AssumeRole" }],
    }),
  });
  first.grantRead(auditor);
  new TerraformOutput(stack, "key_id", { value: key.key?.keyId }).overrideLogicalId("key_id");
  return stack;
}

describeE2e("a stack that is composed of constructs", () => {
  test(
    "is applied, has nothing left to plan, lets the reader in, and is destroyed",
    () =>
      withLocalAws(async (aws, directory) => {
        writeFileSync(join(directory, "cdk.tf.json"), Testing.synth(composedStack(aws.endpoint), true));
        const root = new TerraformRoot(directory, credentials(place));
        await root.init();
        await root.apply();
        await root.planNothing();

        const { key_id: id } = await root.outputs();
        const policy = await keyPolicyInKms(aws, String(id), place);
        for (const part of ["arn:aws:iam::111111111111:role/Auditor", "trail/*"])
          expect(policy).toContain(part);
        await root.destroy();
      }),
    E2E_WITHIN_MS,
  );
});
