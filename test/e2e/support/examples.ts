import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { parse } from "yaml";
import { describe, loadConfig, render } from "../../../lib";
import type { LocalAws, SignIn } from "./local-aws";
import { policyText, repository } from "./trailkey";

/** What an example's file says, as far as the tests must know it. */
interface ExampleConfig {
  readonly account: string;
  readonly region: string;
  readonly trail?: false;
  readonly key?: { readonly existing?: string };
  readonly bucket?: { readonly name: string; readonly existing?: boolean; readonly account?: string };
}

export interface Example {
  readonly name: string;
  readonly file: string;
  readonly config: ExampleConfig;
  readonly owner: SignIn;
}

const directory = join(repository, "examples");

const examples: readonly Example[] = readdirSync(directory)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => loadExample(join(directory, file)));

/** One example for each shape, which is what takes time; with TRAILKEY_E2E_EXAMPLES=all every one. */
export const appliedExamples = (): readonly Example[] =>
  process.env.TRAILKEY_E2E_EXAMPLES === "all"
    ? examples
    : [...new Map(examples.toReversed().map((example) => [shapeOf(example), example])).values()];

/** The resources that an example's module has, whatever is in them. */
function shapeOf({ file }: Example): string {
  const loaded = loadConfig(file);
  if (!loaded.ok) throw new Error(`${file} is no config`);
  const addresses = render(describe(loaded.config)).flatMap(({ content }) =>
    [...content.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(([, type, name]) => `${type}.${name}`),
  );
  return addresses.sort().join(" ");
}

export function loadExample(file: string): Example {
  const config = parse(readFileSync(file, "utf8")) as ExampleConfig;
  const owner = { account: config.account, region: config.region };
  return { name: basename(file, extname(file)), file, config, owner };
}

/**
 * Creates what an example takes as given: the bucket, with the policy that it must have by then. A key that exists is
 * not looked at before logs are written.
 */
export async function prepare({ config, file, owner }: Example, aws: LocalAws): Promise<void> {
  if (!config.bucket?.existing) return;
  const bucket = `/${config.bucket.name}`;
  const signIn = bucketOwner(config, owner);
  const location = `<LocationConstraint>${owner.region}</LocationConstraint>`;
  const body = `<CreateBucketConfiguration>${location}</CreateBucketConfiguration>`;
  await aws.s3("PUT", bucket, signIn, owner.region === "us-east-1" ? undefined : body);
  await aws.s3("PUT", `${bucket}?policy`, signIn, await policyText("bucket", file));
}

export const bucketOwner = (config: ExampleConfig, owner: SignIn): SignIn => ({
  ...owner,
  account: config.bucket?.account ?? owner.account,
});
