import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { ExampleLife } from "./support/example-life";
import { appliedExamples } from "./support/examples";
import { live } from "./support/live-example";
import { type Plan, planned } from "./support/terraform";
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

/** What Terraform intends for each resource: what is known, and what is known after apply only. */
const comparable = (plan: Plan) =>
  Object.fromEntries(
    plan.resource_changes.map(({ address, change: { actions, after, after_unknown } }) => [
      address,
      { actions, after, after_unknown },
    ]),
  );
