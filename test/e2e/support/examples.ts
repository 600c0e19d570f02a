import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { parse } from "yaml";
import { describe, loadConfig, render } from "../../../lib";
import type { LocalAws, SignIn } from "./local-aws";
import { createOrganization, delegate } from "./organization";
import { policyText, repository } from "./trailkey";

/** What an example's file says, as far as the tests must know it. */
interface ExampleConfig {
  readonly account: string;
  readonly region: string;
  /** By the alias of their provider. */
  readonly accounts?: Readonly<Record<string, string>>;
  readonly organization?: {
    readonly id: string;
    readonly managementAccount?: string;
    readonly delegatedAdministrators?: readonly string[];
  };
  readonly preset?: "control-tower";
  readonly trail?: false;
  readonly events?: { readonly insights?: readonly string[] };
  readonly key?: {
    readonly existing?: string;
    readonly account?: string;
    readonly replicas?: readonly string[];
  };
  readonly bucket?: {
    readonly name: string;
    readonly existing?: boolean;
    readonly account?: string;
    readonly accessLog?: { readonly bucket: string };
  };
}

export interface Example {
  readonly name: string;
  readonly file: string;
  readonly config: ExampleConfig;
  /** Who applies it. */
  readonly owner: SignIn;
  readonly keyOwner: SignIn;
  readonly bucketOwner: SignIn;
  /** Whether it builds a trail. */
  readonly hasTrail: boolean;
  /** Whose trail it is, which a delegated administrator's is not. */
  readonly trailOwner: SignIn;
  /** Whether the synthesized stack is applied too, which takes as long again: for several accounts or Regions, and where every one is. */
  readonly appliedAsCdktf: boolean;
}

const all = process.env.TRAILKEY_E2E_EXAMPLES === "all";

const directory = join(repository, "examples");

const examples: readonly Example[] = readdirSync(directory)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => loadExample(join(directory, file)));

/** One example for each shape, which is what takes time; with TRAILKEY_E2E_EXAMPLES=all every one. */
export const appliedExamples = (): readonly Example[] =>
  all ? examples : [...new Map(examples.toReversed().map((example) => [shapeOf(example), example])).values()];

/** What an example's module builds, and where, whatever is in it. */
function shapeOf({ file }: Example): string {
  const loaded = loadConfig(file);
  if (!loaded.ok) throw new Error(`${file} is no config`);
  const lines = render(describe(loaded.config))
    .filter(({ path }) => !path.includes("/"))
    .flatMap(({ content }) => content.match(/^resource .*|^data .*|^ +provider += .*/gm) ?? []);
  return lines.sort().join("\n");
}

export function loadExample(file: string): Example {
  const config = parse(readFileSync(file, "utf8")) as ExampleConfig;
  const { account, region, accounts = {}, organization, key, bucket } = config;
  const signIn = (named: string = account): SignIn => ({ account: accounts[named] ?? named, region });
  return {
    name: basename(file, extname(file)),
    file,
    config,
    owner: signIn(),
    keyOwner: signIn(key?.account),
    bucketOwner: signIn(bucket?.account),
    // Control Tower has the trail that its preset is for.
    hasTrail: config.trail !== false && config.preset !== "control-tower",
    trailOwner: signIn(organization?.managementAccount),
    appliedAsCdktf: all || Object.keys(accounts).length > 0 || key?.replicas !== undefined,
  };
}

/** Creates what an example takes as given: its organization, and the buckets with the policies that they must have by then. */
export async function prepare(example: Example, aws: LocalAws): Promise<void> {
  await prepareOrganization(example, aws);
  const { name, existing = false, accessLog } = example.config.bucket ?? {};
  if (name !== undefined && existing) await prepareBucket(example, aws, name, "bucket");
  if (accessLog !== undefined) await prepareBucket(example, aws, accessLog.bucket, "access-log");
}

async function prepareOrganization({ config, owner, trailOwner }: Example, aws: LocalAws): Promise<void> {
  if (config.organization === undefined) return;
  const { id, delegatedAdministrators = [] } = config.organization;
  const accounts = [owner.account, ...Object.values(config.accounts ?? {}), ...delegatedAdministrators];
  const members = [...new Set(accounts)].filter((account) => account !== trailOwner.account);
  await createOrganization(aws, { id, management: trailOwner, members });
  if (owner.account !== trailOwner.account) await delegate(aws, owner.account, trailOwner);
}

async function prepareBucket(
  { file, owner, bucketOwner }: Example,
  aws: LocalAws,
  name: string,
  policy: string,
): Promise<void> {
  const location = `<LocationConstraint>${owner.region}</LocationConstraint>`;
  const body = `<CreateBucketConfiguration>${location}</CreateBucketConfiguration>`;
  const bucket = `/${name}`;
  await aws.s3("PUT", bucket, bucketOwner, owner.region === "us-east-1" ? undefined : body);
  await aws.s3("PUT", `${bucket}?policy`, bucketOwner, await policyText(policy, file));
}
