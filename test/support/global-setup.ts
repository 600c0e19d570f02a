import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "@jest/types";

const LONG = ".long.test.ts";

/** Gives the tests a folder for whatever they, or what they call, put in the temporary one. Jest asks for a default export. */
// eslint-disable-next-line no-restricted-syntax -- as Jest loads it
export default function setUp(_global: Config.GlobalConfig, project: Config.ProjectConfig): void {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), "trailkey-tests-"));
  if (project.testPathIgnorePatterns.includes("long.test")) sayWhatIsLeftOut();
}

/** A run that leaves tests out says so, as one that skips them does. */
function sayWhatIsLeftOut(): void {
  const names = readdirSync(join(__dirname, "..", "e2e")).filter((file) => file.endsWith(LONG));
  const listed = names.map((file) => file.slice(0, -LONG.length)).join(", ");
  process.stderr.write(
    `Left out, they take over a minute each: ${listed}. \`npm run test:long\` runs them.\n`,
  );
}
