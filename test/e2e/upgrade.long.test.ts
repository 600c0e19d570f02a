import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { generatedRoot, generateModule, writtenRoot } from "./support/generated-root";
import { changes, LOCAL_PROVIDER, type Plan, planned, TerraformRoot } from "./support/terraform";
import { repository, trailkey } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

/** What earlier releases wrote, each with the config that it was written from. */
const fixtures = join(__dirname, "../fixtures");
const released = join(fixtures, "release-0.1");
const owner = { account: "111111111111", region: "us-east-1" };

/** What this release updates, always in place. */
const policies = ["aws_kms_key_policy.this", "aws_s3_bucket_policy.logs"];
const modules = [
  { made: "release-0.1", name: "single-account", updates: policies },
  // The role may decrypt the digest files too.
  {
    made: "release-0.1",
    name: "readers-assume-role",
    updates: ['aws_iam_role_policy.reader["CloudTrailReadRole"]', ...policies],
  },
  { made: "unreleased-2026-11", name: "readers-assume-role", updates: [] },
];

describeE2e("what an earlier release has built", () => {
  test.concurrent.each(modules)(
    "$made/$name: this release changes its policies in place, destroys and replaces nothing",
    ({ made, name, updates }) =>
      withLocalAws(async (aws, directory) => {
        const before = join(fixtures, made, name);
        cpSync(before, join(directory, "module"), { recursive: true });
        const old = new TerraformRoot(join(directory, "module"), aws.env(owner));
        old.write("provider.tf", LOCAL_PROVIDER);
        await old.init();
        await old.apply();

        old.removeConfiguration();
        const config = parse(readFileSync(join(before, "trailkey.yaml"), "utf8")) as object;
        const root = await generatedRoot(directory, config, aws.env(owner));
        const plan = await root.plan();
        expect(changes(plan)).toEqual(updates.map((address) => ["update", address]));
        expect(sourceArnOperators(plan, "aws_kms_key_policy.this")).toEqual(["ArnLike"]);
        await root.applyPlan();
        await root.planNothing();
      }),
    E2E_WITHIN_MS,
  );

  test(
    "readers-assume-role: as a root that becomes a module call, all of it moves, and nothing is destroyed or replaced",
    () =>
      withLocalAws(async (aws, directory) => {
        const name = "readers-assume-role";
        const config = join(released, name, "trailkey.yaml");
        cpSync(join(released, name), directory, { recursive: true });
        const root = new TerraformRoot(directory, aws.env(owner));
        root.write("provider.tf", LOCAL_PROVIDER);
        await root.init();
        await root.apply();

        root.removeConfiguration();
        const module = await generateModule(directory, parse(readFileSync(config, "utf8")) as object);
        root.write("main.tf", `${LOCAL_PROVIDER}\nmodule "trail" {\n  source = "${module}"\n}\n`);
        root.write("moved.tf", await trailkey("moves", "--to", "module.trail", "-c", config));
        await root.init();
        const plan = await root.plan();
        expect(changes(plan)).toEqual([
          ["update", 'module.trail.aws_iam_role_policy.reader["CloudTrailReadRole"]'],
          ["update", "module.trail.aws_kms_key_policy.this"],
          ["update", "module.trail.aws_s3_bucket_policy.logs"],
        ]);
        await root.applyPlan();
        await root.planNothing();
      }),
    E2E_WITHIN_MS,
  );
});

/**
 * What modules/trail was, each under the release or the month that it was made in, with the values that callers had to
 * give.
 */
const trailModules = [
  { made: "release-0.1", values: "", updates: ["aws_kms_key_policy.this", "aws_s3_bucket_policy.logs"] },
  {
    made: "unreleased-2026-11",
    values: `
  bucket_name            = "audit-trail-logs"
  key_administrator_arns = ["arn:aws:iam::111111111111:role/KeyAdmin"]
  reader_role_names      = ["Auditor"]
  reader_account_ids     = ["222222222222"]
  encrypt_for_account_ids = ["333333333333"]
  reader_roles = { CloudTrailReadRole = { trusted_account_ids = ["444444444444"] } }
`,
    updates: [],
  },
];

describeE2e("modules/trail of an earlier release in somebody's root", () => {
  test.concurrent.each(trailModules)(
    "$made: this release destroys and replaces nothing",
    ({ made, values, updates }) =>
      withLocalAws(async (aws, directory) => {
        const call = (source: string, given: string) =>
          `\nmodule "audit" {\n  source = "${source}"\n${given}}\n`;
        const before = join(fixtures, made, "trail");
        await (await writtenRoot(directory, call(before, values), aws.env(owner))).apply();

        // In 0.1 the bucket's name had a default.
        const now = values === "" ? '  bucket_name = "audit-trail-logs"\n' : values;
        const root = await writtenRoot(
          directory,
          call(join(repository, "modules/trail"), now),
          aws.env(owner),
        );
        const plan = await root.plan();
        expect(changes(plan)).toEqual(updates.map((address) => ["update", `module.audit.${address}`]));
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
