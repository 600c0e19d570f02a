import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { loadExample, prepare } from "./support/examples";
import { expectSafeEnd } from "./support/expect-safe-end";
import { credentials } from "./support/local-aws";
import { localSignIns } from "./support/local-providers";
import { keyPolicyInKms } from "./support/read-back";
import { TerraformRoot } from "./support/terraform";
import { policyText, repository, synthesize } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

const { file, owner } = loadExample(join(repository, "examples/readers-assume-role.yaml"));
const stranger = { ...owner, account: "999999999999" };

/** What the tests read of `cdk.tf.json`. */
interface Synthesized {
  readonly output: Readonly<Record<string, { readonly depends_on?: readonly string[] }>>;
}

describeE2e("the synthesized stack", () => {
  test(
    "is applied in order, holds its protection, and is not destroyed from another account",
    () =>
      withLocalAws(async (aws, directory) => {
        const given = { config: file, endpoint: aws.endpoint, directory, credentials: credentials(owner) };
        const root = new TerraformRoot(await synthesize(given), credentials(owner));
        await root.init();
        await root.apply();
        await root.planNothing();

        const outputs = await root.outputs();
        expect(outputs).toMatchObject({
          trail_name: "org-audit",
          home_region: owner.region,
          bucket_policy: await policyText("bucket", file),
        });
        expect(await keyPolicyInKms(aws, String(outputs.key_id), owner)).toBe(await policyText("key", file));

        await expectSafeEnd(root);

        const { output } = JSON.parse(
          readFileSync(join(root.directory, "cdk.tf.json"), "utf8"),
        ) as Synthesized;
        for (const name of ["key_arn", "key_id", "key_alias"]) {
          expect(output[name]?.depends_on).toContain("aws_kms_key_policy.this");
        }
        for (const name of ["bucket_name", "bucket_arn"]) {
          expect(output[name]?.depends_on).toContain("aws_s3_bucket_policy.logs");
        }

        const abroad = new TerraformRoot(root.directory, credentials(stranger));
        expect(await abroad.refusal("destroy", "-auto-approve")).toContain(
          `AWS account ID not allowed: ${stranger.account}`,
        );
      }),
    E2E_WITHIN_MS,
  );

  test(
    "is refused where a further account's provider is signed in to another one",
    () =>
      withLocalAws(async (aws, directory) => {
        const example = loadExample(join(repository, "examples/log-archive.yaml"));
        await prepare(example, aws);
        const awsProviders = localSignIns({
          accounts: { ...example.config.accounts, log_archive: stranger.account },
        });
        const given = { config: example.file, endpoint: aws.endpoint, directory, awsProviders };
        const signedIn = credentials(example.owner);
        const root = new TerraformRoot(await synthesize({ ...given, credentials: signedIn }), signedIn);
        await root.init();

        expect(await root.refusal("apply", "-auto-approve")).toContain(
          `AWS account ID not allowed: ${stranger.account}`,
        );
        expect((await aws.calls()).filter(({ name }) => /^(CreateKey|CreateTrail|PUT )/.test(name))).toEqual(
          [],
        );
      }),
    E2E_WITHIN_MS,
  );
});
