import { join } from "node:path";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { loadExample } from "./support/examples";
import { startLocalAws } from "./support/local-aws";
import { inTemporaryDirectory, LOCAL_PROVIDER, TerraformRoot } from "./support/terraform";
import { repository, trailkey } from "./support/trailkey";

const example = loadExample(join(repository, "examples/single-account.yaml"));

describeE2e("the module refuses to plan", () => {
  test(
    "for another account, another Region, or a value that AWS would refuse",
    async () => {
      const aws = await startLocalAws();
      const { owner, file } = example;
      try {
        await inTemporaryDirectory(async (directory) => {
          await trailkey("generate", "-c", file, "-o", directory);
          const signedIn = (where: object) => new TerraformRoot(directory, aws.env({ ...owner, ...where }));
          signedIn({}).write("provider.tf", LOCAL_PROVIDER);
          await signedIn({}).init();

          expect(await signedIn({ account: "999999999999" }).refusal("plan")).toContain(
            `The provider is signed in to account 999999999999, but this trail belongs to account ${owner.account}.`,
          );
          expect(await signedIn({ region: "eu-west-3" }).refusal("plan")).toContain(
            `The provider is set to eu-west-3, but the home Region of this trail is ${owner.region}.`,
          );
          expect(await signedIn({}).refusal("plan", "-var=trail_name=no__good")).toContain(
            "Invalid value for variable",
          );
        });
      } finally {
        await aws.stop();
      }
    },
    E2E_WITHIN_MS,
  );
});
