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
  missing: "does not exist",
  changed: "differs from what the config generates",
  edited: "was edited by hand",
  foreign: "was not written by trailkey and differs from what the config generates",
  extra: "is no longer needed",
  "edited-extra": "is no longer needed, but was edited by hand",
  "other-config": "belongs to another config",
  unfinished: "records that an earlier run was interrupted; `trailkey generate` finishes it",
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
    `${directory}: contains the module of this config under its former name, ${name}; remove it when nothing uses it any longer`,
  );
