import type { Config } from "../../lib/config/config";
import { parseConfig } from "../../lib/config/parse";
import { configOf } from "../support/place";

const least = {
  name: "landing-zone",
  preset: "control-tower",
  account: "111111111111",
  region: "eu-central-1",
  organization: { id: "o-abcd123456" },
};
const archive = "333333333333";

const bucketOf = (input: object): Config["bucket"] => configOf({ ...least, ...input }).bucket;

test("no trail is created, and none need be said", () => {
  expect(configOf(least)).toMatchObject({ trail: null, bucket: null, preset: "control-tower" });
  expect(configOf({ ...least, trail: false })).toEqual(configOf(least));
});

test("the bucket is the log archive account's, by the name and with the folder that Control Tower gives it", () => {
  expect(bucketOf({ bucket: { account: archive } })).toMatchObject({
    name: "aws-controltower-logs-333333333333-eu-central-1",
    prefix: "o-abcd123456",
    existing: true,
    account: archive,
    provider: null,
  });
});

test("the log archive account may be named, as in accounts", () => {
  const named = bucketOf({ accounts: { log_archive: archive }, bucket: { account: "log_archive" } });
  expect(named).toEqual(bucketOf({ bucket: { account: archive } }));
});

test("what the config says of the bucket is kept", () => {
  const name = "aws-controltower-cloudtrail-logs-333333333333-abc-def";
  expect(bucketOf({ bucket: { name, account: archive, prefix: "logs" } })).toMatchObject({
    name,
    prefix: "logs",
  });
  expect(bucketOf({ bucket: { name, account: archive, prefix: null } })).toMatchObject({
    name,
    prefix: null,
  });
});

test("the deployment is in the management account, where the config names that alone", () => {
  const config = configOf({
    ...least,
    account: null,
    organization: { id: "o-abcd123456", managementAccount: "222222222222" },
  });
  expect(config.account).toBe("222222222222");
});

test("the Region that a deployment adds is in the bucket's name", () => {
  const somewhere = { ...least, region: null, bucket: { account: archive } };
  expect(parseConfig(somewhere)).toMatchObject({ ok: false, problems: [{ path: "bucket.name" }] });
  expect(parseConfig(somewhere, { deployment: { region: "us-east-1" } })).toMatchObject({
    ok: true,
    config: { bucket: { name: "aws-controltower-logs-333333333333-us-east-1" } },
  });
});

test("a config of another preset is left as it is", () => {
  expect(parseConfig({ ...least, preset: "none" })).toMatchObject({ ok: false });
  expect(parseConfig("control-tower")).toMatchObject({ ok: false });
});
