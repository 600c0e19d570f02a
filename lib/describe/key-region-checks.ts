import type { Check } from "../terraform/blueprint";
import { input, operator, regionOfArn, text } from "../terraform/expression";
import type { Scope } from "./scope";

/**
 * A key that is not where the bucket is made. Of a bucket that exists, the module does not know the Region. S3 encrypts with
 * keys of the bucket's Region alone.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function keyRegionChecks({ config, region }: Scope): readonly Check[] {
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
