import { hashesOf } from "./file-hashes";

/** `extra`: no longer needed; `keptExtra`: that, but edited by hand. */
export type FileState = "unchanged" | "missing" | "changed" | "edited" | "foreign" | "extra" | "keptExtra";

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
  const [whole, aroundTables] = hashesOf(current);
  const isAsWritten = known?.includes(whole) === true;
  const isOurs = isAsWritten || known?.includes(aroundTables) === true;
  if (wanted === null) return isOurs ? "extra" : "keptExtra";
  const goal = hashesOf(wanted);
  if (whole === goal[0]) return "unchanged";
  // Tables that are still as we wrote them follow the config; those of terraform-docs are its own affair.
  if (aroundTables === goal[1] && !isAsWritten) return "unchanged";
  if (known === undefined) return "foreign";
  return isOurs ? "changed" : "edited";
}
