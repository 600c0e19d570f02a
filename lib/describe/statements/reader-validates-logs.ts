import { statement } from "../statement";
import type { ObjectExpression } from "../../terraform/expression";
import type { Scope } from "../scope";
import { awsPages } from "../aws-pages";

/**
 * What `aws cloudtrail validate-logs` calls besides S3 and KMS: the public keys of the digests' signatures, and the trail
 * and its organization where the command line does not name the bucket. None of these actions has a resource.
 * https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/validate-logs.html
 */
export const readerValidatesLogs = ({ config }: Scope): ObjectExpression =>
  statement({
    sid: "ValidateLogs",
    comment: "aws cloudtrail validate-logs gets the public keys of the signatures and looks up the trail.",
    page: awsPages.validateLogs,
    actions: [
      "cloudtrail:DescribeTrails",
      "cloudtrail:ListPublicKeys",
      ...(config.organization === null ? [] : ["organizations:DescribeOrganization"]),
    ],
  });
