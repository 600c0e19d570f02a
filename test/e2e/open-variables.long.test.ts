import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import type { ConfigInput } from "../../lib/config/config-input";
import { describe as describeConfig } from "../../lib/describe/describe";
import type { JsonValue } from "../../lib/terraform/canonical-json";
import { normal, withoutOwner } from "../support/normal-policy";
import { withSomeGrants } from "../support/open-grants";
import { configOf, policyIn } from "../support/place";
import { valuesOf } from "../support/planned-module";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { writtenRoot } from "./support/generated-root";
import { localProvider } from "./support/local-providers";
import { createOrganization } from "./support/organization";
import { keyPolicyInKms } from "./support/read-back";
import { changes, planned, type Plan } from "./support/terraform";
import { policyText, repository, trailkey, writeConfig } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

const region = "us-east-1";
const management = { account: "111111111111", region };
const accounts = { log_archive: "333333333333", reader: "222222222222" };
const organization = { id: "o-abcd123456", management, members: Object.values(accounts) };

/** How often each module is called, each time with other grants. */
const modules = { key: 2, trail: 4, "organization-trail": 3, "log-archive": 3, "reader-role": 2 } as const;

/** What `modules/configs` says of a module, in the place that it is called in. */
const configOfModule = (name: string): ConfigInput => {
  const config = parse(readFileSync(join(repository, `modules/configs/${name}.yaml`), "utf8")) as ConfigInput;
  return { account: management.account, region, ...config };
};

interface Call {
  readonly label: string;
  readonly module: string;
  readonly input: ConfigInput;
}

const calls: readonly Call[] = Object.entries(modules).flatMap(([module, count]) =>
  fc
    .sample(withSomeGrants(configOfModule(module)), { numRuns: count, seed: 11 })
    .map((input, position) => ({ label: `${module.replace("-", "_")}_${position}`, module, input })),
);

describeE2e("modules whose grants are all variables", () => {
  test(
    "are planned with the policies that trailkey prints for the same values, a dozen in one root",
    () =>
      withLocalAws(async (aws, directory) => {
        await createOrganization(aws, organization);
        for (const module of Object.keys(modules)) {
          await trailkey("generate", "-c", `modules/configs/${module}.yaml`, "-o", join(directory, module));
        }
        const values = Object.fromEntries(
          calls.map(({ label, input }, position) => [label, passedValues(input, position)]),
        );
        const providers = Object.entries(accounts).map(([alias, account]) =>
          localProvider(alias, { account, region }),
        );
        const blocks = calls.map((call) => callOf(call, Object.keys(values[call.label] ?? {})));
        const root = await writtenRoot(
          directory,
          [...providers, valuesFrom("values.json"), ...blocks].join("\n"),
          aws.env(management),
        );
        root.write("values.json", JSON.stringify(values));
        await root.init();
        const plan = await root.plan();
        for (const call of calls) expectPrinted(plan, call);
      }),
    E2E_WITHIN_MS,
  );

  test(
    "take ARNs that are not known before the apply, and statements of the caller's own",
    () =>
      withLocalAws(async (aws, directory) => {
        await trailkey("generate", "-c", "modules/configs/trail.yaml", "-o", join(directory, "trail"));
        const root = await writtenRoot(
          directory,
          valuesFrom("statements.json") + calledWithNewRoles,
          aws.env(management),
        );
        root.write("statements.json", JSON.stringify(statements));
        await root.init();
        await root.plan();
        await root.applyPlan();
        await root.planNothing();
        const { key_id } = (await root.outputs()).trail as Readonly<Record<string, string>>;
        const arn = (name: string): string => `arn:aws:iam::${management.account}:role/${name}`;
        const config = {
          ...configOfModule("trail"),
          module: {},
          // Of the grants in the module's config, which are examples, the root passes none.
          encryptFor: [],
          tags: {},
          key: { administrators: [arn("new-admin")], statements },
          readers: [{ role: arn("new-reader") }],
        };
        const kept = await keyPolicyInKms(aws, key_id ?? "", management);
        const printed = await policyText("key", writeConfig(directory, config));
        expect(normal(JSON.parse(kept))).toEqual(normal(JSON.parse(printed)));
        await root.destroy();
      }),
    E2E_WITHIN_MS,
  );

  test(
    "refuse statements that are no list of statements, and another account than the caller says",
    () =>
      withLocalAws(async (aws, directory) => {
        await trailkey("generate", "-c", "modules/configs/key.yaml", "-o", join(directory, "key"));
        const call = `variable "statements" {\n  type = any\n}\n\nmodule "key" {\n  source = "./key"\n  account_id = "999999999999"\n  key_policy_statements = var.statements\n}\n`;
        const root = await writtenRoot(directory, call, aws.env(management));
        const refusal = "key_policy_statements must be a list of objects, each with Effect: Allow or Deny.";
        for (const wrong of ['{ Effect = "Allow" }', '[{ Effect = "Permit" }]', '["Allow"]', '"Allow"']) {
          expect(await root.refusal("plan", `-var=statements=${wrong}`)).toContain(refusal);
        }
        expect(await root.refusal("plan", "-var=statements=[]")).toContain(
          "The provider's credentials belong to account 111111111111, but this key belongs to account 999999999999.",
        );
      }),
    E2E_WITHIN_MS,
  );
});

