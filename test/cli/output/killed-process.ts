import { nodeIo } from "../../../lib/cli/io";
import { outputDirectory } from "../../../lib/cli/output/output-directory";
import { writeModule } from "../../../lib/cli/output/write-module";
import { watchedFileSystem } from "../faulty-file-system";
import { moduleOf, nothingAllowed } from "./module-of";

/** Writes a module to `out` below the directory given, and is killed after the first file is in its place. */
let renames = 0;
const files = watchedFileSystem((_step, name) => {
  // The manifest's rename, the first file's, the second file's.
  if (name === "rename" && ++renames === 3) process.kill(process.pid, "SIGKILL");
});
const io = { ...nodeIo(), workingDirectory: process.argv[2] ?? "", files };
const wanted = ["a.tf", "b.tf"].map((path) => ({ path, content: "new\n" }));
writeModule(io, outputDirectory(io, "out"), moduleOf(wanted), nothingAllowed);
