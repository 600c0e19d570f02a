import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { outputDirectory } from "../../../lib/cli/output/output-directory";
import { writeModule } from "../../../lib/cli/output/write-module";
import { memoryIo, temporaryDirectory } from "../memory-io";
import { treeOf } from "../tree";
import { moduleOf, nothingAllowed } from "./module-of";

const jiti = join(__dirname, "../../../node_modules/jiti/lib/jiti-cli.mjs");

test("a process killed between two renames is finished by the next run", () => {
  const work = temporaryDirectory();
  const before = [
    { path: "a.tf", content: "old\n" },
    { path: "b.tf", content: "old\n" },
  ];
  const io = memoryIo(work);
  writeModule(io, outputDirectory(io, "out"), moduleOf(before), nothingAllowed);

  const atFirst = treeOf(work);

  const child = spawnSync(process.execPath, [jiti, join(__dirname, "killed-process.ts"), work], {
    encoding: "utf8",
  });
  expect(child.signal).toBe("SIGKILL");
  expect(treeOf(work)).toMatchObject({ "out/a.tf": "new\n", "out/b.tf": "old\n" });

  writeModule(io, outputDirectory(io, "out"), moduleOf(before), nothingAllowed);
  expect(treeOf(work)).toEqual(atFirst);
  rmSync(work, { recursive: true });
});
