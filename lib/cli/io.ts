import * as fs from "node:fs";
import { dirname } from "node:path";
import { thrownCode } from "../config/thrown";
import type { FileAttributes, FileKind, FileSystem } from "./file-system";
import { startProgress } from "./progress";
import { progressBar } from "./progress-bar";
import { uninterrupted } from "./uninterrupted";

/** The world that a command acts on: nothing else in the library touches files or the terminal. */
export interface Io {
  /** Relative paths start here. */
  readonly workingDirectory: string;
  readonly files: FileSystem;
  /** Tells the temporary files of this run from those of any other. */
  readonly run: string;
  /** The day by UTC, as `2026-11-24`. */
  readonly today: () => string;
  /** All of stdin. */
  readonly input: () => Buffer;
  /** Writes data to stdout. A reader that went away is no error. */
  readonly data: (text: string) => void;
  /** Writes talk to stderr. */
  readonly talk: (text: string) => void;
  /** Says on a terminal that work is under way, once it takes more than a second and until something is written. */
  readonly progress: (label: string) => void;
  /**
   * Shows on a terminal how much of a work that has many steps is done, until something is written.
   *
   * @returns What is told of each step.
   */
  readonly steps: (label: string, total: number) => (done: number) => void;
  /** Does work that a signal must not cut short. A signal that comes meanwhile ends the process after it. */
  readonly uninterrupted: <Result>(work: () => Result) => Promise<Result>;
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
  glob: (pattern, directory) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when a pattern is given
    const { globSync } = require("tinyglobby") as typeof import("tinyglobby");
    return globSync(pattern, { cwd: directory, expandDirectories: false }).sort();
  },
  create: createFile,
  attributesOf: (path) => {
    const { mode, uid, gid } = fs.statSync(path);
    return { mode: mode & 0o7777, uid, gid };
  },
  rename: (from, to) => {
    fs.renameSync(from, to);
  },
  remove: (path) => {
    fs.rmSync(path, { force: true });
  },
  makeDirectory,
  enter,
  removeDirectory: (path) => {
    fs.rmdirSync(path);
  },
};

function createFile(path: string, content: string, attributes?: FileAttributes): void {
  const descriptor = fs.openSync(path, "wx", attributes === undefined ? 0o666 : 0o600);
  try {
    fs.writeFileSync(descriptor, content);
    if (attributes !== undefined) takeOver(descriptor, attributes);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** The mode comes last: a new owner costs the bits that run a file as its owner. */
function takeOver(descriptor: number, { mode, uid, gid }: FileAttributes): void {
  const isOwn = tryToChown(descriptor, uid, gid);
  const hasGroup = isOwn || tryToChown(descriptor, unchanged, gid);
  // What the old group was allowed is not for another one, nor for another owner's name.
  fs.fchmodSync(descriptor, isOwn ? mode : hasGroup ? mode & 0o777 : mode & 0o707);
}

const unchanged = -1;

/** Whether the file has the owner and the group now. */
function tryToChown(descriptor: number, uid: number, gid: number): boolean {
  const now = fs.fstatSync(descriptor);
  if ((uid === unchanged || now.uid === uid) && now.gid === gid) return true;
  try {
    fs.fchownSync(descriptor, uid, gid);
    return true;
  } catch {
    return false;
  }
}

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

/** The directory that is entered is the one that was looked at, even where another process swaps it for a link. */
function enter(path: string): () => void {
  const before = process.cwd();
  const seen = fs.lstatSync(path);
  process.chdir(path);
  const entered = fs.statSync(".");
  if (seen.dev !== entered.dev || seen.ino !== entered.ino) {
    process.chdir(before);
    throw Object.assign(new Error(`ELOOP: ${path}`), { code: "ELOOP", syscall: "chdir", path });
  }
  return () => {
    process.chdir(before);
  };
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
        else throw Object.assign(error as Error, { path: names[descriptor] });
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

/** Node's errors name no file for a descriptor. */
const names: Readonly<Record<number, string>> = { 1: "stdout", 2: "stderr" };

/** A non-blocking pipe is full: gives its reader a moment. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

/** `NO_COLOR` counts when it is set and not empty. Most runs write to a pipe and are spared loading `tty`. */
export const showsColours = (descriptor: number, environment: NodeJS.ProcessEnv): boolean =>
  !environment.NO_COLOR && isTerminal(descriptor, environment);

function isTerminal(descriptor: number, environment = process.env): boolean {
  if (environment.TERM === "dumb" || !isCharacterDevice(descriptor)) return false;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- most runs write to a pipe and need no tty
  const { isatty } = require("node:tty") as typeof import("node:tty");
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
  let stop: (() => void) | undefined;
  let progress: string | undefined;
  const writeError = writeToDescriptor(2);
  const start = (label: string | undefined): void => {
    progress = label;
    if (label !== undefined && isTerminal(2)) stop = startProgress(2, label, writeError);
  };
  /** Takes the line of progress away before something else is on the terminal. */
  const alone =
    <Arguments extends readonly unknown[], Result>(act: (...words: Arguments) => Result) =>
    (...words: Arguments): Result => {
      stop?.();
      stop = undefined;
      return act(...words);
    };
  const read = alone(() => fs.readFileSync(0));
  return {
    workingDirectory: process.cwd(),
    files: nodeFileSystem,
    // Processes of two containers may have one id.
    run: `${process.pid}-${Date.now().toString(36)}`,
    today: () => new Date().toISOString().slice(0, 10),
    input: () => {
      const text = read();
      start(progress);
      return text;
    },
    progress: start,
    steps: (label, total) => {
      if (!isTerminal(2)) return () => undefined;
      stop?.();
      const bar = progressBar(label, total, writeError);
      return (done) => {
        stop = bar.clear;
        bar.show(done);
      };
    },
    uninterrupted,
    data: alone(writeToDescriptor(1)),
    talk: alone(writeError),
    colour: () => Promise.resolve(showsColours(1, process.env)),
  };
}
