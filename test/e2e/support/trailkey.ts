import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run";

export const repository = join(__dirname, "../../..");

const { bin } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
  readonly bin: { readonly trailkey: string };
};

/** Runs the built command and gives what it prints on stdout. Throws where it fails. */
export async function trailkey(...args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [join(repository, bin.trailkey), ...args], {
    cwd: repository,
  });
  return stdout;
}

/** Writes a config into a directory; the result is the file. */
export function writeConfig(directory: string, config: object): string {
  const file = join(directory, "trailkey.json");
  writeFileSync(file, JSON.stringify(config));
  return file;
}

/** What `trailkey policy --minify` prints. */
export async function policyText(name: string, config: string): Promise<string> {
  return (await trailkey("policy", name, "--minify", "-c", config)).trimEnd();
}

/** What the CDKTF entry is given; its files go under the directory. */
export interface CdktfRun {
  readonly config: string;
  /** Of the local AWS. Nothing else tells the provider where that is, unless this is empty. */
  readonly endpoint: string;
  readonly directory: string;
  readonly credentials: Readonly<Record<string, string>>;
  /** How to sign in to the further accounts of the config, by alias. @default there are none */
  readonly awsProviders?: object;
  /** The built entry. @default that of CDKTF */
  readonly program?: string;
}

const cdktfEnv = ({ config, endpoint, credentials, awsProviders = {} }: CdktfRun): NodeJS.ProcessEnv => ({
  ...process.env,
  ...credentials,
  TRAILKEY_CONFIG: config,
  TRAILKEY_ENDPOINT: endpoint,
  TRAILKEY_AWS_PROVIDERS: JSON.stringify(awsProviders),
});

/** Runs the built CDKTF entry; the result is the directory of its stack, which Terraform takes as a root. */
export async function synthesize(given: CdktfRun): Promise<string> {
  const outDirectory = join(given.directory, "cdktf.out");
  await run(process.execPath, [given.program ?? join(repository, "dist/main.js")], {
    cwd: given.directory,
    env: { ...cdktfEnv(given), CDKTF_OUTDIR: outDirectory },
  });
  const stacks = join(outDirectory, "stacks");
  return join(stacks, String(readdirSync(stacks)[0]));
}

/** Runs `cdktf deploy` or `cdktf destroy` with the built entry. The state is kept in the directory. */
export async function cdktf(command: "deploy" | "destroy", given: CdktfRun): Promise<void> {
  copyFileSync(join(repository, "cdktf.json"), join(given.directory, "cdktf.json"));
  const app = `node ${join(repository, "dist/main.js")}`;
  const args = [command, "--app", app, "--auto-approve", "--skip-provider-lock"];
  await run(join(repository, "node_modules/.bin/cdktf"), args, {
    cwd: given.directory,
    env: {
      ...cdktfEnv(given),
      CHECKPOINT_DISABLE: "1",
      CI: "true",
      GOGC: "off",
      GOMEMLIMIT: "1GiB",
      CDKTF_HOME: given.directory,
      // Its cache is shared by all that run on this machine, and Terraform's installs into it collide.
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
    },
  });
}
