import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import type { IConstruct } from "constructs";
import type { Config } from "../../config/config";
import type { Blueprint } from "../../terraform/blueprint";
import type { JsonValue } from "../../terraform/canonical-json";
import type { Expression } from "../../terraform/expression";
import { valueExpression } from "../../terraform/value-expression";
import { mapTexts } from "./map-texts";
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
    statements: bucketStatements.map((statement) => mapTexts(statement, [], read) as Statement),
  };
}

/** The blueprint with statements at the end of its bucket policy. */
export function withBucketStatements(blueprint: Blueprint, statements: readonly Statement[]): Blueprint {
  if (statements.length === 0) return blueprint;
  const added = statements.map((statement) => valueExpression(statement as JsonValue));
  const extended = (document: Expression): Expression =>
    document.kind !== "object"
      ? document
      : {
          ...document,
          entries: document.entries.map((entry) =>
            entry.key === "Statement" && entry.value.kind === "list"
              ? { ...entry, value: { ...entry.value, items: [...entry.value.items, ...added] } }
              : entry,
          ),
        };
  return {
    ...blueprint,
    policies: blueprint.policies.map((named) =>
      named.name === "bucket" ? { ...named, document: extended(named.document) } : named,
    ),
  };
}
