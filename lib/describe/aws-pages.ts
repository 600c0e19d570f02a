const cloudTrail = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide";
const iam = "https://docs.aws.amazon.com/IAM/latest/UserGuide";

/** The pages of AWS that comments of the emitted code refer to, such as those that the statements follow. */
export const awsPages = {
  keyPolicyForCloudTrail: `${cloudTrail}/create-kms-key-policy-for-cloudtrail.html`,
  keyPolicyOfConsole: `${cloudTrail}/default-kms-key-policy.html`,
  defaultKeyPolicy: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
  keyForControlTower: "https://docs.aws.amazon.com/controltower/latest/userguide/configure-kms-keys.html",
  bucketPolicyForCloudTrail: `${cloudTrail}/create-s3-bucket-policy-for-cloudtrail.html`,
  bucketSecurity: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
  sharedLogs: `${cloudTrail}/cloudtrail-sharing-logs.html`,
  sharedLogsByRole: `${cloudTrail}/cloudtrail-sharing-logs-assume-role.html`,
  thirdParties: `${iam}/id_roles_common-scenarios_third-party.html`,
  organizationLogs: `${iam}/access-analyzer-policy-generation.html`,
  accountAccessRole:
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html",
  permissionSets: "https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html",
  logValidation: `${cloudTrail}/cloudtrail-log-file-validation-cli.html`,
  logGroupEncryption: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  logGroupRole: `${cloudTrail}/cloudtrail-required-policy-for-cloudwatch-logs.html`,
  topicPolicy: `${cloudTrail}/cloudtrail-permissions-for-sns-notifications.html`,
  eventBridgeTargets:
    "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions",
  topicOfAlarms: "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html",
  topicKey: "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
  validateLogs: "https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/validate-logs.html",
} as const;
