import { problemsOf } from "../problems-of";
import type { Io } from "../io";
import type { ReportedProblem } from "../../report/problem";
import type { Known, LintedFile } from "./lint-file";
import { lintFile } from "./lint-file";

export interface LintedFiles {
  readonly files: readonly LintedFile[];
  /** Why the others could not be judged. */
  readonly problems: readonly ReportedProblem[];
}

/** Judges files one by one. One that cannot be read hides nothing of the others. */
export function lintFiles(io: Io, named: readonly string[], known: Known): LintedFiles {
  const files: LintedFile[] = [];
  const problems: ReportedProblem[] = [];
  for (const name of named) {
    try {
      files.push(lintFile(io, name, known));
    } catch (error) {
      const found = problemsOf(error, io);
      if (found === null) throw error;
      problems.push(...found);
    }
  }
  return { files, problems };
}
