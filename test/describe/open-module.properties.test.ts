import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import type { Config } from "../../lib/config/config";
import type { ConfigInput } from "../../lib/config/config-input";
import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import type { Input } from "../../lib/terraform/blueprint";
import type { EvaluatedModule } from "../support/hcl-evaluator";
import { evaluateModule } from "../support/hcl-evaluator";
import type { PlainObject, PlainValue } from "../support/hcl-expressions";
import { normal, withoutOwner } from "../support/normal-policy";
import { exampleOf, grantingInputs, withSomeGrants } from "../support/open-grants";
import { grantingInOrganization, ofOrganization } from "../support/open-modules";
import { configOf, policyIn } from "../support/place";
import { plannedModule, valuesOf } from "../support/planned-module";

describe("a module for others, called with the values of a config", () => {
  it("makes what the config's own module makes, with the policies that trailkey prints", () => {
    fc.assert(fc.property(grantingInputs, fc.array(fc.boolean()), expectSame), { numRuns: 250 });
  });

  it.each(["aws-docs", "console", "strict"] as const)(
    "does so in the style %s, with and without whole accounts",
    (style) => {
      const input = {
        name: "audit",
        account: "111111111111",
        region: "us-east-1",
        bucket: { name: "audit-logs" },
        key: { style },
      };
      fc.assert(fc.property(withSomeGrants(input), fc.array(fc.boolean()), expectSame), { numRuns: 40 });
    },
  );

  const folder = join(__dirname, "../../modules/configs");
  it.each(readdirSync(folder))("does so for modules/configs/%s, whoever is granted something", (file) => {
    const input = parse(readFileSync(join(folder, file), "utf8")) as ConfigInput;
    const placed = { account: "111111111111", region: "us-east-1", ...input };
    fc.assert(fc.property(withSomeGrants(placed), fc.array(fc.boolean()), expectSame), { numRuns: 50 });
  });
});

/** `pins` says which values are passed that need not be: defaults, and what Terraform finds out. */
function expectSame(input: ConfigInput, pins: readonly boolean[]): void {
  const config = configOf({ ...input, module: {} });
  const open = describeConfig(configOf({ ...input, module: { variables: "all" } }));
  const module = describeConfig(configOf(exampleOf(input)));
  expect(module.inputs.map(interfaceOf)).toEqual(open.inputs.map(interfaceOf));
  const values = valuesOf(open);
  const passed = module.inputs.filter(
    ({ name, default: fallback }, position) =>
      pins[position] === true || !(isGuard(name) ? fallback === null : same(fallback, values[name])),
  );
  const planned = plannedModule(
    module,
    config,
    Object.fromEntries<PlainValue>(passed.map(({ name }) => [name, values[name] ?? null])),
  );
  expectSamePolicies(planned, config);
  expectSameResources(planned, plannedModule(describeConfig(config), config, {}));
}

/** Names of keys and trails have defaults of the config's own. */
const interfaceOf = ({ name, type, default: fallback }: Input) => ({
  name,
  type,
  isOptional: fallback !== undefined,
});

const isGuard = (name: string): boolean =>
  /^(region|organization_id|organization_management_account|(\w+_)?account_id)$/.test(name);

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

function expectSamePolicies({ resources, outputs }: EvaluatedModule, config: Config): void {
  const owner = config.bucket?.account ?? config.account ?? "";
  const expected = (name: string): unknown => normal(policyIn(config, name));
  const planned = (text: PlainValue | undefined): unknown => normal(JSON.parse(text as string));
  const keyPolicy = resources["aws_kms_key_policy.this"]?.args.policy ?? outputs.key_policy?.value;
  if (keyPolicy !== undefined) expect(planned(keyPolicy)).toEqual(expected("key"));
  const bucketPolicy = resources["aws_s3_bucket_policy.logs"]?.args.policy ?? outputs.bucket_policy?.value;
  if (bucketPolicy !== undefined) {
    expect(planned(bucketPolicy)).toEqual(withoutOwner(expected("bucket"), `:${owner}:root`));
  }
  if (config.readers.length > 0) expect(planned(outputs.reader_policy?.value)).toEqual(expected("reader"));
  for (const reader of config.readers) {
    if (reader.kind !== "assumableRole") continue;
    const { provider, name } = reader;
    const role =
      resources[`aws_iam_role.reader${provider === null ? "" : `_${provider}`}`]?.instances?.[name];
    expect(planned(role?.assume_role_policy)).toEqual(expected(`trust:${name}`));
  }
}

