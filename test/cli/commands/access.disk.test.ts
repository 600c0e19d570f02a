import { rmSync } from "node:fs";
import { temporaryDirectory } from "../memory-io";
import { writeTree } from "../tree";
import { trailkey } from "./run";

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

const config = `name: org-audit
account: "111111111111"
region: us-east-1
bucket: { name: org-audit-logs }
key: { administrators: ["arn:aws:iam::111111111111:role/KeyAdmin"] }
encryptFor: ["333333333333"]
readers: [{ role: Auditor }, { account: "222222222222" }]
`;

test("the table tells of everybody whom a config lets in and of those whom it does not", async () => {
  writeTree(work, { "trailkey.yaml": config });
  const { code, stdout, stderr } = await trailkey(work, "access");
  expect(code).toBe(0);
  expect(stderr.split("\n")).toEqual([
    "Not known without the SCPs and RCPs of 111111111111, the grants on the key, the identity-based policies and permissions boundary of arn:aws:iam::111111111111:role/Auditor and arn:aws:iam::111111111111:role/KeyAdmin, the identity-based policies and SCPs of 222222222222",
    expect.stringMatching(/^The bucket has an S3 Bucket Key: /),
    "",
  ]);
  expect(stdout).toBe(`\
                                                                          encrypt   decrypt logs  decrypt anything else  describe  administer  delete
CloudTrail for arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit  yes       yes           no                     yes       no          no
CloudTrail for arn:aws:cloudtrail:us-east-1:333333333333:trail/any-trail  yes       yes           no                     yes       no          no
CloudTrail for a trail of an unrelated account                            no        no            no                     no        no          no
the owner's root user, arn:aws:iam::111111111111:root                     yes       yes           yes                    yes       yes         yes
arn:aws:iam::111111111111:role/Auditor                                    with IAM  yes           with IAM               with IAM  with IAM    with IAM
arn:aws:iam::222222222222:root                                            no        with IAM      no                     no        no          no
arn:aws:iam::111111111111:role/KeyAdmin                                   with IAM  with IAM      with IAM               yes       yes         yes
any other identity in the owner's account                                 with IAM  with IAM      with IAM               with IAM  with IAM    with IAM
an unrelated account                                                      no        no            no                     no        no          no
an anonymous caller                                                       no        no            no                     no        no          no
`);
});

test("a policy's file gives the same table as the config that it was made from", async () => {
  writeTree(work, { "trailkey.yaml": config });
  const { stdout: policy } = await trailkey(work, "policy");
  writeTree(work, { "policy.json": policy });
  const fromPolicy = await trailkey(work, "access", "-p", "policy.json", "--owner", "111111111111", "--json");
  expect(fromPolicy.code).toBe(0);
  // A policy does not say which of its trails is the config's own, which comes first there.
  const rows = (stdout: string): readonly string[] =>
    (JSON.parse(stdout) as { readonly access: readonly object[] }).access
      .map((row) => JSON.stringify(row))
      .sort();
  expect(rows(fromPolicy.stdout)).toEqual(rows((await trailkey(work, "access", "--json")).stdout));
});

test("where neither config nor command line tells the account, it is asked for", async () => {
  writeTree(work, { "trailkey.yaml": "name: org-audit\nbucket: { name: org-audit-logs }\n" });
  expect(await trailkey(work, "access")).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(/--account ID\n.*--region REGION\n$/) as unknown,
  });
});

test("what the policies beside the key policy say is in the table, and what a condition decides below it", async () => {
  const key = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111111111111:root" },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111111111111:role/Auditor" },
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
      },
    ],
  };
  const rcp = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Principal: "*", Action: "kms:ScheduleKeyDeletion", Resource: "*" }],
  };
  const identities = { "arn:aws:iam::111111111111:role/Auditor": { policies: [], boundary: null } };
  writeTree(work, {
    "key.json": JSON.stringify(key),
    "documents.json": JSON.stringify({
      managementAccount: "999999999999",
      accounts: { "111111111111": { rcps: [rcp], scps: [], identities } },
      grants: { Grants: [] },
    }),
  });
  const { code, stdout, stderr } = await trailkey(
    work,
    "access",
    "-p",
    "key.json",
    "--documents",
    "documents.json",
  );
  expect([code, stderr]).toEqual([
    0,
    expect.stringMatching(/^key\.json: assuming that account 111111111111 owns the key, .*\n$/),
  ]);
  expect(
    stdout
      .split("\n")
      .slice(2)
      .map((line) => line.replace(/ {2,}/g, " | ")),
  ).toEqual([
    "CloudTrail for a trail of an unrelated account | no | no | no | no | no | no",
    "the owner's root user, arn:aws:iam::111111111111:root | yes | yes | yes | yes | yes | no",
    "arn:aws:iam::111111111111:role/Auditor | no | conditional | conditional | no | no | no",
    "any other identity in the owner's account | with IAM | with IAM | with IAM | with IAM | with IAM | no",
    "an unrelated account | no | no | no | no | no | no",
    "an anonymous caller | no | no | no | no | no | no",
    "",
    "Conditional:",
    " | arn:aws:iam::111111111111:role/Auditor: decrypt logs on aws:SourceIp; decrypt anything else on aws:SourceIp",
    "",
  ]);
});
