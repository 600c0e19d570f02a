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
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toBe(`\
                                                                          encrypt   decrypt logs  decrypt anything else  describe  administer  delete
CloudTrail for arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit  yes       yes           no                     yes       no          no
CloudTrail for arn:aws:cloudtrail:us-east-1:333333333333:trail/any-trail  yes       yes           no                     yes       no          no
CloudTrail for a stranger's trail                                         no        no            no                     no        no          no
the owner's root, arn:aws:iam::111111111111:root                          yes       yes           yes                    yes       yes         yes
arn:aws:iam::111111111111:role/Auditor                                    with IAM  yes           with IAM               with IAM  with IAM    with IAM
arn:aws:iam::222222222222:root                                            no        with IAM      no                     no        no          no
arn:aws:iam::111111111111:role/KeyAdmin                                   with IAM  with IAM      with IAM               yes       yes         yes
anybody else of the owner's account                                       with IAM  with IAM      with IAM               with IAM  with IAM    with IAM
a stranger's account                                                      no        no            no                     no        no          no
nobody signed in                                                          no        no            no                     no        no          no
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
