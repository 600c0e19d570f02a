import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../../../lib/config/config";
import { loadConfig } from "../../../lib/config/load";
import { bare, granting, grantingInOrganization, ofOrganization } from "../../support/open-modules";
import { configOf } from "../../support/place";

const repository = join(__dirname, "../../..");

const loaded = (path: string): Config => {
  const config = loadConfig(path);
  if (!config.ok) throw new Error(JSON.stringify(config.problems));
  return config.config;
};

const yamlIn = (folder: string): readonly string[] =>
  readdirSync(join(repository, folder)).filter((file) => file.endsWith(".yaml"));

/** The modules that are published. */
export const published: Readonly<Record<string, Config>> = Object.fromEntries(
  yamlIn("modules/configs").map((file) => [
    file.replace(".yaml", ""),
    loaded(join(repository, "modules/configs", file)),
  ]),
);

const existing = "arn:aws:kms:eu-central-1:333333333333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const open = { variables: "all" };

const keeping = {
  lifecycle: {
    glacierAfterDays: 90,
    expireAfterDays: 2555,
    noncurrentExpireAfterDays: 90,
    abortUploadsAfterDays: 7,
  },
};

/** Modules for others in what the published ones are not: an adopted key or bucket, logs that are kept and locked, a delegated administrator's trail, Control Tower. */
export const otherOpen: Readonly<Record<string, Config>> = {
  "much granted": configOf({
    ...granting,
    key: { ...granting.key, description: "Logs." },
    bucket: { ...granting.bucket, prefix: "audit" },
  }),
  "logs kept for years": configOf({
    ...bare,
    bucket: {
      ...bare.bucket,
      ...keeping,
      objectLock: { mode: "governance", days: 365 },
      accessLog: { bucket: "central-access-logs", prefix: "trail/" },
    },
  }),
  "logs that no one can delete": configOf({
    ...bare,
    bucket: {
      ...bare.bucket,
      ...keeping,
      objectLock: { mode: "compliance", days: 365, confirm: "compliance" },
    },
  }),
  "an existing key": configOf({ ...bare, key: { existing } }),
  "an existing bucket": configOf({
    ...bare,
    bucket: { ...bare.bucket, existing: true, account: "222222222222" },
  }),
  "several accounts": configOf(grantingInOrganization),
  "a delegated administrator's trail": configOf({
    ...ofOrganization,
    organization: { id: "o-abcd123456", managementAccount: "999999999999" },
  }),
  "Control Tower": configOf({
    name: "control-tower",
    preset: "control-tower",
    region: "eu-central-1",
    organization: { id: "o-abcd123456", managementAccount: "111111111111" },
    bucket: { account: "333333333333" },
    module: open,
  }),
};

/** Modules with their config's grants alone: the examples, and the configs above. */
export const closed: Readonly<Record<string, Config>> = {
  ...Object.fromEntries(yamlIn("examples").map((file) => [file, loaded(join(repository, "examples", file))])),
  ...Object.fromEntries(
    Object.entries(otherOpen).map(([name, config]) => [
      `${name}, closed`,
      { ...config, module: { variables: "config" } },
    ]),
  ),
};
