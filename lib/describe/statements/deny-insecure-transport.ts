import { statement } from "../statement";
import type { ObjectExpression } from "../../terraform/expression";
import { list, literal, text } from "../../terraform/expression";
import type { Scope } from "../scope";
import { awsPages } from "../aws-pages";

/**
 * Nobody reaches the bucket without TLS.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 */
export const denyInsecureTransport = (scope: Scope): ObjectExpression =>
  statement({
    sid: "DenyInsecureTransport",
    comment: "All requests without TLS are denied.",
    page: awsPages.bucketSecurity,
    effect: "Deny",
    principal: literal("*"),
    actions: ["s3:*"],
    resource: list(scope.bucketArn, text`${scope.bucketArn}/*`),
    condition: { Bool: { "aws:SecureTransport": literal("false") } },
  });
