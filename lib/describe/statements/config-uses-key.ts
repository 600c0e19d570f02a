import { awsConfig, configActions } from "../../policy/aws-config";
import { sourceOrganizationKey } from "../../policy/cloudtrail";
import type { Expression, ObjectExpression } from "../../terraform/expression";
import { servicePrincipal, statement } from "../statement";
import { awsPages } from "../aws-pages";

const parts = {
  sid: "AllowConfigUseKey",
  page: awsPages.keyForControlTower,
  principal: servicePrincipal(awsConfig),
  actions: configActions,
} as const;

/**
 * AWS Config delivers to Control Tower's bucket, for every account of the landing zone. Control Tower's own bucket policy
 * has the same condition: Config writes for accounts of the organization alone.
 * https://docs.aws.amazon.com/controltower/latest/userguide/configure-kms-keys.html
 * https://docs.aws.amazon.com/controltower/latest/userguide/logging-s3-audit-bucket.html
 */
export const configUsesKey = (organization: Expression): ObjectExpression =>
  statement({
    ...parts,
    comment: "AWS Config delivers to Control Tower's bucket, only for accounts of this organization.",
    condition: { StringEquals: { [sourceOrganizationKey]: organization } },
  });

/** As Control Tower's page has it: without a condition. */
export const configOfAnybodyUsesKey = (): ObjectExpression =>
  statement({
    ...parts,
    comment: "AWS Config delivers to Control Tower's bucket: as on AWS's page, without a condition.",
  });
