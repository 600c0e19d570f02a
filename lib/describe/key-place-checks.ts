import { isControlTower } from "../config/control-tower";
import type { Check } from "../terraform/blueprint";
import { input, operator, regionOfArn, text } from "../terraform/expression";
import type { Scope } from "./scope";
import { isManagedElsewhere } from "./scope";

/** A key that is not where it must be. */
export const keyPlaceChecks = (scope: Scope): readonly Check[] => [
  ...keyRegionChecks(scope),
  ...controlTowerChecks(scope),
];

/**
 * Of a bucket that exists, the module does not know the Region. S3 encrypts with keys of the bucket's Region alone.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
function keyRegionChecks({ config, region }: Scope): readonly Check[] {
  const { key, bucket, trail } = config;
  if (key.existing === null || trail === null || bucket === null || bucket.existing) return [];
  const own = regionOfArn(input("key_arn"));
  return [
    {
      option: "key.existing",
      condition: operator(own, "==", region),
      message: text`The key ${input("key_arn")} is in Region ${own}, but the bucket is in ${region}. S3 needs a key in the bucket's Region.`,
    },
  ];
}

/** https://docs.aws.amazon.com/controltower/latest/userguide/configure-kms-keys.html */
const controlTowerChecks = ({ config, account, trailAccount }: Scope): readonly Check[] =>
  isControlTower(config) && isManagedElsewhere(config)
    ? [
        {
          option: "account",
          condition: operator(account, "==", trailAccount),
          message: text`AWS Control Tower takes a key of the management account, ${trailAccount}, but the provider is for account ${account}. Create the key in the management account.`,
        },
      ]
    : [];
