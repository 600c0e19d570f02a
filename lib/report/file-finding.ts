import { printable } from "./problem";

/** Why a file of the module is not as the config gives it. */
export type Drift =
  "missing" | "changed" | "edited" | "foreign" | "extra" | "edited-extra" | "other-config" | "unfinished";

export interface FileFinding<Code> {
  readonly code: Code;
  /** Below the module's directory, with `/`. */
  readonly path: string;
}

const drifts: Readonly<Record<Drift, string>> = {
  missing: "is not there",
  changed: "is not what the config gives",
  edited: "was edited by hand",
  foreign: "was not written by trailkey and is not what the config gives",
  extra: "is no longer needed",
  "edited-extra": "is no longer needed, but was edited by hand",
  "other-config": "is of another config",
  unfinished: "says that an earlier run was cut short; `trailkey generate` finishes it",
};

/**
 * One line: `out/key.tf: was edited by hand`.
 *
 * @param shown Says how the user would name a file of the module.
 */
export const driftText = ({ code, path }: FileFinding<Drift>, shown: (path: string) => string): string =>
  `${shown(path)}: ${drifts[code]}`;

/** What is said of a directory that a config no longer writes to, since its name is another. */
export const leftBehindText = (directory: string, name: string): string =>
  printable(
    `${directory}: holds the module of this config as it was named before, ${name}; remove it once nothing uses it`,
  );
