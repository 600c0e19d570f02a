/** Why a file of the module is not as the config gives it. */
export type Drift = "missing" | "changed" | "edited" | "foreign" | "extra" | "unfinished";

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
  unfinished: "says that an earlier run was cut short; `trailkey generate` finishes it",
};

/**
 * One line: `out/key.tf: was edited by hand`.
 *
 * @param shown Says how the user would name a file of the module.
 */
export const driftText = ({ code, path }: FileFinding<Drift>, shown: (path: string) => string): string =>
  `${shown(path)}: ${drifts[code]}`;

/** What is said of a file that is no longer needed, but was edited by hand. */
export const keptText = (path: string, shown: (path: string) => string): string =>
  `${shown(path)}: is no longer needed, but was edited by hand, so trailkey leaves it; ` +
  "delete it yourself if Terraform should not read it";
