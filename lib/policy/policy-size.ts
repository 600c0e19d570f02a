import type { StatementName } from "./statement-name";

/** How large a policy may be, counted without the spaces between its parts. */
export interface SizeLimit {
  /** The service that refuses a larger policy. */
  readonly service: "KMS" | "S3" | "IAM";
  readonly maximum: number;
  readonly unit: "bytes" | "characters";
  /** Whether AWS raises it for an account that asks. A larger policy is then a warning. @default false */
  readonly canBeRaised?: boolean;
}

/**
 * The limits of AWS, by the rules that a policy is read under.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const sizeLimits = {
  key: { service: "KMS", maximum: 32_768, unit: "bytes" },
  /** A bucket policy. AWS says 20 KB; by what others measured, S3 counts bytes and no spaces. */
  resource: { service: "S3", maximum: 20_480, unit: "bytes" },
  /** A managed policy. All inline policies of a role together may have more: 10,240. */
  identity: { service: "IAM", maximum: 6_144, unit: "characters" },
  trust: { service: "IAM", maximum: 2_048, unit: "characters", canBeRaised: true },
} as const satisfies Readonly<Record<string, SizeLimit>>;

/** The size of a text as a limit counts it. */
export const sizeOf = (text: string, { unit }: Pick<SizeLimit, "unit">): number =>
  unit === "bytes" ? Buffer.byteLength(text) : Array.from(text).length;

/** What a statement takes of a policy's size. A type, not an interface: an argument of a finding is JSON. */
export type StatementSize = { readonly statement: StatementName; readonly size: number };

/** The largest first; of two alike the one that stands first. */
export const largestFirst = (sizes: readonly StatementSize[]): readonly StatementSize[] =>
  [...sizes].sort((left, right) => right.size - left.size);
