import type { Draft } from "../draft";
import { differ } from "../draft";
import type { PlacedMistake } from "../problem";

/** A bucket that is missing, that would not be built, or that is not where the key is. */
export function bucketContradictions(draft: Draft): readonly PlacedMistake[] {
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

const handedOver: PlacedMistake = {
  path: ["bucket", "handedOver"],
  code: "bucket-handed-over",
  args: {},
  aboutKey: true,
};

const unbuiltBucket: PlacedMistake = {
  path: ["bucket"],
  code: "bucket-without-trail",
  args: {},
  aboutKey: true,
};

function missingBucket({ config, unsound }: Draft): readonly PlacedMistake[] {
  if (config.trail === false || unsound("bucket") || unsound("trail")) return [];
  return [{ path: ["bucket"], code: "bucket-missing", args: {} }];
}

function ownBucketElsewhere(draft: Draft): readonly PlacedMistake[] {
  const { bucket, account, region } = draft.config;
  return [
    ...(isAccountName(draft, bucket?.account) ? [] : elsewhere(draft, "account", bucket?.account, account)),
    ...elsewhere(draft, "region", bucket?.region, region),
  ];
}

/** A name from `accounts` stands for a provider that creates the bucket there. */
const isAccountName = ({ opaque }: Draft, place: string | null | undefined): boolean =>
  typeof place === "string" && !opaque(place) && !/^[0-9]/.test(place);

function elsewhere(
  draft: Draft,
  option: "account" | "region",
  value: string | null | undefined,
  trails: string | null | undefined,
): readonly PlacedMistake[] {
  if (typeof value !== "string" || !mayDiffer(draft, value, trails)) return [];
  const place = option === "account" ? "account" : "Region";
  return [{ path: ["bucket", option], code: "new-bucket-elsewhere", args: { value, place } }];
}

/** Where the trail's own place is whatever the provider's is, no other place can be promised to equal it. */
function mayDiffer(draft: Draft, own: string, trails: string | null | undefined): boolean {
  return trails === null || trails === undefined ? !draft.opaque(own) : differ(draft, own, trails);
}

function otherRegion(draft: Draft): readonly PlacedMistake[] {
  const { bucket } = draft.config;
  const bucketRegion = (bucket?.existing === true ? bucket.region : undefined) ?? draft.region;
  const adopted = typeof draft.config.key?.existing === "string";
  const keyRegion = adopted ? draft.existingKey?.region : draft.region;
  if (keyRegion === undefined || bucketRegion === undefined) return [];
  if (!differ(draft, keyRegion, bucketRegion)) return [];
  const args = { keyRegion, bucketRegion };
  return adopted
    ? [{ path: ["key", "existing"], code: "existing-key-elsewhere", args }]
    : [{ path: ["bucket", "region"], code: "new-key-elsewhere", args }];
}
