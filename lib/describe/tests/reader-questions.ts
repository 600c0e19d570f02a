import type { Expression } from "../../terraform/expression";
import { attributeOf, call, index, member } from "../../terraform/expression";
import type { RoleGroup } from "../reader-roles";
import { roleSettings } from "../reader-roles";
import type { Scope } from "../scope";
import type { Question } from "./questions";
import { all, comparedWith, hasNoCondition, inStatements, policyOutput, statementReader } from "./questions";

const reader = statementReader(false);

/** What is asked of the roles of readers: which there are, and who can assume each. */
export function roleQuestions({ open }: Scope, group: RoleGroup): readonly Question[] {
  const roles = attributeOf("aws_iam_role", group.block, null);
  const trust = (name: string): Expression => member(index(roles, name), "assume_role_policy");
  return [
    {
      message: "Only these roles are created.",
      none: "No role is created.",
      asked: call("keys", roles),
    },
    ...group.roles.flatMap(({ name }) => [
      {
        message: `Only these accounts can let their principals assume ${name}.`,
        asked: inStatements(trust(name), reader.principals),
      },
      ...(roleSettings(group, open).externalId
        ? [
            {
              message: `Whoever assumes ${name} must send this external ID.`,
              asked: inStatements(trust(name), comparedWith("StringEquals", "sts:ExternalId", "none")),
            },
          ]
        : []),
    ]),
  ];
}

/** What is asked of the IAM policy that readers need. */
export function readerPolicyQuestions({ config }: Scope): readonly Question[] {
  const policy = policyOutput("reader_policy");
  const resources = (action: string): Expression =>
    inStatements(policy, (statement) => member(statement, "Resource"), reader.names(action));
  return [
    { message: "Readers can decrypt with this key alone.", asked: resources("kms:Decrypt") },
    {
      message: "Readers can decrypt nothing without a condition.",
      asked: inStatements(policy, reader.sid, all(reader.names("kms:Decrypt"), hasNoCondition)),
    },
    ...(config.bucket === null
      ? []
      : [{ message: "Readers can get logs and nothing else.", asked: resources("s3:GetObject") }]),
  ];
}
