import { accessTable } from "../../lib/access/access-table";
import { lint } from "../../lib/lint/lint";
import { configOf, policyIn } from "../support/place";

const account = "111111111111";
const watched = (change: object) =>
  configOf({ name: "org-audit", account, region: "us-east-1", bucket: { name: "logs" }, ...change });

test.each([
  ["key", { logGroup: true }],
  ["log-group-key", { logGroup: { key: "own" } }],
])("the policy %s with the statement for the log group has no finding", (name, change) => {
  expect(lint(policyIn(watched(change), name))).toEqual([]);
});

test("the statement for logs without its context is a finding", () => {
  const policy = policyIn(watched({ logGroup: true })) as { readonly Statement: readonly { Sid: string }[] };
  const Statement = policy.Statement.map((one) =>
    one.Sid === "AllowCloudWatchLogsEncryptLogGroup" ? { ...one, Condition: undefined } : one,
  );
  const findings = lint(JSON.parse(JSON.stringify({ ...policy, Statement })));
  expect(findings.map(({ code }) => code)).toContain("service-unconditioned");
});

test("the table of access shows what CloudWatch Logs can do, and that it decrypts no logs of the trail", () => {
  const rows = accessTable(policyIn(watched({ logGroup: true })), { owner: account });
  expect(rows.find(({ principal }) => principal === "logs.us-east-1.amazonaws.com")?.can).toEqual({
    encrypt: "yes",
    "decrypt logs": "no",
    "decrypt anything else": "yes",
    describe: "no",
    administer: "no",
    delete: "no",
  });
});
