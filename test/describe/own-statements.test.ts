import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import { oversizedPolicies } from "../../lib/describe/policy-sizes";
import { configOf, policyIn } from "../support/place";

const statement = {
  Sid: "Backup",
  Resource: ["*"],
  Effect: "Allow",
  Principal: { AWS: ["arn:aws:iam::111111111111:role/B", "arn:aws:iam::111111111111:role/A"] },
  Action: ["kms:Encrypt", "kms:Decrypt"],
  Condition: {
    StringLike: { "aws:PrincipalTag/team": ["${aws:username}", "%{if}", 'a "quote"'] },
    Bool: { "aws:SecureTransport": true },
    NumericLessThan: { "aws:MultiFactorAuthAge": 3600 },
  },
};

const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};
const configWith = (statements: readonly object[], key: object = {}, more: object = {}) =>
  configOf({ ...base, ...more, key: { ...key, statements } });
const statementsOf = (policy: unknown): readonly unknown[] =>
  (policy as { readonly Statement: readonly unknown[] }).Statement;

test.each(["strict", "aws-docs", "console"])(
  "in the style %s they stand last, as they are given",
  (style) => {
    const [ours, all] = [
      configWith([], { style }),
      configWith([statement, { ...statement, Sid: "Two" }], { style }),
    ].map((config) => statementsOf(policyIn(config)));
    expect(all).toEqual([...(ours ?? []), statement, { ...statement, Sid: "Two" }]);
    expect(JSON.stringify(all?.at(-2))).toBe(JSON.stringify(statement));
  },
);

test("a module for others has them in a variable, after what its callers may leave out", () => {
  const config = configWith([statement], {}, { module: { variables: "all" } });
  expect(statementsOf(policyIn(config)).at(-1)).toEqual(statement);
  const files = new Map(render(describeConfig(config)).map(({ path, content }) => [path, content]));
  expect(files.get("key.tf")).toMatch(/\n {6}var\.key_policy_statements\n {4}\)\n/);
  expect(files.get("key.tf")).not.toContain("Backup");
  expect(files.get("variables.tf")).toMatch(
    /"key_policy_statements" \{\n {2}type += any\n {2}description += .*\n {2}default += \[\]\n {2}nullable += false\n/,
  );
});

test("texts are in Unicode's normal form C, as Terraform makes them, and no text of theirs is code in HCL", () => {
  const config = configWith([{ ...statement, Sid: "Cafe\u0301" }]);
  expect(statementsOf(policyIn(config)).at(-1)).toEqual({ ...statement, Sid: "Caf\u00e9" });
  const key = render(describeConfig(config)).find(({ path }) => path === "key.tf")?.content ?? "";
  expect(key).toContain('"$${aws:username}"');
  expect(key).toContain('"%%{if}"');
  expect(key).toContain('"a \\"quote\\""');
  expect(key).toContain('"aws:SecureTransport" = true');
  expect(key).toContain('"aws:MultiFactorAuthAge" = 3600');
});

test("they count in the policy's size, and a policy that says the same in fewer statements leaves them alone", () => {
  const many = Array.from({ length: 120 }, (_, index) => ({ ...statement, Sid: `Backup${index}` }));
  const [found] = oversizedPolicies(describeConfig(configWith(many)));
  expect(found).toMatchObject({ policy: "key" });
  expect(found?.statements.map(({ statement: { sid } }) => sid)).toContain("Backup119");
  expect(statementsOf(policyIn(configWith(many))).slice(-120)).toEqual(many);
});
