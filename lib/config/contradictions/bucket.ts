import type { Draft } from "../draft";
import { differ } from "../draft";
import type { PlacedMistake } from "../problem";
import { isAccountName } from "./accounts";

/** A bucket that is missing, that would not be built, or that is not where the key is. */
export function bucketContradictions(draft: Draft): readonly PlacedMistake[] {
  const { bucket } = draft.config;
  if (bucket === undefined) return missingBucket(draft);
  return [...missingName(draft), ...misplacedBucket(draft)];
}

function missingName({ config, unsound }: Draft): readonly PlacedMistake[] {
  if (config.bucket?.name !== undefined || unsound("bucket", "name")) return [];
  const path = ["bucket", "name"];
  return config.preset === "control-tower"
    ? [{ path, code: "bucket-name-unknown", args: {} }]
    : [{ path, code: "missing", args: { expected: "text" } }];
}

function misplacedBucket(draft: Draft): readonly PlacedMistake[] {
  const { bucket = {}, trail, preset } = draft.config;
  if (draft.unsound("bucket", "existing")) return [];
  if (bucket.existing === true) return otherRegion(draft);
  // To create one is refused beside a preset, wherever it would be.
  if (preset === "control-tower") return [];
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
  if (config.trail === false || config.preset === "control-tower") return [];
  if (unsound("bucket") || unsound("trail")) return [];
  return [{ path: ["bucket"], code: "bucket-missing", args: {} }];
}

function ownBucketElsewhere(draft: Draft): readonly PlacedMistake[] {
  const { bucket, accounts = {}, account, region } = draft.config;
  const place = isAccountName(bucket?.account) ? undefined : bucket?.account;
  const name = Object.keys(accounts).find((known) => accounts[known] === place);
  return [
    ...(typeof place === "string" && mayDiffer(draft, place, account)
      ? [
          {
            path: ["bucket", "account"],
            code: "new-bucket-by-id",
            args: { account: place, ...(name !== undefined && { name }) },
          } as const,
        ]
      : []),
    ...(typeof bucket?.region === "string" && mayDiffer(draft, bucket.region, region)
      ? [
          {
            path: ["bucket", "region"],
            code: "new-bucket-elsewhere",
            args: { region: bucket.region },
          } as const,
        ]
      : []),
  ];
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
