import type { ReportedProblem } from "./problem";

/** Why a file of the module is not as the config gives it. */
export type Drift = "missing" | "changed" | "edited" | "foreign" | "extra" | "unfinished";

/** Why a file must not be touched. */
export type Obstacle = "edited" | "foreign" | "link" | "directory" | "notDirectory" | "special";

export interface FileFinding<Code> {
  readonly code: Code;
  /** Below the module's directory, with `/`. */
  readonly path: string;
}

const obstacles: Readonly<Record<Obstacle, string>> = {
  edited: "was edited by hand since trailkey wrote it; --diff shows the difference, --force overwrites it",
  foreign: "was not written by trailkey; choose another directory with -o, or overwrite it with --force",
  link: "is a link, and trailkey writes through none; remove it or choose another directory with -o",
  directory: "is a directory, where a file must be; remove it or choose another directory with -o",
  notDirectory: "is a file, where a directory must be; remove it or choose another directory with -o",
  special: "is neither a file nor a directory; remove it or choose another directory with -o",
};

const drifts: Readonly<Record<Drift, string>> = {
  missing: "is not there",
  changed: "is not what the config gives",
  edited: "was edited by hand",
  foreign: "was not written by trailkey and is not what the config gives",
  extra: "is no longer needed",
  unfinished: "says that an earlier run was cut short; `trailkey generate` finishes it",
};

/** @param shown Says how the user would name a file of the module. */
export const obstacleProblem = (
  { code, path }: FileFinding<Obstacle>,
  shown: (path: string) => string,
): ReportedProblem => ({ file: shown(path), code, message: obstacles[code], severity: "error" });

/** One line: `out/key.tf: was edited by hand`. */
export const driftText = ({ code, path }: FileFinding<Drift>, shown: (path: string) => string): string =>
  `${shown(path)}: ${drifts[code]}`;

/** What is said of a file that is no longer needed, but was edited by hand. */
export const keptText = (path: string, shown: (path: string) => string): string =>
  `${shown(path)}: is no longer needed, but was edited by hand, so trailkey leaves it; ` +
  "delete it yourself if Terraform should not read it";
