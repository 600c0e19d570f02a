import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cpuSeconds } from "./cpu-seconds";

/** For a plan without AWS. */
export const provider = `provider "aws" {
  region                      = "us-east-1"
  access_key                  = "bench"
  secret_key                  = "bench"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
}
`;

/** The processor time of `terraform plan` of what release 0.1 wrote of a config, and of today's module of it. */
export interface Plans {
  readonly today: () => number;
  readonly released: () => number;
  readonly end: () => void;
}

/** Undefined where there is no terraform. */
export async function plans(root: string, work: string): Promise<Plans | undefined> {
  if (!hasTerraform()) return undefined;
  const release = join(root, "test/fixtures/release-0.1/single-account");
  const [today, released] = [join(work, "today"), join(work, "released")];
  cpSync(release, released, { recursive: true });
  mkdirSync(today);
  const program = join(root, "dist/cli/trailkey.js");
  execFileSync(process.execPath, [program, "generate", "-c", join(release, "trailkey.yaml"), "-o", today]);
  const { init, plan, end } = await planner(root);
  for (const directory of [today, released]) {
    writeFileSync(join(directory, "provider.tf"), provider);
    init(directory);
  }
  return { today: plan(today), released: plan(released), end };
}

/** Plans in a folder, with an STS that answers; `end` stops that. */
export interface Planner {
  readonly init: (directory: string) => void;
  /** Seconds of processor time. */
  readonly plan: (directory: string) => () => number;
  readonly environment: NodeJS.ProcessEnv;
  readonly end: () => void;
}

export async function planner(root = process.cwd()): Promise<Planner> {
  const sts = spawn(process.execPath, [join(root, "bench/sts.js")], { stdio: ["ignore", "pipe", "inherit"] });
  const [url] = (await once(sts.stdout, "data")) as [Buffer];
  const environment = { AWS_ENDPOINT_URL_STS: url.toString().trim(), CHECKPOINT_DISABLE: "1" };
  return {
    init: (directory) => {
      execFileSync("terraform", ["init", "-input=false"], { cwd: directory, stdio: "ignore" });
    },
    plan: (directory) => () =>
      cpuSeconds(["terraform", "plan", "-input=false", "-lock=false"], directory, environment),
    environment,
    end: () => sts.kill(),
  };
}

export const hasTerraform = (): boolean => spawnSync("terraform", ["version"]).error === undefined;
