import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { generatedRoot, writtenRoot } from "./support/generated-root";
import { changes, LOCAL_PROVIDER, type Plan, planned, TerraformRoot } from "./support/terraform";
import { repository } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

/** What an earlier release wrote, with the config that it was written from. */
const released = join(__dirname, "../fixtures/release-0.1");
const owner = { account: "111111111111", region: "us-east-1" };

describeE2e("what release 0.1 has built", () => {
  test.concurrent.each([
    { name: "single-account", rolePolicies: [] },
    // The role may decrypt the digest files too.
    { name: "readers-assume-role", rolePolicies: ['aws_iam_role_policy.reader["CloudTrailReadRole"]'] },
  ])(
    "$name: this release changes its policies in place, destroys and replaces nothing",
    ({ name, rolePolicies }) =>
      withLocalAws(async (aws, directory) => {
        cpSync(join(released, name), join(directory, "module"), { recursive: true });
        const old = new TerraformRoot(join(directory, "module"), aws.env(owner));
        old.write("provider.tf", LOCAL_PROVIDER);
        await old.init();
        await old.apply();

        old.removeConfiguration();
        const config = parse(readFileSync(join(released, name, "trailkey.yaml"), "utf8")) as object;
        const root = await generatedRoot(directory, config, aws.env(owner));
        const plan = await root.plan();
        expect(changes(plan)).toEqual([
          ...rolePolicies.map((address) => ["update", address]),
          ["update", "aws_kms_key_policy.this"],
          ["update", "aws_s3_bucket_policy.logs"],
        ]);
        expect(sourceArnOperators(plan, "aws_kms_key_policy.this")).toEqual(["ArnLike"]);
        await root.applyPlan();
        await root.planNothing();
      }),
    E2E_WITHIN_MS,
  );

  test(
    "modules/trail: this release changes its policies in place, destroys and replaces nothing",
    () =>
      withLocalAws(async (aws, directory) => {
        // The bucket's name was a default, which two callers could not share; now the caller gives it.
        const calls = (source: string) =>
          `\nmodule "audit" {\n  source      = "${source}"\n  bucket_name = "audit-trail-logs"\n}\n`;
        await (await writtenRoot(directory, calls(join(released, "trail")), aws.env(owner))).apply();

        const root = await writtenRoot(directory, calls(join(repository, "modules/trail")), aws.env(owner));
        const plan = await root.plan();
        expect(changes(plan)).toEqual([
          ["update", "module.audit.aws_kms_key_policy.this"],
          ["update", "module.audit.aws_s3_bucket_policy.logs"],
        ]);
        await root.applyPlan();
        await root.planNothing();
      }),
    E2E_WITHIN_MS,
  );
});

/** The operators under which a planned policy requires `aws:SourceArn`. */
function sourceArnOperators(plan: Plan, address: string): readonly string[] {
  const { Statement } = JSON.parse(String(planned(plan, address).policy)) as {
    readonly Statement: readonly { readonly Condition?: Readonly<Record<string, object>> }[];
  };
  const operators = Statement.flatMap(({ Condition = {} }) =>
    Object.entries(Condition).flatMap(([operator, keys]) => ("aws:SourceArn" in keys ? [operator] : [])),
  );
  return [...new Set(operators)];
}
