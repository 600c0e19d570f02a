import type { AdvancedSelector } from "./advanced-selector";
import { categoryOf, fieldOf } from "./advanced-selector";
import type { IsOpaque } from "./opaque";

/**
 * Whether an advanced selector could take S3 data events of a bucket's objects. Operators of a field that take events are
 * alternatives; those that leave events out must all hold, beside one of the former.
 * Of a text or a bucket that only Terraform knows, the worst is assumed.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
 */
export function mayRecordBucket(selector: AdvancedSelector, bucket: string, opaque: IsOpaque): boolean {
  if (categoryOf(selector) !== "Data") return false;
  if (fieldOf(selector, "resources.type")?.Equals?.includes("AWS::S3::Object") !== true) return false;
  const { Equals, StartsWith, EndsWith, NotStartsWith = [] } = fieldOf(selector, "resources.ARN") ?? {};
  if (NotStartsWith.some((start) => objectsArn(bucket, start).startsWith(start))) return false;
  const isAny = Equals === undefined && StartsWith === undefined && EndsWith === undefined;
  return (
    isAny ||
    opaque(bucket) ||
    [...(Equals ?? []), ...(StartsWith ?? [])].some(opaque) ||
    // An object can end in anything.
    EndsWith !== undefined ||
    (Equals ?? []).some((arn) => arn.startsWith(objectsArn(bucket, arn))) ||
    (StartsWith ?? []).some((start) => overlap(start, objectsArn(bucket, start)))
  );
}

/** In the partition of the text that it is compared with: ARNs of several partitions in one config are refused. */
const objectsArn = (bucket: string, comparedWith: string): string =>
  `arn:${/^arn:([^:]+)/.exec(comparedWith)?.[1] ?? "aws"}:s3:::${bucket}/`;

const overlap = (left: string, right: string): boolean => left.startsWith(right) || right.startsWith(left);
