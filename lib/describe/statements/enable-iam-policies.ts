import type { ObjectExpression } from "../../terraform/expression";
import { accountRoot, awsPrincipal, statement } from "../statement";
import type { Scope } from "../scope";
import { awsPages } from "../aws-pages";

/**
 * Delegates the key to the IAM policies of its account. Without it, or an administrator that exists, nobody
 * can repair the policy, so every style has it.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const enableIamPolicies = (
  scope: Pick<Scope, "partition" | "keyAccount">,
  sid = "EnableIamPolicies",
): ObjectExpression =>
  statement({
    sid,
    comment:
      "IAM policies of the key's account can allow its users and roles to manage and use the key. Without this " +
      "statement, a mistake in the policy could make the key unmanageable.",
    page: awsPages.defaultKeyPolicy,
    principal: awsPrincipal(accountRoot(scope.partition, scope.keyAccount)),
    actions: ["kms:*"],
  });
