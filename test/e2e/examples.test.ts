import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { ExampleLife } from "./support/example-life";
import { appliedExamples } from "./support/examples";
import { keyPolicyInKms, keyWithPolicy, trailsIn } from "./support/read-back";
import { type Plan, planned, type TerraformRoot } from "./support/terraform";
import { policyText } from "./support/trailkey";

describeE2e("each example", () => {
  const lives = appliedExamples().map((example) => ({ name: example.name, life: new ExampleLife(example) }));

  afterAll(() => Promise.all(lives.map(({ life }) => life.end())), E2E_WITHIN_MS);

  test.concurrent.each(lives)(
    "$name: the HCL is well formed and plans the printed key policy",
    async ({ life }) => {
      const { plan } = await life.hcl();
      const policy = life.adoptsKey
        ? plan.planned_values.outputs?.key_policy?.value
        : planned(plan, "aws_kms_key_policy.this").policy;
      expect(policy).toBe(await policyText("key", life.example.file));
    },
    E2E_WITHIN_MS,
  );

  test.concurrent.each(lives)(
    "$name: HCL and CDKTF plan the same",
    async ({ life }) => {
      const [hcl, cdktf] = await Promise.all([life.hcl(), life.cdktf()]);
      expect(comparable(cdktf.plan)).toEqual(comparable(hcl.plan));
    },
    E2E_WITHIN_MS,
  );

  test.concurrent.each(lives)(
    "$name: applies, needs no change after, holds the printed policies, and is destroyed",
    async ({ life }) => {
      await live(life, (await life.hcl()).root);
      // The two plan the same. What differs is the order, and which provider is signed in where.
      if (life.example.appliedAsCdktf) await live(life, (await life.cdktf()).root);
    },
    2 * E2E_WITHIN_MS,
  );
});

async function live(life: ExampleLife, root: TerraformRoot): Promise<void> {
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

/** What Terraform intends for each resource: what is known, and what is known after apply only. */
const comparable = (plan: Plan) =>
  Object.fromEntries(
    plan.resource_changes.map(({ address, change: { actions, after, after_unknown } }) => [
      address,
      { actions, after, after_unknown },
    ]),
  );
