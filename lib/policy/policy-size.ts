/** How large a policy may be, counted without the spaces between its parts. */
export interface SizeLimit {
  readonly maximum: number;
  readonly unit: "bytes" | "characters";
}

/**
 * The limits of AWS, by the rules that a policy is read under.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const sizeLimits = {
  key: { maximum: 32_768, unit: "bytes" },
  /** A bucket policy. */
  resource: { maximum: 20_480, unit: "bytes" },
  /** All policies together that stand in one role. */
  identity: { maximum: 10_240, unit: "characters" },
  trust: { maximum: 2_048, unit: "characters" },
} as const satisfies Readonly<Record<string, SizeLimit>>;

/** The size of a text as a limit counts it. */
export const sizeOf = (text: string, { unit }: SizeLimit): number =>
  unit === "bytes" ? Buffer.byteLength(text) : Array.from(text).length;
