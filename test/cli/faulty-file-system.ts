import type { FileSystem } from "../../lib/cli/file-system";
import { nodeFileSystem } from "../../lib/cli/io";

/** Calls of a file system that change something on disk. */
export const writingSteps = [
  "create",
  "rename",
  "remove",
  "makeDirectory",
  "removeDirectory",
] as const satisfies readonly (keyof FileSystem)[];

/** The real file system, `before` called ahead of each writing step with the step's number, from 1. */
export function watchedFileSystem(before: (step: number, name: string) => void): FileSystem {
  let step = 0;
  const watched = writingSteps.map((name) => [
    name,
    (...args: readonly unknown[]): unknown => {
      before(++step, name);
      return Reflect.apply(nodeFileSystem[name], undefined, args);
    },
  ]);
  return { ...nodeFileSystem, ...(Object.fromEntries(watched) as Partial<FileSystem>) };
}

/** As SIGKILL looks to the disk: from a step on, nothing is written any more, not even to clean up. */
export const killedAt = (fatal: number): FileSystem =>
  watchedFileSystem((step) => {
    if (step >= fatal) throw new Error("killed");
  });

/** A disk that refuses one step, and takes those after it. */
export const failingAt = (failing: number, code: string): FileSystem =>
  watchedFileSystem((step, name) => {
    if (step === failing) throw Object.assign(new Error(code), { code, syscall: name, path: "/disk/file" });
  });
