import { configOf, policyIn } from "../support/place";
import { unmet } from "../support/unmet-expectations";

const organization = { id: "o-abcd123456", managementAccount: "111111111111" };
const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  organization,
  bucket: { name: "org-audit-logs" },
};
const all = { organization: organization.id };
const own = { organization: organization.id, only: "own" };
const readers = {
  "the organization reads all logs": [all],
  "each account reads its own logs": [own],
  "a permission set reads": [{ permissionSet: "Auditor" }],
  "all kinds read": [{ role: "Auditor" }, { account: "444444444444" }, { permissionSet: "Ops" }, all],
};
const buckets = {
  "with an S3 Bucket Key": {},
  "without an S3 Bucket Key": { bucketKey: false },
  "with a prefix": { prefix: "logs", bucketKey: false },
};

interface Statement {
  readonly Sid: string;
  readonly Condition?: unknown;
}

describe.each(Object.entries(readers))("where %s", (_, reading) => {
  describe.each(Object.entries(buckets))("%s", (_name, bucket) => {
    const config = configOf({ ...base, bucket: { ...base.bucket, ...bucket }, readers: reading });

    it.each(["strict", "aws-docs", "console"])("the key policy does what the config says: %s", (style) => {
      expect(unmet({ ...config, key: { ...config.key, style: style as "strict" } })).toEqual([]);
    });
  });
});

describe("the readers of an organization", () => {
  it("have a bucket that they cannot do without", () => {
    const config = configOf({ ...base, bucket: { ...base.bucket, bucketKey: false }, readers: [own] });
    const { Statement } = policyIn(config) as { readonly Statement: readonly Statement[] };
    expect(Statement.map(({ Sid }) => Sid)).toContain("AllowReadersOfOwnLogs");
  });
});
