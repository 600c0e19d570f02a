/**
 * `describe` for tests that need something which is not everywhere. Where it is missing they are skipped, loudly; with
 * `VARIABLE=require` in the environment that is a failure.
 *
 * @param missing what is missing; undefined where nothing is
 */
export function describeWhere(
  missing: string | undefined,
  variable: string,
  name: string,
  define: () => void,
): void {
  if (missing === undefined) {
    describe(name, define);
  } else if (process.env[variable] === "require") {
    describe(name, () => {
      test("has what it needs", () => {
        throw new Error(`${variable}=require, but ${missing}`);
      });
    });
  } else {
    process.stderr.write(`\nSKIPPED: ${name}\n  because ${missing}\n`);
    describe.skip(name, define);
  }
}
