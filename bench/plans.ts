import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cpuSeconds } from "./cpu-seconds";

const provider = `provider "aws" {
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
  if (spawnSync("terraform", ["version"]).error !== undefined) return undefined;
  const release = join(root, "test/fixtures/release-0.1/single-account");
  const [today, released] = [join(work, "today"), join(work, "released")];
  cpSync(release, released, { recursive: true });
  mkdirSync(today);
  const program = join(root, "dist/cli/trailkey.js");
  execFileSync(process.execPath, [program, "generate", "-c", join(release, "trailkey.yaml"), "-o", today]);
  for (const directory of [today, released]) {
    writeFileSync(join(directory, "provider.tf"), provider);
    execFileSync("terraform", ["init", "-input=false"], { cwd: directory });
  }
  const sts = spawn(process.execPath, [join(root, "bench/sts.js")], { stdio: ["ignore", "pipe", "inherit"] });
  const [url] = (await once(sts.stdout, "data")) as [Buffer];
  const environment = { AWS_ENDPOINT_URL_STS: url.toString().trim(), CHECKPOINT_DISABLE: "1" };
  const plan = (directory: string) => () =>
    cpuSeconds(["terraform", "plan", "-input=false", "-lock=false"], directory, environment);
  return { today: plan(today), released: plan(released), end: () => sts.kill() };
}
