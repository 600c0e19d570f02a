import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** What is below a directory, by path: a file's text, a link's target after `->`, `/` for an empty directory. */
export function treeOf(root: string, below = ""): Record<string, string> {
  if (!existsSync(join(root, below))) return {};
  const entries = readdirSync(join(root, below)).sort();
  if (entries.length === 0 && below !== "") return { [`${below}/`]: "/" };
  const trees = entries.map((name) => entryOf(root, below === "" ? name : `${below}/${name}`));
  return Object.fromEntries(trees.flatMap((tree) => Object.entries(tree)));
}

function entryOf(root: string, path: string): Record<string, string> {
  const stats = lstatSync(join(root, path));
  if (stats.isSymbolicLink()) return { [path]: `->${readlinkSync(join(root, path))}` };
  return stats.isDirectory() ? treeOf(root, path) : { [path]: readFileSync(join(root, path), "utf8") };
}

export function writeTree(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}
