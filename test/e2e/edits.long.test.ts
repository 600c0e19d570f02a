import { join } from "node:path";
import { bucketAddresses, keyAddresses } from "./support/addresses";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { generatedRoot } from "./support/generated-root";
import { keyPolicyInKms, keyStateInKms, trailsIn } from "./support/read-back";
import { changes, forgotten, TerraformRoot } from "./support/terraform";
import { policyText, trailkey, writeConfig } from "./support/trailkey";
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
    "adds, changes and takes away how logs are kept, and replaces nothing; handed over, the bucket keeps it",
    () =>
      withLocalAws(async (aws, directory) => {
        await (await generatedRoot(directory, config, aws.env(owner))).apply();
        await aws.s3("PUT", "/central-access-logs", owner);
        const kept = (days: number, more: object = {}): object => ({
          ...config,
          bucket: {
            ...config.bucket,
            lifecycle: { expireAfterDays: days, noncurrentExpireAfterDays: 30 },
            ...more,
          },
        });
        const lock = (days: number): object => ({ objectLock: { mode: "governance", days } });
        const accessLog = { bucket: "central-access-logs" };
        const edited = async (to: object): Promise<readonly (readonly [string, string])[]> => {
          const root = join(directory, "module");
          await trailkey("generate", "-c", writeConfig(directory, to), "-o", root, "--allow-replace");
          const plan = await new TerraformRoot(root, aws.env(owner)).plan();
          await new TerraformRoot(root, aws.env(owner)).applyPlan();
          await new TerraformRoot(root, aws.env(owner)).planNothing();
          return changes(plan);
        };
        await aws.s3(
          "PUT",
          "/central-access-logs?policy",
          owner,
          await policyText("access-log", writeConfig(directory, kept(400, { accessLog }))),
        );

        expect(await edited(kept(400, lock(200)))).toEqual([
          ["create", "aws_s3_bucket_lifecycle_configuration.logs"],
          ["create", "aws_s3_bucket_object_lock_configuration.logs"],
        ]);
        expect(await edited(kept(2555, { ...lock(365), accessLog }))).toEqual([
          ["update", "aws_s3_bucket_lifecycle_configuration.logs"],
          ["create", "aws_s3_bucket_logging.logs"],
          ["update", "aws_s3_bucket_object_lock_configuration.logs"],
        ]);
        expect(await edited(kept(2555, { accessLog }))).toEqual([
          ["delete", "aws_s3_bucket_object_lock_configuration.logs"],
        ]);

        const handedOver = { ...config, bucket: { ...config.bucket, existing: true, handedOver: true } };
        expect(await edited(handedOver)).toEqual([]);
        const path = `/${config.bucket.name}`;
        expect(await aws.s3("GET", `${path}?lifecycle`, owner)).toContain("2555");
        expect(await aws.s3("GET", `${path}?logging`, owner)).toContain("central-access-logs");
      }),
    2 * E2E_WITHIN_MS,
  );

  test(
    "replaces the trail by one elsewhere: it goes, and key and bucket stay for its logs",
    () =>
      withLocalAws(async (aws, directory) => {
        const root = await generatedRoot(directory, config, aws.env(owner));
        await root.apply();
        const { key_arn: arn } = await root.outputs();

        const stopped = {
          ...config,
          trail: false,
          bucket: { ...config.bucket, existing: true, handedOver: true },
        };
        const file = writeConfig(directory, stopped);
        await trailkey("generate", "-c", file, "-o", root.directory, "--allow-replace");
        const plan = await root.plan();
        expect(forgotten(plan)).toEqual(bucketAddresses);
        expect(changes(plan)).toEqual([
          ["delete", "aws_cloudtrail.this"],
          ["update", "aws_kms_key.this"],
          ["update", "aws_kms_key_policy.this"],
        ]);
        await root.applyPlan();

        await root.planNothing();
        expect(await trailsIn(aws, owner)).toEqual([]);
        expect(await keyStateInKms(aws, String(arn), owner)).toBe("Enabled");
        expect(await keyPolicyInKms(aws, String(arn), owner)).toBe(await policyText("key", file));
        expect(await aws.s3("GET", `/${config.bucket.name}?policy`, owner)).toContain(
          "cloudtrail.amazonaws.com",
        );
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
