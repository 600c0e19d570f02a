import Module, { createRequire } from "node:module";

/** What is read of a package.json. */
interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

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

/** Only of a CDKTF that names it: its successor does not, and what is found from there is the user's own. */
function pathOf(requireOfCdktf: NodeJS.Require): string | undefined {
  try {
    const { dependencies } = requireOfCdktf("cdktf/package.json") as Manifest;
    return dependencies?.archiver === undefined ? undefined : requireOfCdktf.resolve("archiver");
  } catch {
    return undefined;
  }
}
