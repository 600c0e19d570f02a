import type { FileState, SurveyedFile } from "./file-state";
import type { Survey } from "./survey";

/** What a run does to a module's directory, by path below it. */
export interface WritePlan {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

const actions: Readonly<Record<FileState, keyof WritePlan>> = {
  missing: "written",
  changed: "written",
  edited: "written",
  foreign: "written",
  extra: "removed",
  editedExtra: "removed",
  unchanged: "unchanged",
};

export function planOf({ files }: Survey): WritePlan {
  const pathsOf = (action: keyof WritePlan): readonly string[] =>
    files.filter(({ state }) => actions[state] === action).map(({ path }) => path);
  return {
    written: pathsOf("written"),
    removed: pathsOf("removed"),
    unchanged: pathsOf("unchanged"),
  };
}

export const changesOf = ({ files }: Survey): readonly SurveyedFile[] =>
  files.filter(({ state }) => actions[state] === "written" || actions[state] === "removed");
