import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A registry may have to send the provider's hundred megabytes. */
const INIT_WITHIN_MS = 300_000;

const REQUIREMENT = `terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.60.0, < 7.0.0" }
  }
}
`;

/** One for each of Jest's workers, in the folder that is theirs for one run. */
const directory = join(tmpdir(), `terraform-${process.env.JEST_WORKER_ID ?? "0"}`);

/** Where {@link installProviders} has put the AWS provider, for `terraform init -plugin-dir`. */
export const providers = (): string => join(directory, ".terraform/providers");

/** Gets the AWS provider, once for all roots of a worker; the result is what Terraform says when it cannot. */
export function installProviders(): string | undefined {
  if (existsSync(providers())) return undefined;
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "main.tf"), REQUIREMENT);
  const options = { cwd: directory, encoding: "utf8", timeout: INIT_WITHIN_MS } as const;
  const { status, stderr, error } = spawnSync("terraform", ["init", "-no-color", "-input=false"], options);
  return status === 0 ? undefined : stderr.trim() || String(error);
}
