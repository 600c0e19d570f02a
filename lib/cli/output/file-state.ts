import { hashesOf, saySame } from "./file-hashes";

/** `extra`: no longer needed; `editedExtra`: that, but edited by hand. */
export type FileState = "unchanged" | "missing" | "changed" | "edited" | "foreign" | "extra" | "editedExtra";

/** A file as it is and as the config gives it; `null` where there is none. */
export interface SurveyedFile {
  readonly path: string;
  readonly state: FileState;
  readonly current: Buffer | null;
  readonly wanted: string | null;
}

/**
 * @param current `null` where there is no file.
 * @param wanted `null` where none is needed.
 * @param known The hashes by which the manifest knows the file; undefined where it does not list it.
 */
export function stateOf(
  current: Buffer | null,
  wanted: string | null,
  known: readonly string[] | undefined,
): FileState {
  if (current === null) return wanted === null ? "unchanged" : "missing";
  // Most files are just as the config gives them, and then no hash says more.
  if (wanted !== null && current.equals(Buffer.from(wanted))) return "unchanged";
  const [whole, aroundTables] = hashesOf(current);
  const isOurs = [whole, aroundTables].some((hash) => known?.includes(hash));
  if (wanted === null) return isOurs ? "extra" : "editedExtra";
  const goal = hashesOf(wanted);
  if (saySame(current, wanted)) return "unchanged";
  if (aroundTables === goal[1]) {
    // Tables in a form of terraform-docs' own stay until the config gives others than those last written.
    return known?.every((hash) => goal.includes(hash)) ? "unchanged" : "changed";
  }
  if (known === undefined) return "foreign";
  return isOurs ? "changed" : "edited";
}
