import { parseConfig } from "../../../lib/config/parse";
import { problemText, reported } from "../../../lib/report/problem";

const role = (name: string, account?: string) => ({
  assumableRole: { name, trustedAccounts: ["222222222222"], ...(account !== undefined && { account }) },
});

const problemsOf = (...readers: readonly unknown[]): readonly string[] => {
  const result = parseConfig({
    name: "org-audit",
    account: "111111111111",
    region: "us-east-1",
    accounts: { log_archive: "333333333333", security: "444444444444" },
    key: { account: "log_archive" },
    bucket: { name: "org-audit-logs" },
    readers,
  });
  if (result.ok) return [];
  const errors = result.problems.filter(({ severity }) => severity === "error");
  return errors.map((problem) => problemText(reported(problem)));
};

test("roles of one name in several accounts are refused, because outputs have them by name", () => {
  expect(problemsOf(role("Siem"), role("siem", "security"))).toContain(
    'readers[1].assumableRole.name: "siem" is also the name of a role in another account (readers[0].assumableRole.name), but outputs list roles by name: use different names',
  );
  expect(problemsOf(role("Siem"), role("Other", "security"))).toEqual([]);
});

test("in one account the name is told once", () => {
  for (const problems of [
    problemsOf(role("Siem"), role("Siem")),
    problemsOf(role("Siem"), role("Siem", "log_archive")),
  ])
    expect(problems).toEqual([expect.stringContaining("listed twice")]);
});
