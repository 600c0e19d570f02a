import type { Config } from "../../lib/config/config";
import { policiesOf } from "../../lib/expectations/policy-expectation";
import { policyExpectations } from "../../lib/expectations/policy-expectations";
import type { Json } from "../support/policy-mutants";
import { mutantsOf } from "../support/policy-mutants";
import { configOf, placeOf } from "../support/place";
import { PoliciesAtWork, policiesIn } from "../support/policy-verdicts";

/** The changes of a policy that no expectation of the config notices. */
function survivorsOf(config: Config, name: string): readonly string[] {
  const policies = policiesIn(config);
  const atWork = new PoliciesAtWork(policies);
  const expectations = policyExpectations(config, placeOf(config)).filter((one) => policiesOf(one).has(name));
  expect(expectations.filter((one) => atWork.verdictOf(one) !== one.expect)).toEqual([]);
  const mutants = mutantsOf(policies.get(name) as Json);
  expect(mutants.length).toBeGreaterThan(5);
  return mutants
    .filter(({ change }) => !meansTheSame.test(change))
    .filter(({ policy }) => {
      const changed = atWork.with(name, policy);
      return expectations.every((one) => changed.verdictOf(one) === one.expect);
    })
    .map(({ change }) => change);
}

/**
 * What pins roles of one account by `aws:PrincipalArn` names that account twice, and every caller has the key: the
 * principal or the account in the pattern may be anybody's, the other one holds.
 */
const meansTheSame =
  /PermissionSets\w+\.(Principal\.AWS is \*|Condition has (ArnLikeIfExists|ForAllValues:ArnLike) |.* is arn:aws:iam::\*:)/;

const account = "111111111111";
const full = {
  name: "org-audit",
  account,
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  readers: [
    { user: "Bob" },
    { role: "team/Auditor" },
    { account: "444444444444" },
    { assumableRole: { name: "CloudTrailReadRole", trustedAccounts: ["555555555555", "666666666666"] } },
  ],
};
const inAccount = (bucketsAccount: string) => ({
  ...full,
  bucket: { ...full.bucket, existing: true, account: bucketsAccount },
});
const organization = { id: "o-abcd123456" };
const existing = "arn:aws:kms:us-east-1:666666666666:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const watched = { ...full, readers: [] };

const configs: Readonly<Record<string, object>> = {
  "with a trail of its own": full,
  "as AWS's page has it": { ...full, key: { style: "aws-docs" } },
  "with a prefix and without an S3 Bucket Key": {
    ...full,
    bucket: { ...full.bucket, prefix: "team/audit", bucketKey: false },
  },
  "with further trails": {
    ...full,
    bucket: {
      ...full.bucket,
      deliverFrom: ["222222222222", "arn:aws:cloudtrail:eu-west-1:333333333333:trail/audit"],
    },
  },
  "with a bucket in another account": inAccount("777777777777"),
  "with a bucket in the account of a reader": inAccount("444444444444"),
  "with a bucket and a key in other accounts": { ...inAccount("777777777777"), key: { existing } },
  "with the key of another account": { ...full, key: { existing } },
  "with a key made alone": { ...full, trail: false, bucket: undefined },
  "as a module for others": { ...full, module: { variables: "all" } },
  "of an organization": { ...full, organization: { id: "o-abcd123456" } },
  "of an organization, with a delegated administrator and accounts for key and bucket": {
    ...full,
    accounts: { log_archive: "333333333333", security: "777777777777" },
    organization: { id: "o-abcd123456", managementAccount: "222222222222" },
    key: { account: "security" },
    bucket: { ...full.bucket, account: "log_archive", prefix: "org", deliverFrom: ["888888888888"] },
  },
  "where the accounts of an organization read": {
    ...full,
    organization,
    readers: [...full.readers, { organization: organization.id }],
  },
  "where the accounts of an organization read their own logs": {
    ...full,
    organization,
    bucket: { ...full.bucket, bucketKey: false },
    readers: [{ organization: organization.id, only: "own" }],
  },
  "where the accounts read their own logs in a bucket with an S3 Bucket Key and a prefix, without digests": {
    ...full,
    organization,
    trail: { logFileValidation: false },
    bucket: { ...full.bucket, prefix: "org" },
    readers: [{ organization: organization.id, only: "own" }],
  },
  "where permission sets of another account than the bucket's read": {
    ...inAccount("777777777777"),
    readers: [{ permissionSet: "Auditor" }, { permissionSet: "Auditor2" }],
  },
  "where a vendor assumes a role": {
    ...full,
    readers: [
      {
        assumableRole: {
          name: "SiemRole",
          trustedAccounts: ["444444444444"],
          externalId: "our-vendor:12345",
          path: "/audit/",
        },
      },
    ],
  },
  "with access logs": { ...full, bucket: { ...full.bucket, accessLog: { bucket: "central-access-logs" } } },
  "with access logs below a prefix, and the bucket in another account": {
    ...full,
    accounts: { log_archive: "333333333333" },
    bucket: {
      ...full.bucket,
      account: "log_archive",
      accessLog: { bucket: "central-access-logs", prefix: "trail/" },
    },
  },
  "with a log group and a topic, each with a key of its own": {
    ...watched,
    key: { administrators: [`arn:aws:iam::${account}:role/Admin`] },
    logGroup: { key: "own" },
    notifications: true,
  },
  "of an organization with a log group and a topic that exist, with a delegated administrator": {
    ...watched,
    organization: { ...organization, managementAccount: "222222222222" },
    logGroup: {
      role: `arn:aws:iam::${account}:role/ToLogs`,
      key: existing.replaceAll("666666666666", account),
    },
    notifications: { existing: "arn:aws:sns:us-east-1:333333333333:central", key: "alias/central" },
  },
  "in China": { ...full, region: "cn-north-1" },
};

describe.each(Object.entries(configs))(
  "no change of a policy that matters passes the expectations %s",
  (_, input) => {
    const config = configOf(input);

    it.each([...policiesIn(config).keys()].filter((name) => name !== "key"))("%s", (name) => {
      expect(survivorsOf(config, name)).toEqual([]);
    });
  },
);
