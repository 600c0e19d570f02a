import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { moduleMutants, mutated } from "../support/module-mutants";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { inTemporaryDirectory, TerraformRoot } from "./support/terraform";
import { repository, trailkey } from "./support/trailkey";

/** The module of a config, initialized. */
async function moduleOf(config: string, directory: string): Promise<TerraformRoot> {
  await trailkey("generate", "-c", join(repository, config), "-o", directory);
  const root = new TerraformRoot(directory, {});
  await root.init();
  return root;
}

describeE2e("terraform test, without AWS", () => {
  test.each(
    ["key", "trail", "organization-trail", "log-archive", "reader-role"].map(
      (name) => `modules/configs/${name}.yaml`,
    ),
  )(
    "passes in the module of %s",
    (config) =>
      inTemporaryDirectory(async (directory) => {
        const root = await moduleOf(config, directory);
        await root.formatCheck();
        await root.test();
      }),
    E2E_WITHIN_MS,
  );

  // Protected, so that nothing is applied; with two providers, and values of its own in every list.
  test(
    "passes in a user's own module of several accounts",
    () =>
      inTemporaryDirectory(async (directory) => {
        const root = await moduleOf("examples/log-archive.yaml", directory);
        await root.formatCheck();
        await root.test();
      }),
    E2E_WITHIN_MS,
  );

  test(
    "fails in modules/trail wherever it is changed for the worse",
    () =>
      inTemporaryDirectory(async (directory) => {
        const root = await moduleOf("modules/configs/trail.yaml", directory);
        for (const mutant of moduleMutants.filter(({ what }) => tried.has(what))) {
          const file = join(directory, mutant.file);
          const right = readFileSync(file, "utf8");
          writeFileSync(file, mutated(right, mutant));
          const said = await root.testFailure(`tests/${mutant.noticedBy}.tftest.hcl`);
          expect(`${mutant.what}: ${said}`).toMatch(/Test assertion failed|Missing expected failure/);
          writeFileSync(file, right);
        }
      }),
    E2E_WITHIN_MS,
  );
});

/** A run of Terraform each; the others are tried by the evaluator of the tests. */
const tried: ReadonlySet<string> = new Set([
  "a further account may encrypt",
  "readers are everybody",
  "the bucket takes plain HTTP",
  "a reader of another account passes",
  "the trail encrypts with another key",
]);
