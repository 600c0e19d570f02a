// Puts into dist the declarations that an entry of the package reaches, and no other: what nobody can import is not
// part of the package. Run after tsc, which writes all of them into a cache.
const {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} = require("node:fs");
const { dirname, join, relative } = require("node:path");
const ts = require("typescript");
const { inSuccessor, pathInSuccessor } = require("./successor.js");
const { exports: entries } = require("../package.json");

const root = join(__dirname, "..");
const emitted = join(root, "dist/.declarations");
const target = join(root, "dist");

/** The files that an entry's declarations need, themselves among them. */
function reachableFrom(files) {
  const reached = new Set();
  const open = [...files];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"));
    for (const { fileName } of importedFiles) {
      if (fileName.startsWith(".")) open.push(declarationOf(join(dirname(file), fileName)));
    }
  }
  return reached;
}

function declarationOf(path) {
  const found = [`${path}.d.ts`, join(path, "index.d.ts")].find((file) => existsSync(file));
  if (found === undefined) throw new Error(`no declaration was emitted for ${relative(emitted, path)}`);
  return found;
}

const typesOf = (entry) => (typeof entry === "string" ? [] : [entry.types]);

// The types of trailkey/cdktn, beside those that they are made of.
const typesOfCdktf = join(emitted, "lib/cdktf");
for (const path of readdirSync(typesOfCdktf, { recursive: true }).filter((name) => name.endsWith(".d.ts"))) {
  const file = join(typesOfCdktf, path);
  const copy = join(emitted, pathInSuccessor(relative(emitted, file)));
  mkdirSync(dirname(copy), { recursive: true });
  writeFileSync(copy, inSuccessor(readFileSync(file, "utf8")));
}

rmSync(join(target, "lib"), { recursive: true, force: true });
const starts = Object.values(entries).flatMap(typesOf);
for (const file of reachableFrom(starts.map((types) => join(emitted, relative("dist", types))))) {
  const copy = join(target, relative(emitted, file));
  mkdirSync(dirname(copy), { recursive: true });
  copyFileSync(file, copy);
}
