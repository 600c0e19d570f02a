import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { EncryptedTrail } from "../../../lib/cdktf";
import type { EncryptedTrailProps } from "../../../lib/cdktf";
import { stackWithProvider, synth } from "../fixtures";

interface FieldSelector {
  readonly field: string;
  readonly [operator: string]: unknown;
}

function arnSelectorOf(more: (bucket: S3Bucket) => Partial<EncryptedTrailProps>): FieldSelector | undefined {
  const stack = stackWithProvider();
  const given = new S3Bucket(stack, "given", {});
  new EncryptedTrail(stack, "audit", { name: "audit", bucket: { name: "audit-logs" }, ...more(given) });
  const trails = synth(stack).resource?.aws_cloudtrail ?? {};
  const [trail] = Object.values(trails) as readonly {
    readonly advanced_event_selector?: readonly { readonly field_selector: readonly FieldSelector[] }[];
  }[];
  return trail?.advanced_event_selector
    ?.flatMap(({ field_selector }) => field_selector)
    .find(({ field }) => field === "resources.ARN");
}

test("a bucket of the stack stands for its objects, and the log bucket is left out", () => {
  expect(arnSelectorOf(({ bucket }) => ({ events: { data: [{ s3: [bucket] }] } }))).toMatchObject({
    starts_with: [expect.stringMatching(/^arn:.*:s3:::\$\{aws_s3_bucket\.given\.bucket\}\/$/)],
    not_starts_with: [expect.stringMatching(/s3:::audit-logs\/$/)],
  });
});

test("a log bucket of the stack is left out of what a selector takes", () => {
  const field = arnSelectorOf(({ bucket }) => ({
    bucket: { name: bucket, existing: true },
    events: { data: [{ s3: "all" }] },
  }));
  expect(field).toMatchObject({
    not_starts_with: [expect.stringMatching(/s3:::\$\{aws_s3_bucket\.given\.bucket\}\/$/)],
  });
});

test("the log bucket named by its token is refused", () => {
  expect(() =>
    arnSelectorOf(({ bucket }) => ({
      bucket: { name: bucket, existing: true },
      events: { data: [{ s3: [bucket] }] },
    })),
  ).toThrow(/events.data\[0\].s3\[0\].* is where the logs are written \(bucket.name\)/);
});
