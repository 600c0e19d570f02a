import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { loadExample } from "./support/examples";
import { credentials } from "./support/local-aws";
import { generateModule } from "./support/generated-root";
import { changes, LOCAL_PROVIDER, TerraformRoot } from "./support/terraform";
import { repository, synthesize, trailkey } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

const { file, config, owner } = loadExample(join(repository, "examples/readers-assume-role.yaml"));

describeE2e("a stack of CDKTF becomes HCL", () => {
  test(
    "a root of the module's files has the same addresses; a module call gets all of it by the printed moves",
    () =>
      withLocalAws(async (aws, directory) => {
        const signedIn = aws.env(owner);
        const given = { config: file, endpoint: aws.endpoint, directory, credentials: credentials(owner) };
        const root = new TerraformRoot(await synthesize(given), signedIn);
        await root.init();
        await root.apply();

        // The state stays where the stack had it.
        const stack = join(root.directory, "cdk.tf.json");
        const { terraform } = JSON.parse(readFileSync(stack, "utf8")) as {
          readonly terraform: { readonly backend: object };
        };
        root.write("backend.tf.json", JSON.stringify({ terraform: { backend: terraform.backend } }));
        rmSync(stack);
        const module = await generateModule(directory, config);
        cpSync(module, root.directory, { recursive: true });
        root.write("provider.tf", LOCAL_PROVIDER);
        await root.init();
        await root.planNothing();

        root.removeConfiguration();
        root.write("main.tf", `${LOCAL_PROVIDER}\nmodule "trail" {\n  source = "${module}"\n}\n`);
        root.write("moved.tf", await trailkey("moves", "-c", file, "--to", "module.trail"));
        await root.init();
        const plan = await root.plan();
        expect(changes(plan)).toEqual([]);
        const moved = plan.resource_changes.flatMap(({ address, previous_address: before }) =>
          before === undefined ? [] : [[before, address]],
        );
        expect(moved).toContainEqual(["aws_kms_key.this", "module.trail.aws_kms_key.this"]);
        expect(moved).toContainEqual([
          'aws_iam_role.reader["CloudTrailReadRole"]',
          'module.trail.aws_iam_role.reader["CloudTrailReadRole"]',
        ]);
        expect(moved.filter(([before, address]) => address !== `module.trail.${String(before)}`)).toEqual([]);
        await root.applyPlan();
        await root.planNothing();
      }),
    E2E_WITHIN_MS,
  );
});
