import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import type { IConstruct } from "constructs";
import type { Config } from "../../config/config";
import { resolvedText } from "./resolved";

type Statement = Readonly<Record<string, unknown>>;

interface HasBucketStatements extends IConstruct {
  readonly config: Config;
  readonly bucket: S3Bucket | undefined;
  /** Statements of the user's at the end of the bucket policy. */
  readonly bucketStatements: readonly Statement[];
}

/** What the bucket is called where only Terraform knows, so that what is said of it can be judged. */
const unknownName = "trailkey-bucket-of-the-stack";

/** The config and the statements as a judge reads them: each reference to the bucket is its name or its ARN. */
export function judgedBucketStatements(
  construct: HasBucketStatements,
  config: Config,
): { readonly config: Config; readonly statements: readonly Statement[] } {
  const { bucketStatements } = construct;
  if (bucketStatements.length === 0 || config.bucket === null) return { config, statements: [] };
  const written = resolvedText(construct, config.bucket.name);
  const [, adopted] = /^\$\{(aws_s3_bucket\.[\w-]+)\.(?:id|bucket)\}$/.exec(written) ?? [];
  const created = construct.bucket && `aws_s3_bucket.${construct.bucket.friendlyUniqueId}`;
  const name = written.includes("${") ? unknownName : written;
  const read = (text: string): string =>
    [created, adopted].reduce(
      (known: string, address) =>
        address === undefined
          ? known
          : known
              .replaceAll(`\${${address}.arn}`, `arn:${config.partition ?? "aws"}:s3:::${name}`)
              .replaceAll(`\${${address}.id}`, name)
              .replaceAll(`\${${address}.bucket}`, name),
      resolvedText(construct, text),
    );
  return {
    config: { ...config, bucket: { ...config.bucket, name } },
    statements: bucketStatements.map((statement) => mapped(statement, read) as Statement),
  };
}

function mapped(value: unknown, read: (text: string) => string): unknown {
  if (typeof value === "string") return read(value);
  if (Array.isArray(value)) return value.map((item: unknown) => mapped(item, read));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapped(inner, read)]));
}
