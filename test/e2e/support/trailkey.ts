import { copyFileSync, readFileSync } from "node:fs";
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

/** What `trailkey policy --minify` prints. */
export async function policyText(name: string, config: string): Promise<string> {
  return (await trailkey("policy", name, "--minify", "-c", config)).trimEnd();
}

/** Runs the built CDKTF entry with its files under a directory; the result is the directory of its stacks. */
export async function synthesize(config: string, endpoint: string, directory: string): Promise<string> {
  const outDirectory = join(directory, "cdktf.out");
  await run(process.execPath, [join(repository, "dist/main.js")], {
    cwd: directory,
    env: { ...process.env, TRAILKEY_CONFIG: config, TRAILKEY_ENDPOINT: endpoint, CDKTF_OUTDIR: outDirectory },
  });
  return join(outDirectory, "stacks");
}

/**
 * Runs `cdktf deploy` or `cdktf destroy` with the built entry, its files and its state under a directory.
 * Nothing but TRAILKEY_ENDPOINT tells the provider where AWS is.
 */
export async function cdktf(
  command: "deploy" | "destroy",
  config: string,
  endpoint: string,
  directory: string,
  credentials: Readonly<Record<string, string>>,
): Promise<void> {
  copyFileSync(join(repository, "cdktf.json"), join(directory, "cdktf.json"));
  const app = `node ${join(repository, "dist/main.js")}`;
  const args = [command, "--app", app, "--auto-approve", "--skip-provider-lock"];
  await run(join(repository, "node_modules/.bin/cdktf"), args, {
    cwd: directory,
    env: {
      ...process.env,
      ...credentials,
      CHECKPOINT_DISABLE: "1",
      CI: "true",
      CDKTF_HOME: directory,
      // Its cache is shared by all that run on this machine, and Terraform's installs into it collide.
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      TRAILKEY_CONFIG: config,
      TRAILKEY_ENDPOINT: endpoint,
    },
  });
}
