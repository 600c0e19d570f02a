import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import type { Blueprint } from "../../lib/terraform/blueprint";
import { configOf, policyIn } from "../support/place";

const grants = {
  key: { administrators: ["arn:aws:iam::111111111111:role/KeyAdmin"] },
  encryptFor: ["222222222222", "arn:aws:cloudtrail:eu-west-1:333333333333:trail/theirs"],
  readers: [
    { user: "Bob" },
    { role: "Auditor" },
    { role: "arn:aws:iam::111111111111:role/Forensics" },
    { account: "444444444444" },
    { assumableRole: { name: "LogReader", trustedAccounts: ["555555555555"] } },
  ],
};
const deployment = { name: "org-audit", account: "111111111111", region: "eu-central-1" };
const granting = {
  ...deployment,
  bucket: { name: "org-audit-logs", deliverFrom: ["666666666666"] },
  module: { variables: "all" },
  ...grants,
};
const bare = { ...deployment, bucket: { name: "org-audit-logs" }, module: { variables: "all" } };

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
    const example = filesOf(granting).get("examples/basic/main.tf");
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

  it("must be told what is unique worldwide: the bucket's name, and the ARN of a key that exists", () => {
    const existing = "arn:aws:kms:eu-central-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const { inputs } = describeConfig(configOf({ ...bare, key: { existing } }));
    expect(inputs.filter((one) => one.default === undefined).map(({ name }) => name)).toEqual([
      "key_arn",
      "bucket_name",
    ]);
  });
});
