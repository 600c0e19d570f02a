import { lossProblems } from "../../report/loss";
import type { ReportedProblem } from "../../report/problem";
import { reported, UserError } from "../../report/problem";
import type { GenerateOptions } from "../generate-options";
import type { Io } from "../io";
import type { FileState } from "./file-state";
import { isAnotherConfig } from "./manifest";
import type { Module, ModuleDirectory } from "./module";
import type { Survey } from "./survey";
import { survey } from "./survey";

/** What the user allows. */
export interface Permissions {
  /**
   * To overwrite or remove files that trailkey did not write or that were edited, to replace the module of another
   * config, and to ignore a bad manifest.
   */
  readonly force: boolean;
  /** To write a module that destroys or replaces what the one before made. */
  readonly allowReplace: boolean;
}

export const permissionsOf = ({ force, allowReplace }: GenerateOptions): Permissions => ({
  force: force === true,
  allowReplace: allowReplace === true,
});

/**
 * Compares as {@link survey} does, and refuses what the user has not allowed.
 *
 * @throws UserError with every reason at once.
 */
export function surveyAllowed(
  io: Io,
  directory: ModuleDirectory,
  module: Module,
  { force, allowReplace }: Permissions,
): Survey {
  const found = survey(io.files, directory, module, force);
  const conflicts = force ? [] : conflictsIn(found, directory, module);
  const losses = allowReplace ? [] : lossProblems(found.losses, directory.shown("."), "error");
  if (conflicts.length + losses.length > 0) throw new UserError([...conflicts, ...losses]);
  return found;
}

/** What only force overwrites or removes. */
export const conflictsIn = (
  { files, manifest }: Survey,
  directory: ModuleDirectory,
  { config }: Module,
): readonly ReportedProblem[] => [
  ...(manifest.config !== null && isAnotherConfig(manifest.config, config)
    ? [
        reported({
          file: directory.shown("."),
          code: "other-config",
          args: { before: manifest.config.name, after: config.name },
        }),
      ]
    : []),
  ...files.flatMap(({ path, state }): readonly ReportedProblem[] => {
    const code = conflicts[state];
    return code === undefined ? [] : [reported({ file: directory.shown(path), code, args: {} })];
  }),
];

const conflicts: Readonly<Partial<Record<FileState, "edited" | "foreign" | "edited-extra">>> = {
  edited: "edited",
  foreign: "foreign",
  editedExtra: "edited-extra",
};
