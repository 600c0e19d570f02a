import { rmSync } from "node:fs";

/** Removes the folder that the set-up made. */
// eslint-disable-next-line no-restricted-syntax -- as Jest loads it
export default function tearDown(): void {
  const folder = process.env.TMPDIR ?? "";
  if (folder.includes("trailkey-tests-")) rmSync(folder, { recursive: true, force: true });
}
