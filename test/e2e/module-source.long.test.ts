import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { writtenRoot } from "./support/generated-root";
import { keyPolicyInKms, trailsIn } from "./support/read-back";
import { LOCAL_PROVIDER } from "./support/terraform";
import { policyText, repository, writeConfig } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

const owner = { account: "444444444444", region: "eu-central-1" };
const trail = (account: string) => `arn:aws:cloudtrail:eu-central-1:${account}:trail/audit`;
const role = (name: string) => `arn:aws:iam::${owner.account}:role/${name}`;

/** Values of the module's variables, and the options of a config that say the same. */
const granting = {
  variables: {
    key_administrator_arns: [role("KeyAdmin")],
    reader_user_names: ["Bob", "team/Alice"],
    reader_role_names: ["Auditor"],
    reader_arns: [role("audit/Responder")],
    reader_account_ids: ["222222222222"],
    reader_roles: { CloudTrailReadRole: { trusted_account_ids: ["333333333333"] } },
    encrypt_for_account_ids: ["555555555555"],
    encrypt_for_trail_arns: [trail("666666666666")],
    deliver_from_account_ids: ["555555555555"],
    deliver_from_trail_arns: [trail("666666666666")],
  },
  config: {
    key: { administrators: [role("KeyAdmin")] },
    readers: [
      { user: "Bob" },
      { user: "team/Alice" },
      { role: "Auditor" },
      { role: role("audit/Responder") },
      { account: "222222222222" },
      { assumableRole: { name: "CloudTrailReadRole", trustedAccounts: ["333333333333"] } },
    ],
    encryptFor: ["555555555555", trail("666666666666")],
    bucket: { deliverFrom: ["555555555555", trail("666666666666")] },
  },
};

const instances = [
  { name: "audit-east", variables: {}, config: {} },
  { name: "audit-west", ...granting },
];

describeE2e("modules/trail in somebody else's root", () => {
  test(
    "stands twice side by side, with nobody let in and with everybody, each with the printed policies",
    () =>
      withLocalAws(async (aws, directory) => {
        const root = await writtenRoot(directory, instances.map(moduleCall).join(""), aws.env(owner));
        await root.apply();
        await root.planNothing();

        const outputs = await root.outputs();
        const names = instances.map(({ name }) => name);
        expect((await trailsIn(aws, owner)).map(({ Name }) => Name).sort()).toEqual(names);
        for (const instance of instances) {
          const config = configOf(instance, directory);
          const { key_id, bucket_policy } = outputs[instance.name] as Readonly<Record<string, string>>;
          expect(await keyPolicyInKms(aws, key_id ?? "", owner)).toBe(await policyText("key", config));
          expect(bucket_policy).toBe(await policyText("bucket", config));
        }
        await root.destroy();
      }),
    E2E_WITHIN_MS,
  );

  test(
    "refuses to plan without the bucket's name, and for a principal of another account",
    () =>
      withLocalAws(async (aws, directory) => {
        const call = (values: string) =>
          `module "audit" {\n  source = "${join(repository, "modules/trail")}"\n${values}}\n`;
        const named = call(
          '  bucket_name = "audit-logs"\n  reader_arns = ["arn:aws:iam::999999999999:role/Stranger"]\n',
        );
        const root = await writtenRoot(directory, named, aws.env(owner));
        expect(await root.refusal("plan")).toContain(
          `Readers that are named by ARN must be IAM users or roles of account ${owner.account}, which owns the key, but these are not: `,
        );
        root.write("main.tf", LOCAL_PROVIDER + call(""));
        expect(await root.refusal("plan")).toContain('The argument "bucket_name" is required');
      }),
    E2E_WITHIN_MS,
  );
});

type Instance = (typeof instances)[number];

const moduleCall = ({ name, variables }: Instance): string => `
module "${name}" {
  source      = "${join(repository, "modules/trail")}"
  trail_name  = "${name}"
  bucket_name = "${name}-logs"
  key_alias   = "${name}"
${Object.entries(variables)
  .map(([variable, value]) => `  ${variable} = ${JSON.stringify(value)}\n`)
  .join("")}}

output "${name}" {
  value = module.${name}
}
`;

/** The module's config with an instance's values, for the policies that it should have. */
function configOf({ name, config: options }: Instance, directory: string): string {
  // Its other values are those of an example, of another account.
  const { module, protect } = parse(
    readFileSync(join(repository, "modules/configs/trail.yaml"), "utf8"),
  ) as object & { readonly module: object; readonly protect: boolean };
  const { bucket = {}, ...others } = options as { readonly bucket?: object };
  return writeConfig(directory, {
    module,
    protect,
    ...owner,
    ...others,
    name,
    bucket: { ...bucket, name: `${name}-logs` },
  });
}
