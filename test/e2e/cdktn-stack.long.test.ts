import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describeSuccessors, removeProject, successorsProject } from "../support/successors";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { loadExample } from "./support/examples";
import type { LocalAws } from "./support/local-aws";
import { localProviders } from "./support/local-providers";
import { keyPolicyInKms, trailsIn } from "./support/read-back";
import { LOCAL_PROVIDER, TerraformRoot } from "./support/terraform";
import { policyText, repository, synthesize, trailkey, writeConfig } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

const { config, file, owner } = loadExample(join(repository, "examples/readers-assume-role.yaml"));

describeSuccessors("what trailkey/cdktn synthesizes", () => {
  describeE2e("in Terraform", () => {
    let project: string;
    beforeAll(() => {
      project = successorsProject();
    });
    afterAll(() => {
      removeProject(project);
    });

    const programOf = (library: "cdktf" | "cdktn"): string =>
      library === "cdktf"
        ? join(repository, "dist/main.js")
        : join(project, "node_modules/trailkey/dist/main-cdktn.js");

    /**
     * Synthesizes into a root, over what is there. The environment says where AWS is: the packages of the two
     * libraries know the services of different provider versions, and Terraform takes those of its own alone.
     */
    async function synthesized(library: "cdktf" | "cdktn", aws: LocalAws, directory: string) {
      const env = aws.env(owner);
      const given = {
        config: writeConfig(directory, { ...config, protect: false }),
        endpoint: "",
        directory,
      };
      const stack = await synthesize({ ...given, credentials: env, program: programOf(library) });
      const root = new TerraformRoot(stack, env);
      root.write("local_override.tf", LOCAL_PROVIDER);
      await root.init();
      return root;
    }

    test(
      "is applied with the printed key policy, planned again without a change, and destroyed",
      () =>
        withLocalAws(async (aws, directory) => {
          const root = await synthesized("cdktn", aws, directory);
          await root.apply();
          await root.planNothing();
          const { key_id: keyId } = await root.outputs();
          expect(await keyPolicyInKms(aws, String(keyId), owner)).toBe(await policyText("key", file));
          await root.destroy();
          expect(await trailsIn(aws, owner)).toEqual([]);
        }),
      E2E_WITHIN_MS,
    );

    test(
      "changes nothing of what cdktf has built, and neither does the module that trailkey generates",
      () =>
        withLocalAws(async (aws, directory) => {
          await (await synthesized("cdktf", aws, directory)).apply();
          const root = await synthesized("cdktn", aws, directory);
          await root.planNothing();

          const stack = join(root.directory, "cdk.tf.json");
          const { terraform } = JSON.parse(readFileSync(stack, "utf8")) as {
            readonly terraform: { readonly backend: { readonly local: { readonly path: string } } };
          };
          rmSync(stack);
          await trailkey("generate", "-c", join(directory, "trailkey.json"), "-o", root.directory);
          root.write("provider.tf", localProviders(config));
          root.write(
            "backend.tf",
            `terraform {\n  backend "local" {\n    path = "${terraform.backend.local.path}"\n  }\n}\n`,
          );
          await root.init();
          await root.planNothing();
        }),
      E2E_WITHIN_MS,
    );
  });
});
