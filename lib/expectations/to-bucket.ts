import { cloudTrail } from "../policy/cloudtrail";
import type { LogBucket } from "./log-bucket";
import type { CallerIam, PolicyExpectation } from "./policy-expectation";
import type { Trail } from "./requests";

export type Context = Readonly<Record<string, string>>;

/** A request to the bucket or what is in it. */
export interface BucketRequest {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: Context;
  /** @default "nothing" */
  readonly iam?: CallerIam;
}

/** What must come of one request to the bucket. */
export const toBucket = (
  { on }: Pick<LogBucket, "on">,
  name: string,
  expect: PolicyExpectation["expect"],
  request: BucketRequest,
): PolicyExpectation => ({ name, steps: [{ iam: "nothing", ...request, on }], expect });

export const aclKey = "s3:x-amz-acl";

/** The ACL that CloudTrail puts on each file. */
export const fullControl = { [aclKey]: "bucket-owner-full-control" };

/** CloudTrail writes a file. */
export const put = (resource: string, context: Context): BucketRequest => ({
  principal: cloudTrail,
  action: "s3:PutObject",
  resource,
  context,
});

/** CloudTrail reads the ACL of the bucket. */
export const getAcl = ({ arn }: LogBucket, context: Context): BucketRequest => ({
  principal: cloudTrail,
  action: "s3:GetBucketAcl",
  resource: arn,
  context,
});

/** What CloudTrail calls with where no condition on the source is met. */
export const sourceless = (trail: Trail): readonly { readonly when: string; readonly context: Context }[] => [
  { when: "when no trail is named", context: {} },
  { when: "when the account alone is named", context: { "aws:SourceAccount": trail.account } },
];
