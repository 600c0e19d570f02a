import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FileSystem } from "../../lib/cli/file-system";
import type { Io } from "../../lib/cli/io";
import { nodeFileSystem } from "../../lib/cli/io";

/** An {@link Io} on a real directory that keeps what is written to the terminal. */
export interface MemoryIo extends Io {
  readonly stdout: () => string;
  readonly stderr: () => string;
}

export const temporaryDirectory = (): string => realpathSync(mkdtempSync(join(tmpdir(), "trailkey-test-")));

export function memoryIo(workingDirectory: string, files: FileSystem = nodeFileSystem, stdin = ""): MemoryIo {
  const written = { stdout: "", stderr: "" };
  return {
    workingDirectory,
    files,
    run: "4242",
    today: () => "2026-11-24",
    input: () => Buffer.from(stdin),
    data: (text) => (written.stdout += text),
    talk: (text) => (written.stderr += text),
    progress: () => undefined,
    steps: () => () => undefined,
    uninterrupted: (work) =>
      new Promise((resolve) => {
        resolve(work());
      }),
    colour: () => Promise.resolve(false),
    stdout: () => written.stdout,
    stderr: () => written.stderr,
  };
}
