import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Script } from "node:vm";

type Run = (exports: unknown, required: (id: string) => unknown, module: { exports: unknown }) => void;

const loaded = new Map<string, { exports: unknown }>();

/**
 * Loads a file of the bundle, and the files that it requires, with the code that V8 compiled from it when it was
 * built: compiling takes a third of a short run. V8 ignores code that another version or other flags made.
 */
export function loadCompiled(file: string): unknown {
  const known = loaded.get(file);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(file, module);
  const source = `(function (exports, require, module) {${readFileSync(file, "utf8")}\n})`;
  const script = new Script(source, { filename: file, cachedData: compiledCode(file) });
  const required = (id: string): unknown =>
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- packages, and modules of Node
    id.startsWith(".") ? loadCompiled(resolve(dirname(file), id)) : require(id);
  (script.runInThisContext() as Run)(module.exports, required, module);
  return module.exports;
}

/**
 * What scripts/compile-bundle.js wrote with this build of Node. V8 tells whether it is for a file of this length, not
 * whether the file was changed since.
 */
function compiledCode(file: string): Buffer | undefined {
  const compiled = `${file}.${process.version}-${process.platform}-${process.arch}`;
  const written = statSync(compiled, { throwIfNoEntry: false });
  if (written === undefined || written.mtimeMs < statSync(file).mtimeMs) return undefined;
  return readFileSync(compiled);
}
