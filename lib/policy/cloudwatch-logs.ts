/** The encryption context that CloudWatch Logs gives: the ARN of the log group, without `:*`. */
export const logsContextKey = "kms:EncryptionContext:aws:logs:arn";

/**
 * What CloudWatch Logs does with the key of a log group. AWS's page also has `kms:Describe*`, under the same condition. A
 * request to describe a key has no encryption context, so it would allow nothing, and CloudWatch Logs does without.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export const logsActions = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"] as const;

/** The partitions in which the name of the service does not end in `amazonaws.com`. */
const suffixes: Readonly<Record<string, string>> = {
  "aws-cn": "amazonaws.com.cn",
  "aws-iso": "c2s.ic.gov",
  "aws-iso-b": "sc2s.sgov.gov",
};

/**
 * The service principal of CloudWatch Logs in a Region, as the provider's data source `aws_service_principal` has it.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/service_principal
 */
export const logsPrincipal = (partition: string, region: string): string =>
  `logs.${region}.${suffixes[partition] ?? "amazonaws.com"}`;
