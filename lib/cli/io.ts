import * as fs from "node:fs";
import { dirname } from "node:path";
import { thrownCode } from "../config/thrown";
import type { FileKind, FileSystem } from "./file-system";

/** The world that a command acts on: nothing else in the library touches files or the terminal. */
export interface Io {
  /** Relative paths start here. */
  readonly workingDirectory: string;
  readonly files: FileSystem;
  /** Tells the temporary files of this run from those of any other. */
  readonly run: string;
  /** All of stdin. */
  readonly input: () => Buffer;
  /** Writes data to stdout. A reader that went away is no error. */
  readonly data: (text: string) => void;
  /** Writes talk to stderr. */
  readonly talk: (text: string) => void;
  /** Whether stdout is a terminal that shows colours, and the user did not ask for none. */
  readonly colour: () => Promise<boolean>;
}

export const nodeFileSystem: FileSystem = {
  kindOf: (path) => {
    try {
      const stats = fs.lstatSync(path, { throwIfNoEntry: false });
      return stats ? kindOf(stats) : null;
    } catch (error) {
      if (thrownCode(error) === "ENOTDIR") return null;
      throw error;
    }
  },
  realPath: (path) => fs.realpathSync.native(path),
  read: readFile,
  list: (path) => fs.readdirSync(path),
  create: (path, content, mode) => {
    fs.writeFileSync(path, content, { flag: "wx" });
    // Given to the call above, it would lose what the umask takes.
    if (mode !== undefined) fs.chmodSync(path, mode);
  },
  modeOf: (path) => fs.statSync(path).mode & 0o7777,
  rename: (from, to) => {
    fs.renameSync(from, to);
  },
  remove: (path) => {
    fs.rmSync(path, { force: true });
  },
  makeDirectory,
  removeDirectory: (path) => {
    fs.rmdirSync(path);
  },
};

/** Node's own `recursive` never returns where a file system has no directories to make, such as `/proc`. */
function makeDirectory(path: string): void {
  if (isDirectory(path)) return;
  makeDirectory(dirname(path));
  try {
    fs.mkdirSync(path);
  } catch (error) {
    // Made by another run just now.
    if (thrownCode(error) !== "EEXIST" || !isDirectory(path)) throw error;
  }
}

const isDirectory = (path: string): boolean =>
  fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function kindOf(stats: fs.Stats): FileKind {
  if (stats.isFile()) return "file";
  if (stats.isDirectory()) return "directory";
  return stats.isSymbolicLink() ? "link" : "special";
}

/**
 * Writes to a descriptor at once. `process.stdout` would do the same for files, pipes and terminals, and takes
 * a twentieth of a run to load.
 */
export function writeToDescriptor(descriptor: number): (text: string) => void {
  let readerIsGone = false;
  return (text) => {
    let rest: Uint8Array = Buffer.from(text);
    while (rest.length > 0 && !readerIsGone) {
      try {
        rest = rest.subarray(fs.writeSync(descriptor, rest));
      } catch (error) {
        if (thrownCode(error) === "EPIPE") readerIsGone = true;
        else if (thrownCode(error) === "EAGAIN") pause();
        else throw error;
      }
    }
  };
}

/** Of a directory that is read as a file, Node's error does not say which. */
function readFile(path: string): Buffer {
  try {
    return fs.readFileSync(path);
  } catch (error) {
    throw Object.assign(error as Error, { path });
  }
}

/** A non-blocking pipe is full: gives its reader a moment. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

/** `NO_COLOR` counts when it is set and not empty. Most runs write to a pipe and are spared loading `tty`. */
export async function showsColours(descriptor: number, environment: NodeJS.ProcessEnv): Promise<boolean> {
  if (environment.NO_COLOR || environment.TERM === "dumb" || !isCharacterDevice(descriptor)) return false;
  const { isatty } = await import("node:tty");
  return isatty(descriptor);
}

function isCharacterDevice(descriptor: number): boolean {
  try {
    return fs.fstatSync(descriptor).isCharacterDevice();
  } catch {
    // The descriptor is closed.
    return false;
  }
}

export function nodeIo(): Io {
  return {
    workingDirectory: process.cwd(),
    files: nodeFileSystem,
    // Processes of two containers may have one id.
    run: `${process.pid}-${Date.now().toString(36)}`,
    input: () => fs.readFileSync(0),
    data: writeToDescriptor(1),
    talk: writeToDescriptor(2),
    colour: () => showsColours(1, process.env),
  };
}
