import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

interface TextFile {
  readonly path: string;
  readonly content: string;
}

/**
 * Expects these files, and no others, in `test/golden/NAME`. Run jest with `UPDATE_GOLDEN=1` to write them there,
 * and read the difference before it is committed.
 */
export function expectGolden(name: string, files: readonly TextFile[]): void {
  const folder = join(__dirname, "../golden", name);
  if (process.env.UPDATE_GOLDEN) write(folder, files);
  expect(files).toEqual(read(folder));
}

function write(folder: string, files: readonly TextFile[]): void {
  rmSync(folder, { recursive: true, force: true });
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function read(folder: string): readonly TextFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: file.slice(folder.length + 1).replaceAll("\\", "/"),
      content: readFileSync(file, "utf8"),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
