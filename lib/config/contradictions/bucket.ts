import type { Draft } from "../draft";
import { differ } from "../draft";
import type { Finding } from "../problem";

/** A bucket that is missing, that would not be built, or that is not where the key is. */
export function bucketContradictions(draft: Draft): readonly Finding[] {
  const { bucket, trail } = draft.config;
  if (bucket === undefined) return missingBucket(draft);
  if (draft.unsound("bucket", "existing")) return [];
  if (bucket.existing === true) return otherRegion(draft);
  return [
    ...(trail === false ? [unbuiltBucket] : []),
    ...(bucket.handedOver === true ? [handedOver] : []),
    ...ownBucketElsewhere(draft),
    ...otherRegion(draft),
  ];
}

const handedOver: Finding = {
  path: ["bucket", "handedOver"],
  message:
    "is for a bucket that this module created and now lets go of: set bucket.existing to true, or remove handedOver",
  aboutKey: true,
};

const unbuiltBucket: Finding = {
  path: ["bucket"],
  message: "is not built where trail is false: leave it out, or say existing: true",
  aboutKey: true,
};

function missingBucket({ config, unsound }: Draft): readonly Finding[] {
  if (config.trail === false || unsound("bucket") || unsound("trail")) return [];
  const message =
    "is missing, a trail delivers into one: write bucket: { name: … }, or trail: false for the key alone";
  return [{ path: ["bucket"], message }];
}

function ownBucketElsewhere(draft: Draft): readonly Finding[] {
  const { bucket, account, region } = draft.config;
  const findings: Finding[] = [];
  if (typeof bucket?.account === "string" && mayDiffer(draft, bucket.account, account)) {
    const message = `${bucket.account} is not the trail's account, where a new bucket stands: say existing: true, or leave it out`;
    findings.push({ path: ["bucket", "account"], message });
  }
  if (typeof bucket?.region === "string" && mayDiffer(draft, bucket.region, region)) {
    const message = `${bucket.region} is not the trail's Region, where a new bucket stands: say existing: true, or leave it out`;
    findings.push({ path: ["bucket", "region"], message });
  }
  return findings;
}

/** Where the trail's own place is whatever the provider's is, no other place can be promised to equal it. */
function mayDiffer(draft: Draft, own: string, trails: string | null | undefined): boolean {
  return trails === null || trails === undefined ? !draft.opaque(own) : differ(draft, own, trails);
}

function otherRegion(draft: Draft): readonly Finding[] {
  const { bucket } = draft.config;
  const bucketRegion = (bucket?.existing === true ? bucket.region : undefined) ?? draft.region;
  const adopted = typeof draft.config.key?.existing === "string";
  const keyRegion = adopted ? draft.existingKey?.region : draft.region;
  if (!differ(draft, keyRegion, bucketRegion)) return [];
  const [path, message] = adopted
    ? [
        ["key", "existing"],
        `is a key in ${keyRegion}, the bucket is in ${bucketRegion}: S3 needs a key in the bucket's Region`,
      ]
    : [
        ["bucket", "region"],
        `${bucketRegion} is not ${keyRegion}, where the key is created: S3 needs a key in the bucket's Region, adopt one with key.existing`,
      ];
  return [{ path, message }];
}
