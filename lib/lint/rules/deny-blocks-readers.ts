import type { DenyArgs } from "../deny-findings";
import { denials } from "../deny-findings";
import { exampleStatements, forCloudTrail } from "../examples";
import { pages } from "../pages";
import type { LintRule } from "../lint-rule";

const { read } = exampleStatements;
const deny = {
  Sid: "OnlyAdministrators",
  Effect: "Deny",
  Principal: { AWS: "*" },
  Action: "kms:Decrypt",
  Resource: "*",
  Condition: {
    Bool: { "aws:PrincipalIsAWSService": "false" },
    ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/KeyAdmin" },
  },
};

export const denyBlocksReaders: LintRule<"deny-blocks-readers", DenyArgs> = {
  id: "deny-blocks-readers",
  severity: "error",
  page: pages.evaluation,
  bad: { policy: forCloudTrail(read, deny) },
  good: {
    policy: forCloudTrail(read, {
      ...deny,
      Condition: {
        ...deny.Condition,
        ArnNotLike: {
          "aws:PrincipalArn": [
            "arn:aws:iam::111111111111:role/KeyAdmin",
            "arn:aws:iam::111111111111:role/Auditor",
          ],
        },
      },
    }),
  },
  check: (context) => denials(context, ({ what }) => what === "read"),
};
