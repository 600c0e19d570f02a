import { join } from "node:path";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { loadExample } from "./support/examples";
import { generatedRoot } from "./support/generated-root";
import { TerraformRoot } from "./support/terraform";
import { repository } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

const { config, owner } = loadExample(join(repository, "examples/single-account.yaml"));

describeE2e("the module refuses to plan", () => {
  test(
    "for another account, another Region, a value that AWS would refuse, or too many of them",
    () =>
      withLocalAws(async (aws, directory) => {
        const root = await generatedRoot(directory, config, aws.env(owner));
        const signedIn = (where: object) =>
          new TerraformRoot(root.directory, aws.env({ ...owner, ...where }));

        expect(await signedIn({ account: "999999999999" }).refusal("plan")).toContain(
          `The provider's credentials belong to account 999999999999, but this trail belongs to account ${owner.account}.`,
        );
        expect(await signedIn({ region: "eu-west-3" }).refusal("plan")).toContain(
          `The provider uses Region eu-west-3, but the home Region of this trail is ${owner.region}.`,
        );
        expect(await root.refusal("plan", "-var=trail_name=no__good")).toContain(
          "Invalid value for variable",
        );
        const roles = Array.from({ length: 800 }, (_, index) => `"Auditor-${1000 + index}"`).join(",");
        expect(await root.refusal("plan", `-var=reader_role_names=[${roles}]`)).toMatch(
          /The key policy has \d{5} bytes, and KMS accepts at most 32768\. To reduce its size: /,
        );
      }),
    E2E_WITHIN_MS,
  );
});