/** Arguments but for policies, whose form may differ. */
function expectSameResources(planned: EvaluatedModule, own: EvaluatedModule): void {
  for (const [address, block] of Object.entries(own.resources)) {
    // What a closed module makes for accounts that read is left to a module's caller.
    if (address.startsWith("aws_iam_policy.")) continue;
    const found = planned.resources[address];
    expect({ address, ...argumentsOf(found) }).toEqual({ address, ...argumentsOf(block) });
    expect(found?.provider).toEqual(block.provider);
    expect(found?.dependsOn).toEqual(block.dependsOn);
  }
  const more = Object.entries(planned.resources).filter(([address]) => !(address in own.resources));
  for (const [address, { instances }] of more)
    expect({ address, instances }).toEqual({ address, instances: {} });
}

function argumentsOf(block: EvaluatedModule["resources"][string] | undefined): object {
  const stated = (args: PlainObject): PlainObject =>
    Object.fromEntries(
      Object.entries(args).filter(([name, value]) => value !== null && !/policy$|^for_each$/.test(name)),
    );
  return block?.instances === undefined
    ? { args: block && stated(block.args) }
    : {
        instances: Object.fromEntries(
          Object.entries(block.instances).map(([key, args]) => [key, stated(args)]),
        ),
      };
}

describe("the organization whose accounts read", () => {
  const names = ["reader_organization_ids", "own_logs_organization_ids"] as const;

  /** The messages of the checks that do not hold where a caller passes these values. */
  function broken(input: object, variables: Readonly<Record<string, readonly string[]>>): readonly string[] {
    const blueprint = describeConfig(configOf(input));
    const { resources } = evaluateModule(render(blueprint), {
      variables: {
        ...Object.fromEntries(blueprint.inputs.map(({ name, value }) => [name, value])),
        ...variables,
      },
    });
    return Object.entries(resources).flatMap(([address, { preconditions }]) =>
      preconditions.flatMap(({ condition, message }) =>
        condition === false ? [`${address}: ${message as string}`] : [],
      ),
    );
  }

  const existing = "arn:aws:kms:eu-central-1:333333333333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const sentence =
    "Accounts of an organization can read the logs only if it is the trail's, o-abcd123456: all accounts of another organization could read them too.";

  it.each([
    ["a module for others", ofOrganization, "aws_kms_key_policy.this"],
    ["a module whose key exists", { ...ofOrganization, key: { existing } }, "aws_cloudtrail.this"],
    ["a module with grants of its own", grantingInOrganization, "aws_kms_key_policy.this"],
  ])("must be the trail's in %s", (_, input, address) => {
    const nobody = Object.fromEntries(names.map((name) => [name, []]));
    for (const name of names) {
      expect(broken(input, { ...nobody, [name]: ["o-abcd123456"] })).toEqual([]);
      expect(broken(input, { ...nobody, [name]: ["o-other98765"] })).toEqual([`${address}: ${sentence}`]);
    }
  });

  it("must be the trail's where the module is for one caller too", () => {
    const closed = { ...grantingInOrganization, module: {} };
    expect(broken(closed, { reader_organization_ids: ["o-other98765"] })).toEqual([
      `aws_kms_key_policy.this: ${sentence}`,
    ]);
  });
});
