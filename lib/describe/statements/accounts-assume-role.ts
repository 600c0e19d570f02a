import { awsPrincipal, statement } from "../statement";
import type { ObjectExpression } from "../../terraform/expression";
import { each, input, text } from "../../terraform/expression";
import type { ReaderRole } from "../reader-roles";
import type { Scope } from "../scope";

/**
 * Trusted accounts let their own identities assume the role.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-sharing-logs-assume-role.html
 */
export const accountsAssumeRole = (scope: Scope, role: ReaderRole): ObjectExpression =>
  statement({
    sid: "AllowTrustedAccounts",
    comment: "IAM of each trusted account decides who there assumes the role.",
    principal: awsPrincipal(
      each(
        "account_id",
        input(`${role.slug}_trusted_account_ids`),
        (id) => text`arn:${scope.partition}:iam::${id}:root`,
      ),
    ),
    actions: ["sts:AssumeRole"],
    resource: null,
  });
