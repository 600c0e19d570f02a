import { keyExpectations } from "../../lib/expectations/key-expectations";
import { configOf, placeOf, policyIn } from "../support/place";
import { unmet } from "../support/unmet-expectations";

const full = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  key: { administrators: ["arn:aws:iam::111111111111:role/KeyAdmin"] },
  encryptFor: ["222222222222", "arn:aws:cloudtrail:eu-west-1:333333333333:trail/audit"],
  readers: [
    { user: "Bob" },
    { role: "team/Auditor" },
    { account: "444444444444" },
    { assumableRole: { name: "CloudTrailReadRole", trustedAccounts: ["555555555555"] } },
  ],
};

describe("the key policy does what its config says, and nothing else", () => {
  it.each(["strict", "aws-docs", "console"])("in the style %s", (style) => {
    const config = configOf({ ...full, key: { ...full.key, style } });
    expect(keyExpectations(config, placeOf(config)).length).toBeGreaterThan(150);
    expect(unmet(config)).toEqual([]);
  });

  it("for a key that is made alone", () => {
    expect(unmet(configOf({ name: "log-key", trail: false, account: "111111111111" }))).toEqual([]);
  });

  it("without a decrypt for CloudTrail where the bucket has no S3 Bucket Key", () => {
    const config = configOf({ ...full, bucket: { ...full.bucket, bucketKey: false } });
    const names = keyExpectations(config, placeOf(config)).map(({ name }) => name);
    expect(names).toContainEqual(expect.stringContaining("there is no S3 Bucket Key"));
    expect(unmet(config)).toEqual([]);
  });
});

describe("the expectations tell a wrong policy from a right one", () => {
  const config = configOf(full);
  const { Statement, ...rest } = policyIn(config) as { readonly Statement: readonly Statement[] };

  it.each(Statement.map(({ Sid }) => Sid))("they notice when %s is missing", (sid) => {
    expect(unmet(config, { ...rest, Statement: Statement.filter(({ Sid }) => Sid !== sid) })).not.toEqual([]);
  });

  it.each(Statement.flatMap(({ Sid, Condition }) => (Condition ? [Sid] : [])))(
    "they notice when %s loses its condition",
    (sid) => {
      const loose = Statement.map(({ Condition, ...statement }) =>
        statement.Sid === sid || !Condition ? statement : { ...statement, Condition },
      );
      expect(unmet(config, { ...rest, Statement: loose })).not.toEqual([]);
    },
  );
});

interface Statement {
  readonly Sid: string;
  readonly Condition?: unknown;
}
