import { awsPrincipal, statement } from "../statement";
import type { Expression, ObjectExpression } from "../../terraform/expression";
import { each, text } from "../../terraform/expression";
import type { Scope } from "../scope";

/**
 * Trusted accounts let their own identities assume the role.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-sharing-logs-assume-role.html
 */
export const accountsAssumeRole = (
  { partition }: Pick<Scope, "partition">,
  trustedAccounts: Expression,
): ObjectExpression =>
  statement({
    sid: "AllowTrustedAccounts",
    comment: "IAM policies of each trusted account decide which of its users and roles can assume this role.",
    principal: awsPrincipal(
      each("account_id", trustedAccounts, (id) => text`arn:${partition}:iam::${id}:root`),
    ),
    actions: ["sts:AssumeRole"],
    resource: null,
  });
