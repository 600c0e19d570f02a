import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { writtenRoot } from "./support/generated-root";
import { keyPolicyInKms, trailsIn } from "./support/read-back";
import { policyText, repository, writeConfig } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

const owner = { account: "444444444444", region: "eu-central-1" };
const instances = ["audit-east", "audit-west"];

describeE2e("modules/trail in somebody else's root", () => {
  test(
    "stands twice side by side, each with its own values and the policy of its own trail",
    () =>
      withLocalAws(async (aws, directory) => {
        const root = await writtenRoot(directory, instances.map(moduleCall).join(""), aws.env(owner));
        await root.apply();
        await root.planNothing();

        const keys = await root.outputs();
        expect((await trailsIn(aws, owner)).map(({ Name }) => Name).sort()).toEqual(instances);
        for (const name of instances) {
          const printed = await policyText("key", configOf(name, directory));
          expect(await keyPolicyInKms(aws, String(keys[name]), owner)).toBe(printed);
        }
        await root.destroy();
      }),
    E2E_WITHIN_MS,
  );
});

const moduleCall = (name: string): string => `
module "${name}" {
  source      = "${join(repository, "modules/trail")}"
  trail_name  = "${name}"
  bucket_name = "${name}-logs"
  key_alias   = "${name}"
}

output "${name}" {
  value = module.${name}.key_arn
}
`;

/** The module's config with an instance's values, for the policy that its key should have. */
function configOf(name: string, directory: string): string {
  const config = parse(readFileSync(join(repository, "modules/configs/trail.yaml"), "utf8")) as {
    readonly bucket: object;
  };
  return writeConfig(directory, {
    ...config,
    ...owner,
    name,
    bucket: { ...config.bucket, name: `${name}-logs` },
  });
}
