import { bucketAddresses, keyAddresses } from "./support/addresses";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { generatedRoot } from "./support/generated-root";
import { keyStateInKms } from "./support/read-back";
import { changes, forgotten } from "./support/terraform";
import { policyText, writeConfig } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

const owner = { account: "111111111111", region: "us-east-1" };
const config = { name: "org-audit", ...owner, bucket: { name: "org-audit-logs" } };

describeE2e("an edit of the config", () => {
  test(
    "hands the bucket over and leaves it as it is",
    () =>
      withLocalAws(async (aws, directory) => {
        await (await generatedRoot(directory, config, aws.env(owner))).apply();

        const handedOver = { ...config, bucket: { ...config.bucket, existing: true, handedOver: true } };
        const root = await generatedRoot(directory, handedOver, aws.env(owner));
        const plan = await root.plan();
        expect(forgotten(plan)).toEqual(bucketAddresses);
        expect(changes(plan)).toEqual([]);
        await root.applyPlan();

        await root.planNothing();
        const path = `/${config.bucket.name}`;
        expect(await aws.s3("GET", `${path}?policy`, owner)).toBe(
          await policyText("bucket", writeConfig(directory, config)),
        );
        expect(await aws.s3("GET", `${path}?encryption`, owner)).toContain("aws:kms");
        expect(await aws.s3("GET", `${path}?versioning`, owner)).toContain("Enabled");
      }),
    E2E_WITHIN_MS,
  );

  test(
    "hands the key over and leaves it as it is",
    () =>
      withLocalAws(async (aws, directory) => {
        const owned = await generatedRoot(directory, config, aws.env(owner));
        await owned.apply();
        const { key_arn: arn } = await owned.outputs();

        const handedOver = { ...config, key: { existing: arn, handedOver: true } };
        const root = await generatedRoot(directory, handedOver, aws.env(owner));
        const plan = await root.plan();
        expect(forgotten(plan)).toEqual(keyAddresses);
        expect(changes(plan)).toEqual([]);
        await root.applyPlan();

        await root.planNothing();
        expect(await keyStateInKms(aws, String(arn), owner)).toBe("Enabled");
      }),
    E2E_WITHIN_MS,
  );

  test(
    "that hands something over does nothing to a root that never had it",
    () =>
      withLocalAws(async (aws, directory) => {
        const handedOver = { ...config, bucket: { ...config.bucket, existing: true, handedOver: true } };
        const root = await generatedRoot(directory, handedOver, aws.env(owner));
        const plan = await root.plan();
        expect(forgotten(plan)).toEqual([]);
        expect(changes(plan).every(([action]) => action === "create")).toBe(true);
      }),
    E2E_WITHIN_MS,
  );
});
