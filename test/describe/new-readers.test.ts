import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import { configOf, policyIn } from "../support/place";

const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs", bucketKey: false },
};
const vendor = {
  assumableRole: {
    name: "SiemRole",
    trustedAccounts: ["444444444444"],
    externalId: "trailkey-7f3a",
    path: "/audit/",
    permissionsBoundary: "arn:aws:iam::111111111111:policy/Boundary",
  },
};
const plain = { assumableRole: { name: "Plain", trustedAccounts: ["555555555555"] } };

const filesOf = (input: object): ReadonlyMap<string, string> =>
  new Map(
    render(describeConfig(configOf({ ...base, ...input }))).map(({ path, content }) => [path, content]),
  );
const policyOf = (input: object, name: string) =>
  policyIn(configOf({ ...base, ...input }), name) as { readonly Statement: readonly object[] };

describe("roles for readers of other accounts", () => {
  const input = { readers: [vendor, plain] };

  it("trust a vendor that gives the external ID, and others without a condition", () => {
    expect(policyOf(input, "trust:SiemRole").Statement).toEqual([
      expect.objectContaining({ Condition: { StringEquals: { "sts:ExternalId": "trailkey-7f3a" } } }),
    ]);
    const [trust, ...others] = policyOf(input, "trust:Plain").Statement;
    expect(others).toEqual([]);
    expect(trust).not.toHaveProperty("Condition");
  });

  it("are in the key policy with their path", () => {
    expect(JSON.stringify(policyOf(input, "key"))).toContain("arn:aws:iam::111111111111:role/audit/SiemRole");
  });

  it("leave out in the module what may be left out", () => {
    const variables = filesOf(input).get("variables.tf") ?? "";
    expect(variables).toContain("external_id          = optional(string)");
    expect(variables).toContain('path                 = optional(string, "/")');
    expect(variables).toContain("entry.external_id == null ? true : ");
    expect(variables).not.toContain("= null\n");
  });

  it("have in the module only the settings that a role has", () => {
    const variables = filesOf({ readers: [plain] }).get("variables.tf");
    expect(variables).not.toContain("optional(");
  });
});

describe("accounts that read their own logs", () => {
  const own = { organization: "o-abcd123456", only: "own" };
  const input = { organization: { id: "o-abcd123456" }, readers: [own] };

  it("are told apart by a policy variable, which Terraform leaves alone", () => {
    const variable = "AWSLogs/o-abcd123456/${aws:PrincipalAccount}/*";
    expect(JSON.stringify(policyOf(input, "bucket"))).toContain(variable);
    expect(JSON.stringify(policyOf(input, "key"))).toContain(variable);
    expect(filesOf(input).get("bucket.tf")).toContain(
      "AWSLogs/${organization_id}/$${aws:PrincipalAccount}/*",
    );
  });

  const unbroken = (more: object, file: string): string =>
    (filesOf({ ...input, ...more }).get(file) ?? "").replace(/\n *# /g, " ");

  it("list their own folder, and its comment says no more than that", () => {
    expect(unbroken({}, "bucket.tf")).toContain("They can list only their own account's folder");
    expect(unbroken({}, "bucket.tf")).not.toContain("Readers can list only the logs' folder");
    const all = { readers: [{ organization: "o-abcd123456" }] };
    expect(unbroken(all, "bucket.tf")).toContain("They can list only the organization's folder");
  });

  it("have a comment that says where the key does not tell their digest files apart", () => {
    const kept = "they can also decrypt their account's digest files.";
    expect(unbroken({}, "key.tf")).toContain(kept);
    const withBucketKey = { bucket: { name: "org-audit-logs" } };
    expect(unbroken(withBucketKey, "key.tf")).not.toContain(kept);
    expect(unbroken(withBucketKey, "key.tf")).toContain(
      "Here too, only the bucket policy limits each account",
    );
  });
});

describe("a permission set", () => {
  const roles = "role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Auditor_????????????????";
  const existing = "arn:aws:kms:us-east-1:666666666666:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  it("is known by its role's name with any suffix of that length", () => {
    const key = JSON.stringify(policyOf({ readers: [{ permissionSet: "Auditor" }] }, "key"));
    expect(key).toContain(`arn:aws:iam::111111111111:${roles}`);
    expect(key).toContain(`arn:aws:iam::111111111111:${roles.replace("*/", "")}`);
  });

  it("is in the bucket policy where the key is another account's", () => {
    const readers = [{ permissionSet: "Auditor" }];
    expect(JSON.stringify(policyOf({ readers }, "bucket"))).not.toContain("AWSReservedSSO");
    expect(JSON.stringify(policyOf({ readers, key: { existing } }, "bucket"))).toContain(
      `arn:aws:iam::666666666666:${roles}`,
    );
  });
});
