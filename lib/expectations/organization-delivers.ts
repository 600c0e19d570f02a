import type { Config } from "../config/config";
import type { LogBucket } from "./log-bucket";
import { logFile, memberFile } from "./log-bucket";
import type { PolicyExpectation } from "./policy-expectation";
import { onBehalfOf } from "./requests";
import type { BucketRequest, Context } from "./to-bucket";
import { aclKey, fullControl, put, sourceless, toBucket } from "./to-bucket";
import type { TrailsToTry } from "./trails-to-try";
import { membersToTry } from "./trails-to-try";

/**
 * The organization's trail writes the logs of its members to the organization's folder, and no other trail does. A
 * trail of one account does not write there.
 */
export function organizationDelivers(
  config: Config,
  bucket: LogBucket,
  trails: TrailsToTry,
): readonly PolicyExpectation[] {
  const { own, allowed, abroad, neighbours, stranger } = trails;
  const may = (name: string, request: BucketRequest): PolicyExpectation =>
    toBucket(bucket, name, "Allowed", request);
  const mayNot = (name: string, request: BucketRequest): PolicyExpectation =>
    toBucket(bucket, name, "ImplicitlyDenied", request);
  const source = onBehalfOf(own);
  const { organization } = bucket;
  const someAccount = stranger.account;
  const into = (id: string): BucketRequest =>
    put(memberFile(bucket, id, own, someAccount), { ...source, ...fullControl });
  if (organization === null) {
    return [mayNot("CloudTrail delivers nothing to the folder of an organization", into("o-abcd123456"))];
  }
  const members = membersToTry(config, trails);
  const member = memberFile(bucket, organization, own, members[0]);
  const others = [...allowed, ...abroad, ...neighbours, stranger].filter(({ arn }) => arn !== own.arn);
  const write = (context: Context): BucketRequest => put(member, { ...context, ...fullControl });
  return [
    ...members.flatMap((account) =>
      (["CloudTrail", "CloudTrail-Digest"] as const).map((kind) =>
        may(
          `CloudTrail delivers ${kind === "CloudTrail" ? "logs" : "digests"} of the organization's account ${account}`,
          put(memberFile(bucket, organization, own, account, kind), { ...source, ...fullControl }),
        ),
      ),
    ),
    mayNot("CloudTrail delivers no logs of a member without the ACL", put(member, source)),
    mayNot(
      "CloudTrail delivers no logs of a member with another ACL",
      put(member, { ...source, [aclKey]: "public-read" }),
    ),
    ...sourceless(own).map(({ when, context }) =>
      mayNot(`CloudTrail delivers no logs of a member ${when}`, write(context)),
    ),
    ...others.map((trail) =>
      mayNot(
        `CloudTrail delivers nothing to the organization's folder on behalf of ${trail.arn}`,
        write(onBehalfOf(trail)),
      ),
    ),
    mayNot("CloudTrail delivers nothing to another organization's folder", into("o-zzzzzzzzzz")),
    mayNot(
      "CloudTrail delivers nothing to the folder of an organization whose ID begins alike",
      into(`${organization}0`),
    ),
    mayNot(
      "CloudTrail delivers nothing to a member's folder beside the organization's",
      put(logFile(bucket, own, "CloudTrail", someAccount), { ...source, ...fullControl }),
    ),
    ...["s3:GetObject", "s3:DeleteObject", "s3:PutObjectAcl"].map((action) =>
      mayNot(`CloudTrail has no ${action} on the logs of a member`, { ...write(source), action }),
    ),
  ];
}
