import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import type { Blueprint } from "../../lib/terraform/blueprint";
import { expressionsOf } from "../../lib/terraform/blueprint";
import { namesUsed } from "../../lib/terraform/names-used";
import {
  bare,
  granting,
  grantingInOrganization,
  grantingOwnLogs,
  ofOrganization,
} from "../support/open-modules";
import { configOf, policyIn } from "../support/place";

const deployment = { name: "audit", account: "111111111111", region: "eu-central-1" };

/** What a caller gets who passes nothing that may be left out. */
const withDefaults = (blueprint: Blueprint): Blueprint => ({
  ...blueprint,
  inputs: blueprint.inputs.map((one) => ({ ...one, value: one.default ?? one.value })),
});

const filesOf = (input: unknown): ReadonlyMap<string, string> =>
  new Map(render(describeConfig(configOf(input))).map(({ path, content }) => [path, content]));

describe("a module whose grants are all variables", () => {
  it("grants by its defaults what it grants where the config grants nothing", () => {
    const config = configOf(granting);
    for (const policy of ["key", "bucket"]) {
      expect(policyIn(config, policy, withDefaults(describeConfig(config)))).toEqual(
        policyIn(configOf(bare), policy),
      );
    }
  });

  it("has no principal of the config outside its example", () => {
    const named = /KeyAdmin\b|[2-6]{12}|Bob|"Auditor"|Forensics|LogReader\b/;
    const files = filesOf(granting);
    for (const path of ["main.tf", "key.tf", "bucket.tf", "readers.tf", "trail.tf"]) {
      expect(files.get(path)).not.toMatch(named);
    }
  });

  it("is called in its example with what the config grants", () => {
    const example = filesOf(granting).get("examples/complete/main.tf");
    expect(example).toContain("reader_user_names");
    for (const value of [
      "KeyAdmin",
      "222222222222",
      "theirs",
      "Bob",
      "Auditor",
      "Forensics",
      "444444444444",
    ]) {
      expect(example).toContain(value);
    }
    expect(example).toMatch(/LogReader[^]*555555555555/);
    expect(filesOf(bare).get("examples/basic/main.tf")).not.toContain("reader");
  });

  it.each([
    ["all readers", grantingInOrganization],
    ["accounts that read their own logs", grantingOwnLogs],
  ])("of an organization grants nothing of this by its defaults: %s", (_, input) => {
    const config = configOf(input);
    const byDefault = withDefaults(describeConfig(config));
    for (const policy of ["key", "bucket"]) {
      expect(policyIn(config, policy, byDefault)).toEqual(policyIn(configOf(ofOrganization), policy));
    }
    const named = /Bob|"Auditor"|AuditSet|VendorReader|SecurityReader|[245]{12}|vendor-1|o-abcd123456/;
    const files = filesOf(input);
    for (const path of ["main.tf", "key.tf", "bucket.tf", "readers.tf", "trail.tf", "organization.tf"]) {
      expect(files.get(path)).not.toMatch(named);
    }
  });

  it("has a variable for whatever an organization's config may grant, which is empty by default", () => {
    const { inputs } = describeConfig(configOf(ofOrganization));
    const empty = inputs.filter((one) => ["[]", "{}"].includes(JSON.stringify(one.default)));
    expect(empty.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "reader_organization_ids",
        "own_logs_organization_ids",
        "reader_permission_set_names",
        "log_archive_reader_roles",
        "delegated_administrator_account_ids",
      ]),
    );
  });

  it("has no variable that nothing depends on: members' own logs need a bucket, and the console's policy names nobody", () => {
    const keyAlone = { ...deployment, trail: false, module: { variables: "all" } };
    const namesOf = (input: object): readonly string[] =>
      describeConfig(configOf(input)).inputs.map(({ name }) => name);
    const ofMembers = namesOf({ ...keyAlone, organization: { id: "o-abcd123456" } });
    expect(ofMembers).toContain("reader_organization_ids");
    expect(ofMembers).not.toContain("own_logs_organization_ids");
    const ofConsole = namesOf({ ...keyAlone, key: { style: "console" } });
    expect(ofConsole).toContain("reader_account_ids");
    expect(ofConsole).not.toEqual(expect.arrayContaining(["reader_arns"]));
    expect(ofConsole).not.toEqual(expect.arrayContaining(["reader_role_names"]));
  });

  it("must be told what is unique worldwide: the bucket's name, and the ARN of a key that exists", () => {
    const existing = "arn:aws:kms:eu-central-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const { inputs } = describeConfig(configOf({ ...bare, key: { existing } }));
    expect(inputs.filter((one) => one.default === undefined).map(({ name }) => name)).toEqual([
      "key_arn",
      "bucket_name",
    ]);
  });

  const folder = join(__dirname, "../../modules/configs");
  const written = readdirSync(folder).map((file): readonly [string, object] => [
    file,
    parse(readFileSync(join(folder, file), "utf8")) as object,
  ]);
  const ownKey = {
    existing: "arn:aws:kms:eu-central-1:333333333333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  };
  const modules: readonly (readonly [string, object])[] = [
    ...written,
    ["an organization", ofOrganization],
    ["the style aws-docs", { ...bare, key: { style: "aws-docs" } }],
    ["the style console", { ...bare, key: { style: "console" } }],
    [
      "the style console, key elsewhere",
      { ...ofOrganization, key: { account: "log_archive", style: "console" }, bucket: { name: "b-logs" } },
    ],
    ["a key and a bucket that exist", { ...bare, key: ownKey, bucket: { name: "b-logs", existing: true } }],
    [
      "a key for an organization",
      { ...bare, organization: { id: "o-abcd123456" }, trail: false, bucket: undefined },
    ],
  ];

  it.each(modules)("has no variable that changes nothing: %s", (_, input) => {
    const blueprint = describeConfig(configOf(input));
    const resources = blueprint.blocks.filter(({ mode }) => mode === "resource");
    const used = namesUsed(blueprint, [
      // What a check alone reads changes nothing.
      ...resources.flatMap((block) => expressionsOf({ ...block, lifecycle: {} })),
      ...blueprint.outputs.map(({ value }) => value),
    ]);
    const waited = new Set(resources.flatMap(({ dependsOn = [] }) => dependsOn));
    const pins = blueprint.inputs.filter(({ name }) =>
      /^(region|organization_id|(\w+_)?account_id)$/.test(name),
    );
    const idle = blueprint.inputs.filter(
      ({ name }) => !used.has(`var.${name}`) && !waited.has(`var.${name}`),
    );
    expect(idle.filter((one) => !pins.includes(one)).map(({ name }) => name)).toEqual([]);
  });

  it.each(written)(
    "requires nothing but what is unique worldwide, and says nothing of its example: %s",
    (_, input) => {
      const { inputs } = describeConfig(configOf(input));
      const required = inputs.filter((one) => one.default === undefined).map(({ name }) => name);
      expect(required.filter((name) => !["bucket_name", "key_arn"].includes(name))).toEqual([]);
      const root = [...filesOf(input)]
        .filter(([path]) => /^[^/]+\.tf$/.test(path))
        .map(([, content]) => content.replace(/\(example: .*?\)/g, ""));
      // The Sids of CloudTrail end in a date.
      expect(root.join("").replaceAll("20150319", "")).not.toMatch(
        /\d{12}|\bo-abcd123456|Auditor|CloudTrailReader/,
      );
    },
  );
});
