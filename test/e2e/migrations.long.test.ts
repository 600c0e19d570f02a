import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import type { LocalAws } from "./support/local-aws";
import { trailsIn } from "./support/read-back";
import { changes, forgotten, LOCAL_PROVIDER, type Plan, TerraformRoot } from "./support/terraform";
import { repository } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

const owner = { account: "111111111111", region: "us-east-1" };

/** The key's ID in an example that imports it. */
const exampleKeyId = "1234abcd-12ab-34cd-56ef-1234567890ab";

/** Applies roots that have the addresses of others, as they were before the migration. */
async function applied(name: string, directory: string, aws: LocalAws): Promise<TerraformRoot> {
  cpSync(join(__dirname, "../fixtures/migrations", name), directory, { recursive: true });
  const root = new TerraformRoot(directory, aws.env(owner));
  root.write("provider.tf", LOCAL_PROVIDER);
  await root.init();
  await root.apply();
  return root;
}

/** Puts the example in the place of what the root says. */
async function migrated(root: TerraformRoot, name: string, keyId = exampleKeyId): Promise<Plan> {
  root.removeConfiguration();
  const example = readFileSync(join(repository, "examples/migrations", name, "main.tf"), "utf8");
  const source = '"../../../modules/trail"';
  expect(example.split(source)).toHaveLength(2);
  writeFileSync(
    join(root.directory, "main.tf"),
    example
      .replace(source, JSON.stringify(join(repository, "modules/trail")))
      .replaceAll(exampleKeyId, keyId),
  );
  root.write("provider.tf", LOCAL_PROVIDER);
  await root.init();
  return root.plan();
}

const destroyed = (plan: Plan): readonly string[] =>
  changes(plan).flatMap(([actions, address]) => (actions.includes("delete") ? [address] : []));

const created = (plan: Plan): readonly string[] =>
  changes(plan)
    .flatMap(([actions, address]) => (actions === "create" ? [address] : []))
    .sort();

const keyIn = async (aws: LocalAws): Promise<string> => {
  const [trail] = await trailsIn(aws, owner);
  // A trail without a key has null here.
  return (trail?.KmsKeyId as string | null | undefined)?.split("/").at(-1) ?? "";
};

const cases = [
  {
    name: "hand-written",
    creates: [
      "module.trail.aws_kms_key_policy.this",
      "module.trail.aws_s3_bucket_ownership_controls.logs",
      "module.trail.aws_s3_bucket_server_side_encryption_configuration.logs",
      "module.trail.aws_s3_bucket_versioning.logs",
    ],
    forgets: [],
  },
  {
    name: "trussworks",
    creates: ["module.trail.aws_kms_key_policy.this"],
    forgets: [
      "module.cloudtrail.aws_cloudwatch_log_group.cloudtrail",
      "module.cloudtrail.aws_iam_policy.cloudtrail_cloudwatch_logs",
      "module.cloudtrail.aws_iam_policy_attachment.main",
      "module.cloudtrail.aws_iam_role.cloudtrail_cloudwatch_role",
      "module.logs.aws_s3_bucket_acl.aws_logs[0]",
    ],
  },
  {
    name: "cloudposse",
    creates: [
      "module.trail.aws_kms_alias.this",
      "module.trail.aws_kms_key.this",
      "module.trail.aws_kms_key_policy.this",
    ],
    forgets: [
      "module.cloudtrail_s3_bucket.module.s3_bucket.module.aws_s3_bucket.aws_s3_bucket_acl.default[0]",
    ],
  },
];

describeE2e("a trail that others built becomes modules/trail", () => {
  test.concurrent.each(cases)(
    "$name: the documented moves destroy and replace nothing",
    ({ name, creates, forgets }) =>
      withLocalAws(async (aws, directory) => {
        const root = await applied(name, directory, aws);
        const keyBefore = await keyIn(aws);

        const plan = await migrated(root, name);
        expect(destroyed(plan)).toEqual([]);
        expect(created(plan)).toEqual(creates);
        expect(forgotten(plan)).toEqual(forgets);
        await root.applyPlan();
        await root.planNothing();

        expect(await trailsIn(aws, owner)).toHaveLength(1);
        if (keyBefore !== "") expect(await keyIn(aws)).toBe(keyBefore);
        else expect(await keyIn(aws)).not.toBe("");
      }),
    E2E_WITHIN_MS,
  );

  test.concurrent(
    "what no state has is imported, and nothing is destroyed, replaced or created twice",
    () =>
      withLocalAws(async (aws, directory) => {
        await applied("hand-written", join(directory, "elsewhere"), aws);
        const root = new TerraformRoot(directory, aws.env(owner));
        const plan = await migrated(root, "imported", await keyIn(aws));

        expect(destroyed(plan)).toEqual([]);
        expect(created(plan)).toEqual([
          "module.trail.aws_s3_bucket_ownership_controls.logs",
          "module.trail.aws_s3_bucket_public_access_block.logs",
          "module.trail.aws_s3_bucket_server_side_encryption_configuration.logs",
          "module.trail.aws_s3_bucket_versioning.logs",
        ]);
        await root.applyPlan();
        await root.planNothing();
      }),
    E2E_WITHIN_MS,
  );
});
