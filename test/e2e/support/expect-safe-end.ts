import { bucketSettings } from "./addresses";
import type { TerraformRoot } from "./terraform";

const refused = "has lifecycle.prevent_destroy set";

/** The trail ends before all that it needs, the bucket before its key, and neither key nor bucket ends by itself. */
export async function expectSafeEnd(root: TerraformRoot): Promise<void> {
  const trailNeeds = ["aws_kms_key_policy.this", ...bucketSettings];
  expect(await root.dependencies("aws_cloudtrail.this")).toEqual(expect.arrayContaining(trailNeeds));
  expect(await root.dependencies("aws_s3_bucket.logs")).toContain("aws_kms_key.this");

  expect(await root.refusal("destroy", "-auto-approve")).toContain(`aws_s3_bucket.logs ${refused}`);
  // Terraform stops at the first that it must not destroy, which is the bucket.
  expect(await root.refusal("plan", "-replace=aws_kms_key.this")).toContain(`aws_kms_key.this ${refused}`);
}
