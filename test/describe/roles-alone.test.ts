import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import { parseConfig } from "../../lib/config/parse";
import { configOf, policyIn } from "../support/place";
import { unmetOfAll } from "../support/policy-verdicts";
import { unmet } from "../support/unmet-expectations";

const owner = "111111111111";
const reader = "222222222222";

const rolesAlone = {
  name: "log-reader",
  module: { variables: "all" },
  trail: false,
  account: reader,
  key: { existing: `arn:aws:kms:us-east-1:${owner}:key/1234abcd-12ab-34cd-56ef-1234567890ab` },
  bucket: { name: "org-audit-logs", existing: true, account: owner },
  readers: [{ assumableRole: { name: "Reader", trustedAccounts: [reader, "444444444444"] } }],
};

const namesOf = (named: readonly { readonly name: string }[]): readonly string[] =>
  named.map(({ name }) => name);

describe("a module of roles alone", () => {
  const blueprint = describeConfig(configOf(rolesAlone));

  it("offers nothing of the key and the bucket, which are another account's", () => {
    for (const name of namesOf(blueprint.inputs))
      expect([
        "account_id",
        "region",
        "key_arn",
        "reader_roles",
        "bucket_name",
        "s3_key_prefix",
        "tags",
      ]).toContain(name);
    expect(namesOf(blueprint.inputs)).toEqual(
      expect.arrayContaining(["key_arn", "reader_roles", "bucket_name", "tags"]),
    );
    expect(namesOf(blueprint.outputs)).toEqual(["reader_policy", "reader_role_arns"]);
  });

  it("moves no role of the config: each caller has other ones", () => {
    expect(blueprint.moves).toEqual([]);
  });

  it("lets its own account assume a role, which its users and roles need", () => {
    expect(JSON.stringify(policyIn(configOf(rolesAlone), "trust:Reader"))).toContain(
      `arn:aws:iam::${reader}:root`,
    );
  });

  it("asks the key's owner for what the roles need, and for nothing that CloudTrail does", () => {
    const policy = JSON.stringify(policyIn(configOf(rolesAlone)));
    expect(policy).toContain(`arn:aws:iam::${reader}:role/Reader`);
    expect(policy).toContain(`arn:aws:iam::${owner}:root`);
    expect(policy).not.toContain("cloudtrail.amazonaws.com");
    expect(policy).not.toContain("${");
  });

  it("meets what its config must allow and refuse", () => {
    expect(unmet(configOf(rolesAlone))).toEqual([]);
    expect(unmetOfAll(configOf(rolesAlone))).toEqual([]);
    const without = configOf({ ...rolesAlone, readers: [] });
    expect(unmet(without)).toEqual([]);
  });

  it("is not met by a key policy that lets CloudTrail use the key, or leaves a role out", () => {
    const config = configOf(rolesAlone);
    const policy = policyIn(config) as { readonly Statement: readonly object[] };
    const cloudTrail = {
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "kms:GenerateDataKey*",
      Resource: "*",
    };
    expect(unmet(config, { ...policy, Statement: [...policy.Statement, cloudTrail] })).not.toEqual([]);
    expect(unmet(config, { ...policy, Statement: policy.Statement.slice(0, 1) })).not.toEqual([]);
  });

  it("says whose the roles are", () => {
    const files = render(blueprint).map(({ content }) => content);
    expect(files.join("\n")).toContain("Account that the roles are created in");
    expect(files.join("\n")).not.toContain("but this key belongs");
  });
});

test("a role for readers of its own account is refused where the account owns the key, or has a trail", () => {
  const problemsOf = (input: object) => {
    const parsed = parseConfig(input);
    return parsed.ok ? [] : parsed.problems.map(({ code }) => code);
  };
  expect(problemsOf(rolesAlone)).toEqual([]);
  expect(problemsOf({ ...rolesAlone, module: { variables: "config" } })).toEqual([]);
  expect(problemsOf({ ...rolesAlone, trail: { name: "audit" }, region: "us-east-1" })).toContain(
    "owner-trusted",
  );
  expect(
    problemsOf({ ...rolesAlone, key: { existing: rolesAlone.key.existing.replace(owner, reader) } }),
  ).toContain("owner-trusted");
});
