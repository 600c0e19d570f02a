import { existsSync } from "node:fs";
import { join } from "node:path";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { generatedRoot, generateModule, writtenRoot } from "./support/generated-root";
import { trailsIn } from "./support/read-back";
import { LOCAL_PROVIDER, TerraformRoot } from "./support/terraform";
import { withLocalAws } from "./support/with-local-aws";

const owner = { account: "111111111111", region: "us-east-1" };
const stranger = { ...owner, account: "999999999999" };
const keyArn = "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const everything = {
  name: "org-audit",
  ...owner,
  protect: false,
  bucket: { name: "org-audit-logs" },
  readers: [{ assumableRole: { name: "CloudTrailReadRole", trustedAccounts: ["222222222222"] } }],
};

const shapes = [
  { shape: "key, bucket, trail and a reader's role", config: everything },
  { shape: "bucket, trail and a reader's role", config: { ...everything, key: { existing: keyArn } } },
  {
    shape: "trail",
    config: {
      ...everything,
      key: { existing: keyArn },
      bucket: { ...everything.bucket, existing: true },
      readers: [],
    },
  },
  { shape: "key", config: { name: "org-audit", ...owner, protect: false, trail: false } },
] as const;

const wrongAccount = "The provider's credentials belong to account 999999999999, but this";
const wrongRegion = "The provider uses Region eu-west-3, but";

describeE2e("signed in to another account, or set to another Region", () => {
  test.concurrent.each(shapes)(
    "nothing is created, even where the module is read at apply only: $shape",
    ({ config }) =>
      withLocalAws(async (aws, directory) => {
        const module = await generateModule(directory, config);
        const configuration = calledAfterAnother(module);
        const abroad = await writtenRoot(directory, configuration, aws.env(stranger));
        const elsewhere = new TerraformRoot(directory, aws.env({ ...owner, region: "eu-west-3" }));

        expect(await abroad.refusal("apply", "-auto-approve")).toContain(wrongAccount);
        abroad.write("main.tf", `${LOCAL_PROVIDER}${configuration}`.replaceAll("first", "second"));
        expect(await elsewhere.refusal("apply", "-auto-approve")).toContain(wrongRegion);

        expect((await aws.calls()).filter(({ name }) => /^(Create|Put|PUT )/.test(name))).toEqual([]);
      }),
    E2E_WITHIN_MS,
  );

  test(
    "a target is refused too",
    () =>
      withLocalAws(async (aws, directory) => {
        const root = await generatedRoot(directory, everything, aws.env(stranger));
        for (const target of ["aws_kms_key.this", "aws_iam_role.reader", "aws_s3_bucket.logs"]) {
          expect(await root.refusal("plan", `-target=${target}`)).toContain(wrongAccount);
        }
      }),
    E2E_WITHIN_MS,
  );

  test(
    "a destroy of the generated example is refused",
    () =>
      withLocalAws(async (aws, directory) => {
        const module = await generateModule(directory, everything);
        const root = (signIn: typeof owner) =>
          new TerraformRoot(join(module, "examples/basic"), aws.env(signIn));
        pointToLocalAws(root(owner));
        await root(owner).init();
        await root(owner).apply();

        expect(await root(stranger).refusal("destroy", "-auto-approve")).toContain(
          "AWS account ID not allowed: 999999999999",
        );

        await root(owner).planNothing();
        expect(await trailsIn(aws, owner)).toHaveLength(1);
      }),
    E2E_WITHIN_MS,
  );
});

/** `depends_on` puts off every data source of the module until the other has been applied. */
const calledAfterAnother = (module: string): string => `
resource "terraform_data" "first" {}

module "audit" {
  source     = "${module}"
  depends_on = [terraform_data.first]
}
`;

/** Adds to the provider block that the root has, or gives it one. */
function pointToLocalAws(root: TerraformRoot): void {
  const hasProvider = existsSync(join(root.directory, "providers.tf"));
  root.write(hasProvider ? "local_override.tf" : "local.tf", LOCAL_PROVIDER);
}
