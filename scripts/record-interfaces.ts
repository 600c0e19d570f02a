import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { version } from "../package.json";
import { interfaceOf, newestRelease, nextRecord } from "./module-interface";
import { moduleNames, readRecord, recordPath } from "./recorded-interfaces";

/**
 * Records the variables and outputs of modules/*. What breaks the recorded ones is refused without `--major`, and with it
 * unless CHANGELOG.md has a heading of a greater major version.
 */
async function record(allowBreaks: boolean): Promise<void> {
  const root = join(__dirname, "..");
  const newest = newestRelease(readFileSync(join(root, "CHANGELOG.md"), "utf8")) ?? version;
  for (const name of moduleNames()) {
    const before = existsSync(recordPath(name)) ? readRecord(name) : undefined;
    const next = nextRecord(before, await interfaceOf(join(root, "modules", name)), newest, allowBreaks);
    if ("record" in next) {
      const text = JSON.stringify(next.record);
      writeFileSync(recordPath(name), await format(text, { parser: "json", printWidth: 110 }));
    } else {
      for (const text of next.refused) console.error(`modules/${name}: ${text}`);
      console.error(
        `modules/${name}: this needs --major, and in CHANGELOG.md a greater major version than ${before?.release ?? newest}`,
      );
      process.exitCode = 1;
    }
  }
}

void record(process.argv.includes("--major"));
