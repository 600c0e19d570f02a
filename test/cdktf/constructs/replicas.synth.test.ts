import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Testing } from "cdktf";
import { EncryptedTrail, LogKey, TrailStack } from "../../../lib/cdktf";
import type { EncryptedTrailProps, TrailStackProps } from "../../../lib/cdktf";
import { configOf } from "../../support/place";
import { onlyBlock, stackWithProvider, synth } from "../fixtures";

const options = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  key: { multiRegion: true, replicas: ["eu-west-1"] },
  bucket: { name: "org-audit-logs" },
} satisfies EncryptedTrailProps;

const providersOf = (more: Partial<TrailStackProps> = {}): readonly unknown[] =>
  synth(new TrailStack(Testing.app(), "org-audit", { ...options, ...more })).provider.aws ?? [];

describe("a stack with a replica of its key", () => {
  test("has a provider for its Region, which signs in as the key's does", () => {
    expect(providersOf({ awsProvider: { profile: "audit", region: "us-east-1" } })).toEqual([
      { profile: "audit", region: "us-east-1", allowed_account_ids: ["111111111111"] },
      {
        alias: "eu_west_1",
        profile: "audit",
        region: "eu-west-1",
        allowed_account_ids: ["111111111111"],
      },
    ]);
    const inLogArchive = {
      accounts: { log_archive: "333333333333" },
      key: { ...options.key, account: "log_archive" },
      awsProvider: { profile: "audit" },
      awsProviders: { log_archive: { profile: "logs", region: "us-east-1" } },
    };
    expect(providersOf(inLogArchive)[2]).toEqual({
      alias: "eu_west_1",
      profile: "logs",
      region: "eu-west-1",
      allowed_account_ids: ["333333333333"],
    });
  });

  test("takes settings of its own for it, and no others", () => {
    expect(providersOf({ awsProviders: { eu_west_1: { profile: "ireland" } } })[1]).toMatchObject({
      profile: "ireland",
      region: "eu-west-1",
    });
    expect(() => providersOf({ awsProviders: { eu_west_2: {} } })).toThrow(
      "awsProviders.eu_west_2: the config has no such account or replica; did you mean eu_west_1?",
    );
  });

  test("needs none from provider 6 on", () => {
    const provider = { aws: ">= 6.0" };
    expect(providersOf({ provider })).toHaveLength(1);
    expect(() => providersOf({ provider, awsProviders: { eu_west_1: {} } })).toThrow(
      "awsProviders.eu_west_1: the config has no accounts",
    );
  });
});

describe("a construct of the user's own stack", () => {
  test("is given the provider of the Region", () => {
    const stack = stackWithProvider();
    expect(() => new EncryptedTrail(stack, "audit", options)).toThrow(
      /^providers\.eu_west_1: pass an AWS provider that is signed in to account 111111111111: .*region: "eu-west-1"/,
    );
    const providers = { eu_west_1: new AwsProvider(stack, "ireland", { alias: "ireland" }) };
    const trail = new EncryptedTrail(stack, "other", { ...options, providers });
    trail.grantRead("arn:aws:iam::111111111111:role/Auditor");
    const { resource } = synth(stack);
    const replica = onlyBlock(resource, "aws_kms_replica_key");
    expect(replica.provider).toBe("aws.ireland");
    // Who is let in later is let in by the replica too.
    expect(replica.policy).toMatch(/^\$\{aws_kms_key_policy\.\w+\.policy\}$/);
    expect(onlyBlock(resource, "aws_kms_key_policy").policy).toContain("role/Auditor");
  });

  test("uses what newer providers can do where it is told that these are required", () => {
    const stack = stackWithProvider();
    const key = { name: "log-key", account: "111111111111", key: options.key };
    new LogKey(stack, "key", { ...key, providerVersions: { aws: ">= 6.0" } });
    expect(onlyBlock(synth(stack).resource, "aws_kms_replica_key")).toMatchObject({ region: "eu-west-1" });
    const fromFile = stackWithProvider();
    const config = configOf({ ...key, trail: false, provider: { aws: ">= 6.0" } });
    LogKey.fromConfig(fromFile, "key", config);
    expect(onlyBlock(synth(fromFile).resource, "aws_kms_replica_key")).toMatchObject({ region: "eu-west-1" });
  });
});
