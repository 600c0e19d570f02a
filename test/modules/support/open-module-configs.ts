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

/** Modules for others in what the published ones are not: an adopted key or bucket, a delegated administrator's trail, Control Tower. */
export const otherOpen: Readonly<Record<string, Config>> = {
  "much granted": configOf({
    ...granting,
    key: { ...granting.key, description: "Logs." },
    bucket: { ...granting.bucket, prefix: "audit" },
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
