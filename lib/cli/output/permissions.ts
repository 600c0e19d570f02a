import { lossProblems } from "../../report/loss";
import type { ReportedProblem } from "../../report/problem";
import { reported, UserError } from "../../report/problem";
import type { Io } from "../io";
import type { Module, ModuleDirectory } from "./module";
import type { Survey } from "./survey";
import { survey } from "./survey";

/** What the user allows. */
export interface Permissions {
  /** To overwrite files that trailkey did not write or that were edited, and to ignore a bad manifest. */
  readonly force: boolean;
  /** To write a module that destroys or replaces what the one before made. */
  readonly allowReplace: boolean;
}

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
  const byHand = found.files.flatMap(({ path, state }): readonly ReportedProblem[] =>
    !force && (state === "edited" || state === "foreign")
      ? [reported({ file: directory.shown(path), code: state, args: {} })]
      : [],
  );
  const losses = allowReplace ? [] : lossProblems(found.losses, directory.shown("."), "error");
  if (byHand.length + losses.length > 0) throw new UserError([...byHand, ...losses]);
  return found;
}
