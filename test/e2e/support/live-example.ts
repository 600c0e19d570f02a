import type { ExampleLife } from "./example-life";
import { keyPolicyInKms, keyWithPolicy, trailsIn } from "./read-back";
import type { TerraformRoot } from "./terraform";
import { policyText } from "./trailkey";

/** Applies what is planned, holds it against what the config says, plans again without changes, and destroys it. */
export async function live(life: ExampleLife, root: TerraformRoot): Promise<void> {
  const { file, config, keyOwner, bucketOwner, hasTrail, trailOwner } = life.example;
  const aws = await life.aws();
  await root.applyPlan();
  await root.planNothing();
  const outputs = await root.outputs();

  const keyId = life.adoptsKey
    ? await keyWithPolicy(aws, String(outputs.key_policy), keyOwner)
    : String(outputs.key_id);
  expect(await keyPolicyInKms(aws, keyId, keyOwner)).toBe(await policyText("key", file));
  for (const region of config.key?.replicas ?? []) {
    expect(await keyPolicyInKms(aws, keyId, { ...keyOwner, region })).toBe(await policyText("key", file));
  }

  // Control Tower's bucket is its own: the module neither creates it nor has a policy for it.
  if (config.bucket !== undefined && config.preset !== "control-tower") {
    const policy = config.bucket.existing
      ? outputs.bucket_policy
      : await aws.s3("GET", `/${config.bucket.name}?policy`, bucketOwner);
    expect(policy).toBe(await policyText("bucket", file));
  }

  const trails = await trailsIn(aws, trailOwner);
  const trail = {
    KmsKeyId: outputs.key_arn ?? config.key?.existing,
    IsOrganizationTrail: config.organization !== undefined,
    // What is read back is what the second plan was held against.
    HasCustomEventSelectors: config.events !== undefined,
    HasInsightSelectors: config.events?.insights !== undefined,
  };
  expect(trails).toEqual(hasTrail ? [expect.objectContaining(trail)] : []);
  for (const { Name } of trails) {
    expect(await aws.call("cloudtrail", "GetTrailStatus", { Name }, trailOwner)).toMatchObject({
      IsLogging: true,
    });
  }

  await root.destroy();
  expect(await trailsIn(aws, trailOwner)).toEqual([]);
}
