/** The six parts of an ARN; `resource` is all that follows the fifth colon. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function parseArn(text: string): Arn | undefined {
  const [arn, partition, service, region, account, ...resource] = text.split(":");
  if (arn !== "arn" || partition === undefined || service === undefined) return undefined;
  if (region === undefined || account === undefined || resource.length === 0) return undefined;
  return { partition, service, region, account, resource: resource.join(":") };
}

/** Whether an ARN is an IAM user's; its account may be any text, such as a token. */
export const isUserArn = (arn: string): boolean => /^arn:[^:]*:iam::[^:]*:user\//.test(arn);

export const arnText = ({ partition, service, region, account, resource }: Arn): string =>
  ["arn", partition, service, region, account, resource].join(":");
