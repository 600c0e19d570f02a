import { describe as describeConfig } from "../../lib/describe/describe";
import type { Identities } from "../../lib/describe/identities";
import { identitiesOf, leftToCaller } from "../../lib/describe/identities";
import { literal } from "../../lib/terraform/expression";
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

test("each role is known by its name and its path, and by its account where another provider makes it", () => {
  const roleOf = (name: string, more: object = {}): object => ({
    assumableRole: { name, trustedAccounts: ["222222222222"], ...more },
  });
  const accounts = { log_archive: "333333333333" };
  const readers = [
    roleOf("Auditor", { path: "/audit/" }),
    roleOf("Responder"),
    roleOf("Siem", { account: "log_archive" }),
  ];
  const roles = Object.entries(identities({ ...base, accounts, readers })).filter(([address]) =>
    address.startsWith("aws_iam_role."),
  );
  expect(Object.fromEntries(roles)).toEqual({
    'aws_iam_role.reader["Auditor"]': { name: "Auditor", path: "/audit/" },
    'aws_iam_role.reader["Responder"]': { name: "Responder", path: "/" },
    'aws_iam_role.reader_log_archive["Siem"]': { name: "Siem", path: "/", account: "333333333333" },
  });
});

describe("a module for others", () => {
  const readers = [{ assumableRole: { name: "Auditor", trustedAccounts: ["222222222222"] } }];
  const open = { ...base, readers, module: { variables: "all" } };

  test("makes what it makes where its caller sets nothing, and is known by what it sets itself", () => {
    expect(identities(open)).toEqual({
      "aws_cloudtrail.this": { name: "org-audit" },
      "aws_kms_key.this": { multi_region: false },
      "aws_s3_bucket.logs": {},
    });
  });

  test("leaves the roles to a variable of its caller's, and any other module makes them itself", () => {
    const variables = (input: unknown): object => leftToCaller(describeConfig(configOf(input)));
    expect(variables(open)).toEqual({ "aws_iam_role.reader": "reader_roles" });
    expect(variables({ ...open, readers: [] })).toEqual({ "aws_iam_role.reader": "reader_roles" });
    expect(variables({ ...base, readers })).toEqual({});
  });

  test("moves none of the config's roles, which are an example: each caller has roles of its own", () => {
    expect(describeConfig(configOf(open)).moves).toEqual([]);
  });
});

test("what is built with another account's provider is known by that account too", () => {
  const blueprint = describeConfig(configOf(base));
  const inLogArchive = identitiesOf({
    ...blueprint,
    providers: [
      ...blueprint.providers,
      { alias: "log_archive", account: literal("333333333333"), region: null },
      { alias: "siem", account: null, region: null },
    ],
    blocks: blueprint.blocks.map((block) => {
      const provider = { aws_kms_key: "log_archive", aws_s3_bucket: "siem" }[block.type];
      return provider === undefined ? block : { ...block, provider };
    }),
  });
  expect(inLogArchive).toEqual({
    "aws_cloudtrail.this": { name: "org-audit" },
    "aws_kms_key.this": { multi_region: false, account: "333333333333" },
    "aws_s3_bucket.logs": { bucket: "org-audit-logs" },
  });
});

test("a log group and a topic are known by their names; what nothing is lost with is no identity", () => {
  const found = identities({ ...base, logGroup: { key: "own" }, notifications: { name: "told" } });
  expect(found).toMatchObject({
    "aws_cloudwatch_log_group.trail": { name: "/aws/cloudtrail/org-audit" },
    "aws_kms_key.log_group": { multi_region: false },
    "aws_sns_topic.notifications": { name: "told" },
  });
  expect(Object.keys(found)).not.toContain("aws_kms_key.notifications");
  expect(Object.keys(found)).not.toContain("aws_iam_role.log_group");
});
