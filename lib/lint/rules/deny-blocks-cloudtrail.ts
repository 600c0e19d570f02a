import type { DenyArgs } from "../deny-findings";
import { denials } from "../deny-findings";
import { forCloudTrail } from "../examples";
import { pages } from "../pages";
import type { LintRule } from "../lint-rule";

const deny = {
  Sid: "OnlyOurOrganization",
  Effect: "Deny",
  Principal: "*",
  Action: "kms:*",
  Resource: "*",
  Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } },
};

export const denyBlocksCloudTrail: LintRule<"deny-blocks-cloudtrail", DenyArgs> = {
  id: "deny-blocks-cloudtrail",
  severity: "error",
  page: pages.evaluation,
  bad: { policy: forCloudTrail(deny) },
  good: {
    policy: forCloudTrail({
      ...deny,
      Condition: { ...deny.Condition, Bool: { "aws:PrincipalIsAWSService": "false" } },
    }),
  },
  check: (context) => denials(context, ({ trail }) => trail !== null),
};
