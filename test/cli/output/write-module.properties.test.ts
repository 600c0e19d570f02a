import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { nodeFileSystem } from "../../../lib/cli/io";
import type { ModuleFile } from "../../../lib/cli/output/module";
import { outputDirectory } from "../../../lib/cli/output/output-directory";
import { writeModule } from "../../../lib/cli/output/write-module";
import { UserError } from "../../../lib/report/problem";
import { killedAt, watchedFileSystem } from "../faulty-file-system";
import { memoryIo, temporaryDirectory } from "../memory-io";
import { treeOf, writeTree } from "../tree";
import { moduleOf, nothingAllowed } from "./module-of";

const paths = ["README.md", "main.tf", "examples/basic/main.tf", "key.tf"] as const;
const path = fc.constantFrom(...paths);

/** What can happen to a directory: a run, maybe killed at a step; or the user writes or removes a file. */
type Event =
  | { readonly kind: "run"; readonly config: readonly ModuleFile[]; readonly killedAt: number | null }
  | { readonly kind: "edit"; readonly path: string; readonly text: string }
  | { readonly kind: "remove"; readonly path: string };

const config = fc
  .dictionary(path, fc.constantFrom("one\n", "two\n", "three\n"), { minKeys: 1, maxKeys: 4 })
  .map((files) => Object.entries(files).map(([name, content]): ModuleFile => ({ path: name, content })));

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("run" as const),
      config,
      killedAt: fc.option(fc.integer({ min: 1, max: 25 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("edit" as const), path, text: fc.constant("mine") }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), path }) },
);

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
});
afterEach(() => {
  rmSync(work, { recursive: true, force: true });
});

const filesOnDisk = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(treeOf(join(work, "out"))).filter(
      ([name]) => name !== ".trailkey.json" && !name.endsWith("/"),
    ),
  );

function pathsInManifest(): readonly string[] {
  const text = treeOf(join(work, "out"))[".trailkey.json"];
  return text === undefined ? [] : Object.keys((JSON.parse(text) as { files: object }).files);
}

/** For a module that is up to date. */
const untouchable = watchedFileSystem((_step, name) => {
  throw new Error(`${name} on a module that is up to date`);
});

/** Returns whether the run was refused; a kill is no refusal. */
function isRefused(wanted: readonly ModuleFile[], files = nodeFileSystem): boolean {
  const io = memoryIo(work, files);
  try {
    writeModule(io, outputDirectory(io, "out"), moduleOf(wanted), nothingAllowed);
    return false;
  } catch (error) {
    if (error instanceof UserError) return true;
    if (error instanceof Error && error.message === "killed") return false;
    throw error;
  }
}

test("after any runs, kills and edits a run ends up to date, or refuses because of a user's file; none is lost", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), config, (events, last) => {
      rmSync(join(work, "out"), { recursive: true, force: true });
      const mine = new Set<string>();
      for (const happened of events) {
        if (happened.kind === "run") isRefused(happened.config, killedAt(happened.killedAt ?? Infinity));
        if (happened.kind === "edit") {
          writeTree(join(work, "out"), { [happened.path]: happened.text });
          mine.add(happened.path);
        }
        if (happened.kind === "remove") {
          rmSync(join(work, "out", happened.path), { force: true });
          mine.delete(happened.path);
        }
        for (const name of mine) expect(filesOnDisk()[name]).toBe("mine");
      }
      const wantedPaths = last.map(({ path: name }) => name);
      const inTheWay = [...wantedPaths, ...pathsInManifest()].filter((name) => mine.has(name));
      expect(isRefused(last)).toBe(inTheWay.length > 0);
      const kept = Object.fromEntries([...mine].map((name) => [name, "mine"]));
      if (inTheWay.length > 0) expect(filesOnDisk()).toMatchObject(kept);
      else {
        const wanted = Object.fromEntries(last.map(({ path: name, content }) => [name, content]));
        expect(filesOnDisk()).toEqual({ ...wanted, ...kept });
        expect(isRefused(last, untouchable)).toBe(false);
      }
    }),
    { numRuns: 60 },
  );
});