/** Statements of unlike shapes, with what looks like code. */
const statements = [
  {
    Sid: "Own",
    Effect: "Deny",
    Principal: "*",
    Action: ["kms:Decrypt"],
    Resource: "*",
    Condition: { StringLike: { "aws:PrincipalTag/team": ["${aws:username}", '%{ if true }"'] } },
  },
  {
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111111111111:root" },
    Action: "kms:DescribeKey",
    Resource: "*",
  },
];

/** The value of each input; every other call leaves out what Terraform finds out. */
function passedValues(input: ConfigInput, position: number): Readonly<Record<string, JsonValue>> {
  const blueprint = describeConfig(configOf({ ...input, module: { variables: "all" } }));
  const isLeft = (name: string): boolean =>
    position % 2 === 1 &&
    blueprint.inputs.some((one) => one.name === name && one.default === null && /_id$|^region$/.test(name));
  return Object.fromEntries(Object.entries(valuesOf(blueprint)).filter(([name]) => !isLeft(name)));
}

/** As data, so that no text in it is code of the root. */
const valuesFrom = (file: string): string => `
locals {
  values = jsondecode(file("\${path.root}/${file}"))
}
`;

function callOf({ label, module, input }: Call, names: readonly string[]): string {
  const own = module === "reader-role" ? "aws.reader" : "aws";
  const aliases = Object.keys(input.accounts ?? {}).map((alias) => `    aws.${alias} = aws.${alias}\n`);
  const assignments = names.map((name) => `  ${name} = local.values.${label}.${name}\n`).join("");
  return `
module "${label}" {
  source = "./${module}"
${assignments}
  providers = {
    aws = ${own}
${aliases.join("")}  }
}
`;
}

const calledWithNewRoles = `
resource "aws_iam_role" "new" {
  for_each = toset(["new-reader", "new-admin"])

  name = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

module "trail" {
  source      = "./trail"
  bucket_name = "audit-trail-logs"

  reader_arns            = [aws_iam_role.new["new-reader"].arn]
  key_administrator_arns = [aws_iam_role.new["new-admin"].arn]
  key_policy_statements  = local.values
}

output "trail" {
  value = module.trail
}
`;

function expectPrinted(plan: Plan, { label, input }: Call): void {
  const config = configOf({ ...input, module: {} });
  const printed = (name: string): unknown => normal(policyIn(config, name));
  const at = (address: string, argument = "policy"): unknown =>
    normal(JSON.parse(String(planned(plan, `module.${label}.${address}`)[argument])));
  const root = `:${config.bucket?.account ?? config.account ?? ""}:root`;
  const made = changes(plan).map(([, address]) => address);
  if (config.key.existing === null)
    expect({ label, policy: at("aws_kms_key_policy.this") }).toEqual({ label, policy: printed("key") });
  if (config.bucket?.existing === false) {
    expect({ label, policy: at("aws_s3_bucket_policy.logs") }).toEqual({
      label,
      policy: withoutOwner(printed("bucket"), root),
    });
  }
  const roles = config.readers.filter((reader) => reader.kind === "assumableRole");
  for (const { name, provider } of roles) {
    const block = provider === null ? "reader" : `reader_${provider}`;
    expect(at(`aws_iam_role.${block}["${name}"]`, "assume_role_policy")).toEqual(printed(`trust:${name}`));
  }
  const created = made.filter((address) => address.startsWith(`module.${label}.aws_iam_role.`));
  expect(created).toHaveLength(roles.length);
}
