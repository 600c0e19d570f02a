import type { Finding, Locate, Location } from "./problem";

/** What a file says, before it is judged: plain data and where each part of it stands, or why it says nothing. */
export type Source =
  | { readonly ok: true; readonly input: unknown; readonly locate: Locate }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** What makes a file unreadable. */
export type Fault = Pick<Finding, "message"> & Partial<Location>;

/** The line and column of an offset in a text. */
export function locationAt(text: string, offset: number): Location {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}

/** The message of whatever was thrown. What another realm threw is no `Error` of this one. */
export function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error
    ? String(error.message)
    : String(error);
}
