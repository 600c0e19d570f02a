/** AWS's pages that rules point to. */
const kms = "https://docs.aws.amazon.com/kms/latest/developerguide";
const iam = "https://docs.aws.amazon.com/IAM/latest/UserGuide";
const cloudTrailKey =
  "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html";

export const pages = {
  cloudTrailKey,
  cloudTrailEncrypt: `${cloudTrailKey}#create-kms-key-policy-for-cloudtrail-encrypt`,
  cloudTrailDecrypt: `${cloudTrailKey}#create-kms-key-policy-for-cloudtrail-decrypt`,
  cloudTrailDescribe: `${cloudTrailKey}#create-kms-key-policy-for-cloudtrail-describe`,
  controlTowerKey: "https://docs.aws.amazon.com/controltower/latest/userguide/configure-kms-keys.html",
  consolePolicy: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/default-kms-key-policy.html",
  keyPolicy: `${kms}/key-policy-overview.html`,
  defaultKeyPolicy: `${kms}/key-policy-default.html`,
  externalAccounts: `${kms}/key-policy-modifying-external-accounts.html`,
  kmsConditions: `${kms}/conditions-kms.html`,
  kmsLimits: `${kms}/resource-limits.html`,
  putKeyPolicy: "https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html",
  kmsActions: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_kms.html",
  grammar: `${iam}/reference_policies_grammar.html`,
  sid: `${iam}/reference_policies_elements_sid.html`,
  principal: `${iam}/reference_policies_elements_principal.html`,
  principalOrganization: `${iam}/reference_policies_condition-keys.html#condition-keys-principalorgid`,
  globalConditions: `${iam}/reference_policies_condition-keys.html`,
  conditionLogic: `${iam}/reference_policies_condition-logic-multiple-context-keys-or-values.html`,
  operators: `${iam}/reference_policies_elements_condition_operators.html`,
  variables: `${iam}/reference_policies_variables.html`,
  arns: `${iam}/reference-arns.html`,
  evaluation: `${iam}/reference_policies_evaluation-logic.html`,
  confusedDeputy: `${iam}/confused-deputy.html`,
  accountIds: "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html",
} as const;
