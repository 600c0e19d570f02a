import { logsActions, logsContextKey } from "../../policy/cloudwatch-logs";
import type { ObjectExpression } from "../../terraform/expression";
import { dataAttribute, local, object } from "../../terraform/expression";
import { awsPages } from "../aws-pages";
import { statement } from "../statement";

/** CloudWatch Logs in the Region of the provider, as Terraform finds out. Its name differs from partition to partition. */
export const logsService = dataAttribute("aws_service_principal", "logs", "id");

/**
 * CloudWatch Logs encrypts what it stores, and decrypts what somebody reads.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export const logsEncryptLogGroup = (): ObjectExpression =>
  statement({
    sid: "AllowCloudWatchLogsEncryptLogGroup",
    comment:
      "CloudWatch Logs encrypts and decrypts this log group. The encryption context is the log group's ARN, so the " +
      "statement allows nothing for other log groups, and nothing for the log files of a trail.",
    page: awsPages.logGroupEncryption,
    principal: object({ Service: logsService }),
    actions: logsActions,
    condition: { ArnEquals: { [logsContextKey]: local("log_group_arn") } },
  });
