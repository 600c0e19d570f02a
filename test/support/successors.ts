import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { describeWhere } from "./describe-where";
import { config } from "../../scripts/successors/package.json";

const root = join(__dirname, "../..");

/** Where `npm run install:successors` puts CDK Terrain and a second @cdktf/provider-aws. */
export const successors = join(root, config.folder);

/**
 * `describe` for tests that need the successors. Where they are not installed they are skipped, loudly; with
 * TRAILKEY_SUCCESSORS=require that is a failure.
 */
export const describeSuccessors = (name: string, define: () => void): void => {
  const isThere = existsSync(join(successors, "node_modules/.package-lock.json"));
  const missing = isThere ? undefined : "`npm run install:successors` has not run";
  describeWhere(missing, "TRAILKEY_SUCCESSORS", name, define);
};

/**
 * A project that has trailkey installed as it is built, and finds every other package where the folder has it: the
 * successors in theirs, those of this project in any other below node_modules.
 */
export function projectIn(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const project = mkdtempSync(join(folder, "project-"));
  const installed = join(project, "node_modules/trailkey");
  mkdirSync(dirname(installed));
  cpSync(join(root, "package.json"), join(installed, "package.json"));
  for (const part of ["lib", "packages", "main.js", "main-cdktn.js"])
    cpSync(join(root, "dist", part), join(installed, "dist", part), { recursive: true });
  return project;
}

/** Below node_modules, and not among the successors. */
export const ownProject = (): string => projectIn(join(root, "node_modules/.cache/trailkey"));

export const successorsProject = (): string => projectIn(successors);

export const removeProject = (project: string): void => {
  rmSync(project, { recursive: true, force: true });
};
