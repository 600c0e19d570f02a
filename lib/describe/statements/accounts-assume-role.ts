import type { ConditionElement } from "../statement";
import { accountRoot, awsPrincipal, statement } from "../statement";
import type { Expression, ObjectExpression } from "../../terraform/expression";
import { each } from "../../terraform/expression";
import type { Scope } from "../scope";
import { awsPages } from "../aws-pages";

/**
 * Trusted accounts let their own identities assume the role; a vendor gives the external ID that was agreed.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-sharing-logs-assume-role.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 */
export const accountsAssumeRole = (
  { partition }: Pick<Scope, "partition">,
  trustedAccounts: Expression,
  externalId?: Expression,
): ObjectExpression =>
  statement({
    sid: "AllowTrustedAccounts",
    comment: externalId === undefined ? trusted : `${trusted} ${vendor}`,
    page: externalId === undefined ? awsPages.sharedLogsByRole : awsPages.thirdParties,
    principal: awsPrincipal(each("account_id", trustedAccounts, (id) => accountRoot(partition, id))),
    actions: ["sts:AssumeRole"],
    resource: null,
    ...(externalId && { condition: givesExternalId(externalId) }),
  });

const givesExternalId = (externalId: Expression): ConditionElement => ({
  StringEquals: { "sts:ExternalId": externalId },
});

const trusted =
  "IAM policies of each trusted account decide which of its users and roles can assume this role.";

const vendor =
  "They must send the external ID. If a resource control policy limits access to your organization (an identity " +
  "perimeter), it denies sts:AssumeRole to a vendor's account until the account is listed there as an exception.";
