import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives the tests a folder for whatever they, or what they call, put in the temporary one. Jest asks for a default export. */
// eslint-disable-next-line no-restricted-syntax -- as Jest loads it
export default function setUp(): void {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), "trailkey-tests-"));
}
