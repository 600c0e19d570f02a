/**
 * Writes `modules/NAME` of each `modules/configs/NAME.yaml`, with the built command. What stands behind `--` in `npm run
 * modules -- …` is passed on, such as `--check` or `--allow-replace`.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";

const root = join(__dirname, "..");
const modules = join(root, "modules");
const command = join(root, "dist/cli/trailkey.js");

for (const file of readdirSync(join(modules, "configs")).sort()) {
  const config = join(modules, "configs", file);
  const output = join(modules, basename(file, ".yaml"));
  const args = [command, "generate", "-c", config, "-o", output, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (status !== 0) process.exitCode = status ?? 1;
}
