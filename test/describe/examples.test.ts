import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import { granting, grantingInOrganization } from "../support/open-modules";
import { configOf } from "../support/place";

const examplesOf = (input: unknown) => {
  const { examples, inputs, outputs } = describeConfig(configOf(input));
  const [basic, complete] = examples;
  if (basic === undefined || complete === undefined) throw new Error("there are two");
  return { basic, complete, inputs, outputs };
};

const namesOf = (named: readonly { readonly name: string }[]): readonly string[] =>
  named.map(({ name }) => name);

const fileOf = (input: unknown, path: string): string =>
  render(describeConfig(configOf(input))).find((file) => file.path === path)?.content ?? "";

const closed = { ...granting, module: { variables: "config" } };
const closedInOrganization = { ...grantingInOrganization, module: { variables: "config" } };
const { account, region, ...nowhere } = granting;

test.each([
  ["a module for others", granting],
  ["one for others in an organization", grantingInOrganization],
  ["a config's own", closed],
  ["a config's own in an organization", closedInOrganization],
])(
  "the basic example passes what has no default, the complete one every input that has a value: %s",
  (_, input) => {
    const { basic, complete, inputs } = examplesOf(input);
    const required = inputs.filter((one) => one.default === undefined);
    expect([basic.name, complete.name]).toEqual(["basic", "complete"]);
    expect(namesOf(basic.args)).toEqual(namesOf(required));
    expect(namesOf(complete.args)).toEqual(namesOf(inputs.filter(({ value }) => value !== null)));
  },
);

test("an input that nothing but null is known for is left to its default, and passed once the config says more", () => {
  const unsaid = (input: unknown): readonly string[] => {
    const { complete, inputs } = examplesOf(input);
    const passed = new Set(namesOf(complete.args));
    return inputs.flatMap((one) =>
      passed.has(one.name) ? [] : [`${one.name} = ${JSON.stringify(one.default)}`],
    );
  };
  expect(unsaid(granting)).toEqual(["key_description = null", "s3_key_prefix = null"]);
  expect(
    unsaid({
      ...granting,
      key: { ...granting.key, description: "Logs." },
      bucket: { ...granting.bucket, prefix: "audit" },
    }),
  ).toEqual([]);
});

test.each([
  ["a module for others", granting],
  ["one for others in an organization", grantingInOrganization],
  ["a config's own in an organization", closedInOrganization],
])("every variable of an example has a default and is used, so it plans as it stands: %s", (_, input) => {
  for (const example of ["basic", "complete"]) {
    const used = ["main.tf", "providers.tf"]
      .map((file) => fileOf(input, `examples/${example}/${file}`))
      .join("\n");
    const declared = fileOf(input, `examples/${example}/variables.tf`);
    const names = [...declared.matchAll(/^variable "(\w+)"/gm)].map(([, name = ""]) => name);
    expect(declared.match(/^ {2}default +=/gm) ?? []).toHaveLength(names.length);
    expect(new Set([...used.matchAll(/var\.(\w+)/g)].map(([, name]) => name))).toEqual(new Set(names));
  }
});

test("a role or user of an account that nothing pins is named by the caller's identity", () => {
  const main = fileOf(nowhere, "examples/complete/main.tf");
  expect([account, region]).toEqual(["111111111111", "eu-central-1"]);
  expect(main).toContain('data "aws_caller_identity" "current" {}');
  expect(main).toContain('"arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/KeyAdmin",');
  expect(main).not.toContain("111111111111");
});

test("an account and an organization that the example has a variable for are named by it", () => {
  const main = fileOf(grantingInOrganization, "examples/complete/main.tf");
  expect(main).toContain('["arn:aws:iam::${var.log_archive_account_id}:role/KeyAdmin"]');
  expect(main).toMatch(/reader_organization_ids += \[var\.organization_id\]/);
  expect(main).toContain("arn:aws:iam::${var.security_account_id}:policy/Limit");
  expect(main).not.toContain("data ");
  expect(main).not.toContain("null");
});

test("a provider of another account assumes a role there", () => {
  const providers = fileOf(grantingInOrganization, "examples/basic/providers.tf");
  expect(providers).toContain(
    'role_arn = "arn:aws:iam::${var.log_archive_account_id}:role/OrganizationAccountAccessRole"',
  );
  expect(fileOf(closedInOrganization, "examples/basic/providers.tf")).toContain(
    'role_arn = "arn:aws:iam::333333333333:role/OrganizationAccountAccessRole"',
  );
});

test("the basic example of a config's own module has the config's Region and account, that of others no account", () => {
  expect(fileOf(closed, "examples/basic/providers.tf")).toMatch(
    /region += "eu-central-1"\n +allowed_account_ids = \["111111111111"\]/,
  );
  expect(fileOf(granting, "examples/basic/providers.tf")).not.toContain("allowed_account_ids");
  expect(fileOf(granting, "examples/complete/providers.tf")).toContain("[var.account_id]");
});
