import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findMotoPython, findOnPath } from "./moto";

/** For one test that applies and destroys on a busy machine of two cores, others running beside it. */
export const E2E_WITHIN_MS = 280_000;

/** A registry may have to send the provider's hundred megabytes. */
const INIT_WITHIN_MS = 300_000;

const PROVIDER = `terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.60.0, < 7.0.0" }
  }
}
`;

/**
 * `describe` for tests against a local AWS. Where Terraform, its AWS provider or moto is missing they are skipped,
 * loudly; with TRAILKEY_E2E=require that is a failure.
 */
export function describeE2e(name: string, define: () => void): void {
  const missing = whatIsMissing();
  if (missing === undefined) {
    describe(name, define);
  } else if (process.env.TRAILKEY_E2E === "require") {
    describe(name, () => {
      test("has what it needs", () => {
        throw new Error(`TRAILKEY_E2E=require, but ${missing}`);
      });
    });
  } else {
    process.stderr.write(`\nSKIPPED, end to end: ${name}\n  because ${missing}\n`);
    describe.skip(name, define);
  }
}

function whatIsMissing(): string | undefined {
  if (findOnPath("terraform") === undefined) return "`terraform` is not on PATH";
  if (findMotoPython() === undefined) return "`moto_server` is not on PATH (pip install 'moto[server]')";
  const complaint = initialize();
  return complaint === undefined
    ? undefined
    : `\`terraform init\` does not get the AWS provider:\n${complaint}`;
}

function initialize(): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), "trailkey-e2e-"));
  try {
    writeFileSync(join(directory, "main.tf"), PROVIDER);
    const options = { cwd: directory, encoding: "utf8", timeout: INIT_WITHIN_MS } as const;
    const { status, stderr, error } = spawnSync("terraform", ["init", "-no-color", "-input=false"], options);
    return status === 0 ? undefined : stderr.trim() || String(error);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
