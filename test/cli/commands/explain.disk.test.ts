import { allRules } from "../../../lib/lint/all-rules";
import { reportedRuleIds } from "../../../lib/lint/reported-rules";
import { ruleProse } from "../../../lib/report/lint/prose";
import { trailkey } from "./run";

test("a rule is explained: what, why, bad, good, AWS's page and its own", async () => {
  const { code, stdout, stderr } = await trailkey("/", "explain", "dead-condition");
  const page = allRules.find(({ id }) => id === "dead-condition")?.page ?? "";
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^dead-condition \(warning\): \S/);
  expect(stdout).toContain(ruleProse["dead-condition"].practice);
  expect(stdout).toMatch(/^Bad.*:\n {2}\{$/m);
  expect(stdout).toMatch(/^Good.*:\n {2}\{$/m);
  expect(stdout.endsWith(`${page}\n${address("dead-condition")}\n`)).toBe(true);
});

test("where a statement is missing, the explanation says so", async () => {
  const { stdout } = await trailkey("/", "explain", "cloudtrail-cannot-describe");
  expect(stdout).toMatch(/^Bad: a policy without these statements\.\n\nGood.*:\n {2}\{$/m);
});

const address = (rule: string): string =>
  `https://github.com/trailkey/trailkey/blob/main/docs/lint-rules.md#${rule}`;

test.each(reportedRuleIds)("%s can be explained, to programs too", async (rule) => {
  const { code, stdout } = await trailkey("/", "explain", rule, "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ rule, documentation: address(rule) });
});

test("without a rule every rule is listed", async () => {
  const { stdout } = await trailkey("/", "explain");
  expect(stdout.split("\n").map((line) => line.split(" ")[0])).toEqual([...reportedRuleIds, ""]);
  const { rules } = JSON.parse((await trailkey("/", "explain", "--json")).stdout) as {
    readonly rules: readonly { readonly rule: string }[];
  };
  expect(rules.map(({ rule }) => rule)).toEqual(reportedRuleIds);
});

test.each([
  ["lokout", "did you mean lockout?"],
  ["cannot-describe", "did you mean cloudtrail-cannot-describe"],
])("an unknown rule, %s, is answered with the nearest", async (rule, message) => {
  const { code, stdout, stderr } = await trailkey("/", "explain", rule);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toContain(message);
});

test("a rule that is near to none is answered with where they are listed", async () => {
  const { stderr } = await trailkey("/", "explain", "xyzzy");
  expect(stderr).toBe('there is no lint rule "xyzzy"; `trailkey explain` lists them\n');
});
