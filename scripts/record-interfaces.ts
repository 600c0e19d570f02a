import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { version } from "../package.json";
import { breaksBetween, interfaceOf, isMajor, newestRelease } from "./module-interface";
import { moduleNames, readRecord, recordPath } from "./recorded-interfaces";

/**
 * Records the variables and outputs of modules/*. What breaks the recorded ones is refused without `--major`, and with it
 * unless CHANGELOG.md has a heading of a greater major version.
 */
async function record(breaking: boolean): Promise<number> {
  const root = join(__dirname, "..");
  const newest = newestRelease(readFileSync(join(root, "CHANGELOG.md"), "utf8")) ?? version;
  let refused = 0;
  for (const name of moduleNames()) {
    const now = await interfaceOf(join(root, "modules", name));
    const before = existsSync(recordPath(name)) ? readRecord(name) : undefined;
    const breaks = before === undefined ? [] : breaksBetween(before, now);
    if (before !== undefined && breaks.length > 0 && !(breaking && isMajor(before.release, newest))) {
      refused++;
      console.error(breaks.map((text) => `modules/${name}: ${text}`).join("\n"));
      console.error(
        `modules/${name}: this needs a greater major version than ${before.release} in CHANGELOG.md, and --major`,
      );
      continue;
    }
    const release = before === undefined || breaks.length > 0 ? newest : before.release;
    const text = JSON.stringify({ release, ...now });
    writeFileSync(recordPath(name), await format(text, { parser: "json", printWidth: 110 }));
  }
  return refused === 0 ? 0 : 1;
}

void record(process.argv.includes("--major")).then((code) => (process.exitCode = code));
