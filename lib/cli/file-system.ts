/** What stands at a path, links not followed. */
export type FileKind = "file" | "directory" | "link" | "special";

/** Who may do what with a file. */
export interface FileAttributes {
  /** The permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * What trailkey does to files. Everything is synchronous: a signal can then not come between two steps. Errors are Node's own, with `code` and `path`.
 */
export interface FileSystem {
  /** `null` where nothing stands, or can stand: below a file. */
  readonly kindOf: (path: string) => FileKind | null;
  /** The path without any link in it. */
  readonly realPath: (path: string) => string;
  readonly read: (path: string) => Buffer;
  /** The names in a directory. */
  readonly list: (path: string) => readonly string[];
  /**
   * The files that a pattern fits, relative to the directory, sorted by their code units. Hidden ones are found only by
   * a pattern that names the dot.
   */
  readonly glob: (pattern: string, directory: string) => readonly string[];
  /**
   * Creates the file; `EEXIST` when something stands there, be it a link.
   *
   * @param attributes What it takes over from another file: the permissions, and owner and group where the user may
   *   give files away. Until it has them nobody else can read it. @default those of a new file
   */
  readonly create: (path: string, content: string, attributes?: FileAttributes) => void;
  readonly attributesOf: (path: string) => FileAttributes;
  /** Replaces what stands at `to`, in one step. */
  readonly rename: (from: string, to: string) => void;
  /** Removes a file. That there is none is no error. */
  readonly remove: (path: string) => void;
  /** Makes the parents too. That it stands is no error. */
  readonly makeDirectory: (path: string) => void;
  /**
   * Makes a directory the one that relative paths start from, whatever becomes of its name; `ELOOP` where it is a link.
   *
   * @returns What goes back.
   */
  readonly enter: (path: string) => () => void;
  /** `ENOTEMPTY` when something is in it. */
  readonly removeDirectory: (path: string) => void;
}
