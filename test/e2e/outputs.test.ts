import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { generateModule, writtenRoot } from "./support/generated-root";
import { policyText, writeConfig } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

const config = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};
const owner = { account: config.account, region: config.region };

const keyPolicy = "module.audit.aws_kms_key_policy.this";
const bucketPolicy = "module.audit.aws_s3_bucket_policy.logs";
const readyWith = {
  key_arn: keyPolicy,
  key_id: keyPolicy,
  key_alias: keyPolicy,
  bucket_name: bucketPolicy,
  bucket_arn: bucketPolicy,
};

describeE2e("the outputs", () => {
  test(
    "wait for the policies, and tell what the trail is called, where it is at home and what its bucket allows",
    () =>
      withLocalAws(async (aws, directory) => {
        const module = await generateModule(directory, config);
        const root = await writtenRoot(directory, calledBy(module), aws.env(owner));
        await root.apply();

        for (const [output, policy] of Object.entries(readyWith)) {
          expect(await root.dependencies(`terraform_data.${output}`)).toContain(policy);
        }
        expect((await root.outputs()).audit).toMatchObject({
          trail_name: config.name,
          home_region: config.region,
          bucket_policy: await policyText("bucket", writeConfig(directory, config)),
        });
      }),
    E2E_WITHIN_MS,
  );
});

const calledBy = (module: string): string => `
module "audit" {
  source = "${module}"
}

output "audit" {
  value = module.audit
}
${Object.keys(readyWith).map(consumer).join("")}`;

/** Stands for whatever a root makes with an output, such as a trail that encrypts with the key. */
const consumer = (output: string): string => `
resource "terraform_data" "${output}" {
  input = module.audit.${output}
}
`;
