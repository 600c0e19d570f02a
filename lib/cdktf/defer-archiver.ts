import Module, { createRequire } from "node:module";

/**
 * Has CDKTF load `archiver` when it first packs an asset, which no stack of ours has: loading it takes a sixth of
 * a synthesis. To be called before CDKTF is loaded; where CDKTF has no such dependency, nothing happens.
 */
export function deferArchiver(): void {
  const requireOfCdktf = createRequire(require.resolve("cdktf"));
  const path = pathOf(requireOfCdktf);
  if (path === undefined || path in require.cache) return;
  const standIn = new Module(path);
  standIn.loaded = true;
  standIn.exports = (...words: readonly unknown[]): unknown => {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the key of the cache is a path
    delete require.cache[path];
    return (requireOfCdktf(path) as (...args: readonly unknown[]) => unknown)(...words);
  };
  require.cache[path] = standIn;
}

function pathOf({ resolve }: NodeJS.Require): string | undefined {
  try {
    return resolve("archiver");
  } catch {
    return undefined;
  }
}
