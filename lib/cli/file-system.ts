/** What stands at a path, links not followed. */
export type FileKind = "file" | "directory" | "link" | "special";

/**
 * What trailkey does to files. Everything is synchronous: a signal can then not come between two steps, and
 * the steps of a commit are as close together as they can be. Errors are Node's own, with `code` and `path`.
 */
export interface FileSystem {
  /** `null` where nothing stands, or can stand: below a file. */
  readonly kindOf: (path: string) => FileKind | null;
  /** The path without any link in it. */
  readonly realPath: (path: string) => string;
  readonly read: (path: string) => Buffer;
  /**
   * Creates the file; `EEXIST` when something stands there, be it a link.
   *
   * @param mode Its permission bits. @default those of a new file
   */
  readonly create: (path: string, content: string, mode?: number) => void;
  /** The permission bits of a file. */
  readonly modeOf: (path: string) => number;
  readonly copy: (from: string, to: string) => void;
  /** Replaces what stands at `to`, in one step. */
  readonly rename: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
  /** Makes the parents too. Returns the first directory made, or null when all stood. */
  readonly makeDirectory: (path: string) => string | null;
  /** `ENOTEMPTY` when something is in it. */
  readonly removeDirectory: (path: string) => void;
  /** With all that is in it, links not followed. */
  readonly removeTree: (path: string) => void;
}
