import { TerraformVariable, Token } from "cdktf";
import { EncryptedTrail, InvalidConfig } from "../../../lib/cdktf";
import { onlyBlock, stackWithProvider, synth } from "../fixtures";

const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  readers: [{ user: "Bob" }],
} as const;
const statement = (principal: unknown, more: object = {}) => ({
  Sid: "Own",
  Effect: "Allow",
  Principal: { AWS: principal },
  Action: "kms:Decrypt",
  Resource: "*",
  ...more,
});

function trailWith(statements: readonly Readonly<Record<string, unknown>>[]) {
  const stack = stackWithProvider();
  const trail = new EncryptedTrail(stack, "audit", { ...base, key: { statements } });
  return { stack, trail };
}

const policyIn = (stack: ReturnType<typeof stackWithProvider>): string =>
  String(onlyBlock(synth(stack).resource, "aws_kms_key_policy").policy);

const warningsOf = (trail: EncryptedTrail): readonly string[] =>
  trail.node.findAll().flatMap(({ node }) => node.metadata.map(({ data }) => String(data)));

test("a statement is in the policy with its tokens as references, and what looks like code is text", () => {
  const stack = stackWithProvider();
  const role = new TerraformVariable(stack, "role_arn", { type: "string" });
  const roles = new TerraformVariable(stack, "role_arns", { type: "list(string)" });
  new EncryptedTrail(stack, "audit", {
    ...base,
    key: {
      statements: [
        statement([role.stringValue, "arn:aws:iam::111111111111:role/Backup"]),
        statement(roles.listValue, {
          Sid: "Many",
          Condition: { StringLike: { "aws:PrincipalTag/team": "${aws:username}%{if}" } },
        }),
      ],
    },
  });
  const policy = policyIn(stack);
  expect(policy).toContain(
    '"Principal":{"AWS":[${jsonencode(var.role_arn)},"arn:aws:iam::111111111111:role/Backup"]}',
  );
  expect(policy).toContain('"Principal":{"AWS":${jsonencode(var.role_arns)}}');
  expect(policy).toContain("$${aws:username}%%{if}");
});

test("what widens, and what only Terraform knows, is an annotation", () => {
  const { trail } = trailWith([statement("arn:aws:iam::111111111111:role/Backup")]);
  expect(warningsOf(trail).join("\n")).toContain(
    "key.statements[0]: statement 1 (Sid Own) allows more than the config does",
  );
  const unknown = trailWith([statement(Token.asString({ resolve: () => "${aws_iam_role.backup.arn}" }))]);
  expect(warningsOf(unknown.trail).join("\n")).toContain("key.statements[0]: ");
});

test("what breaks a promise of the config stops the synthesis, also where a lazy value turns out to do so", () => {
  const bob = "arn:aws:iam::111111111111:user/Bob";
  for (const principal of [bob, Token.asString({ resolve: () => bob })]) {
    const { trail } = trailWith([statement(principal, { Effect: "Deny" })]);
    const [problem, ...others] = trail.node.validate();
    expect(others).toEqual([]);
    expect(problem).toContain("key.statements[0]: statement 1 (Sid Own) denies kms:Decrypt");
  }
});

test("a name in a statement cannot be a token", () => {
  const key = Token.asString({ resolve: () => "aws:PrincipalTag/team" });
  expect(() => trailWith([statement("*", { Condition: { StringEquals: { [key]: "x" } } })])).toThrow(
    InvalidConfig,
  );
});

test("a statement that holds itself, a function or a date is refused, each in its place", () => {
  const circular: Record<string, unknown> = { Effect: "Allow" };
  circular.Condition = circular;
  const problems = (more: object): string => {
    try {
      trailWith([statement("*", more)]);
    } catch (error) {
      return String(error);
    }
    return "";
  };
  expect(problems({ Condition: circular })).toContain("nested too deep for a policy");
  expect(problems({ Action: () => "kms:Decrypt" })).toContain(
    "key.statements[0].Action: contains what JSON cannot express (function)",
  );
  expect(problems({ Condition: { DateLessThan: { "aws:CurrentTime": new Date(0) } } })).toContain("(date)");
});
