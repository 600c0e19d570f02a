/** AWS Config's service principal, the same in every partition. */
export const awsConfig = "config.amazonaws.com";

/**
 * What AWS Config does with the key when it delivers to an encrypted bucket.
 * https://docs.aws.amazon.com/controltower/latest/userguide/configure-kms-keys.html
 */
export const configActions = ["kms:Decrypt", "kms:GenerateDataKey"] as const;

export const isConfigAction = (action: string): boolean => configActions.some((one) => one === action);
