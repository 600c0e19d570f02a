import type { Config } from "../../lib/config/config";
import { compileJson, evaluate } from "../../lib/evaluate/evaluate";
import { keyExpectations } from "../../lib/expectations/key-expectations";
import { mutantsOf } from "../support/policy-mutants";
import type { Json } from "../support/policy-mutants";
import { configOf, placeOf, policyIn } from "../support/place";

/** The first expectation that a policy does not meet. */
function firstUnmet(config: Config, policy: Json): string | undefined {
  const place = placeOf(config);
  const compiled = compileJson(policy);
  return keyExpectations(config, place).find(
    ({ expect: expected, iamAllows = false, ...request }) =>
      evaluate(compiled, request, { owner: place.owner, iamAllows }).verdict !== expected,
  )?.name;
}

const full = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  key: { administrators: ["arn:aws:iam::111111111111:role/KeyAdmin"] },
  encryptFor: ["arn:aws:cloudtrail:eu-west-1:333333333333:trail/audit"],
  readers: [
    { user: "Bob" },
    { role: "team/Auditor" },
    { account: "444444444444" },
    { assumableRole: { name: "CloudTrailReadRole", trustedAccounts: ["555555555555"] } },
  ],
};

const survivorsOf = (config: Config, policy = policyIn(config) as Json): readonly string[] =>
  mutantsOf(policy)
    .filter(({ policy }) => firstUnmet(config, policy) === undefined)
    .map(({ change }) => change);

describe("no change of a policy that matters passes the expectations", () => {
  it.each(["strict", "aws-docs"])("in the style %s", (style) => {
    const config = configOf({ ...full, key: { ...full.key, style } });
    expect(mutantsOf(policyIn(config) as Json).length).toBeGreaterThan(100);
    expect(survivorsOf(config)).toEqual([]);
  });

  // The console lets the key's own account read in two statements, so that either may go.
  it("in the style console, but for what it says twice", () => {
    const config = configOf({ ...full, key: { ...full.key, style: "console" } });
    const { Statement, ...rest } = policyIn(config) as { readonly Statement: readonly { Sid: string }[] };
    const once = Statement.filter(
      ({ Sid }) => Sid !== "Allow principals in the account to decrypt log files",
    );
    expect(once.length).toBe(Statement.length - 1);
    expect(survivorsOf(config, { ...rest, Statement: once })).toEqual([]);
  });

  it("where whole accounts may encrypt", () => {
    expect(survivorsOf(configOf({ ...full, encryptFor: ["222222222222"] }))).toEqual([]);
  });

  it("where the key is another account's", () => {
    const existing = "arn:aws:kms:us-east-1:666666666666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    expect(survivorsOf(configOf({ ...full, key: { existing } }))).toEqual([]);
  });

  it.each(["all logs", "their own logs"])("where the organization's accounts read %s", (which) => {
    const readers = [
      ...full.readers,
      { organization: "o-abcd123456", ...(which === "their own logs" && { only: "own" }) },
    ];
    const organization = { id: "o-abcd123456", managementAccount: full.account };
    for (const bucketKey of [true, false]) {
      const bucket = { ...full.bucket, bucketKey };
      expect(survivorsOf(configOf({ ...full, readers, organization, bucket }))).toEqual([]);
    }
  });

  it("where the key is made alone", () => {
    expect(survivorsOf(configOf({ ...full, trail: false, bucket: undefined }))).toEqual([]);
  });
});
