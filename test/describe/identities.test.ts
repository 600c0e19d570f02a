import { describe as describeConfig } from "../../lib/describe/describe";
import type { Identities } from "../../lib/describe/identities";
import { identitiesOf } from "../../lib/describe/identities";
import { configOf } from "../support/place";

const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};
const identities = (input: unknown): Identities => identitiesOf(describeConfig(configOf(input)));

test("a key, a bucket and a trail are known by the config's values", () => {
  expect(identities(base)).toEqual({
    "aws_cloudtrail.this": { name: "org-audit" },
    "aws_kms_key.this": { multi_region: false },
    "aws_s3_bucket.logs": { bucket: "org-audit-logs" },
  });
});

test("names of their own and a key of several Regions are told", () => {
  expect(identities({ ...base, trail: { name: "trail" }, key: { multiRegion: true } })).toMatchObject({
    "aws_cloudtrail.this": { name: "trail" },
    "aws_kms_key.this": { multi_region: true },
  });
});

test("what exists is not made here", () => {
  const key = { existing: "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab" };
  expect(identities({ ...base, key, bucket: { name: "org-audit-logs", existing: true } })).toEqual({
    "aws_cloudtrail.this": { name: "org-audit" },
  });
});

test("each role is known by its name", () => {
  const readers = ["Auditor", "Responder"].map((name) => ({
    assumableRole: { name, trustedAccounts: ["222222222222"] },
  }));
  const roles = Object.entries(identities({ ...base, readers })).filter(([address]) =>
    address.startsWith("aws_iam_role."),
  );
  expect(roles.map(([, identity]) => identity)).toEqual([{ name: "Auditor" }, { name: "Responder" }]);
});
