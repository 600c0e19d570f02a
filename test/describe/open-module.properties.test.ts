import type { Config } from "../../lib/config/config";
import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import { evaluateModule } from "../support/hcl-evaluator";
import { granting, grantingInOrganization, grantingOwnLogs, ofOrganization } from "../support/open-modules";
import { configOf, placeOf, policyIn } from "../support/place";

/** A policy of the module as Terraform plans it for a caller who passes what its example does. */
function plannedPolicy(config: Config, resource: string): unknown {
  const blueprint = describeConfig(config);
  const { region, account, partition } = placeOf(config);
  const known: Readonly<Record<string, string>> = {
    "data.aws_partition.current.partition": partition,
    "data.aws_region.current.id": region,
    "data.aws_caller_identity.current.account_id": account,
  };
  const { resources } = evaluateModule(render(blueprint), {
    variables: Object.fromEntries(blueprint.inputs.map(({ name, value }) => [name, value])),
    planned: true,
    unresolved: (text) => known[text] ?? `<${text}>`,
  });
  return JSON.parse(resources[resource]?.args.policy as string);
}

it.each([
  ["one account", granting],
  ["an organization", grantingInOrganization],
  ["an organization whose accounts read their own logs", grantingOwnLogs],
])("a module for others of %s is planned with the policies that trailkey prints", (_, input) => {
  const config = configOf(input);
  expect(plannedPolicy(config, "aws_kms_key_policy.this")).toEqual(policyIn(config, "key"));
  expect(plannedPolicy(config, "aws_s3_bucket_policy.logs")).toEqual(policyIn(config, "bucket"));
});

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
