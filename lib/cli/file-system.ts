/** What stands at a path, links not followed. */
export type FileKind = "file" | "directory" | "link" | "special";

/**
 * What trailkey does to files. Everything is synchronous: a signal can then not come between two steps, and
 * the steps of a commit are as close together as they can be. Errors are Node's own, with `code` and `path`.
 */
export interface FileSystem {
  /** `null` where nothing stands, or can stand: below a file. */
  kindOf(path: string): FileKind | null;
  /** The path without any link in it. */
  realPath(path: string): string;
  read(path: string): Buffer;
  /** Creates the file; `EEXIST` when something stands there, be it a link. */
  create(path: string, content: string): void;
  copy(from: string, to: string): void;
  /** Replaces what stands at `to`, in one step. */
  rename(from: string, to: string): void;
  remove(path: string): void;
  /** Makes the parents too. Returns the first directory made, or null when all stood. */
  makeDirectory(path: string): string | null;
  /** `ENOTEMPTY` when something is in it. */
  removeDirectory(path: string): void;
  /** With all that is in it, links not followed. */
  removeTree(path: string): void;
}
