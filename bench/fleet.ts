import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cpuSeconds } from "./cpu-seconds";
import { peakMegabytes } from "./peak-megabytes";

export interface FleetRun {
  /** Seconds of processor time of `generate`, over those of writing the same bytes. */
  readonly times: number;
  readonly megabytes: number;
}

/** Generates the modules of many configs, which extend one, in one run. */
export function fleetRun(root: string, work: string, configs = 1000): FleetRun {
  const directory = join(work, "fleet");
  mkdirSync(join(directory, "envs"), { recursive: true });
  writeFileSync(
    join(directory, "base.yaml"),
    "region: us-east-1\nreaders: [{ user: Bob }, { role: Auditor }]\n",
  );
  for (let count = 0; count < configs; count++) {
    const name = `audit-${String(count).padStart(4, "0")}`;
    writeFileSync(
      join(directory, `envs/${name}.yaml`),
      `extends: ../base.yaml\nname: ${name}\naccount: "${100_000_000_000 + count}"\nbucket: { name: ${name}-logs }\n`,
    );
  }
  const out = join(directory, "modules");
  const words = [join(root, "dist/cli/trailkey.js"), "generate", "envs/*.yaml", "-o", "modules/{name}"];
  const megabytes = peakMegabytes(words, directory);
  const files = contentsBelow(out);
  rmSync(out, { recursive: true });
  const ours = cpuSeconds([process.execPath, ...words], directory);
  return { times: ours / secondsOfWriting(files, join(directory, "plain")), megabytes };
}

const contentsBelow = (directory: string): ReadonlyMap<string, Buffer> =>
  new Map(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(directory.length + 1), readFileSync(file)]),
  );

function secondsOfWriting(files: ReadonlyMap<string, Buffer>, directory: string): number {
  const before = process.cpuUsage();
  for (const parent of new Set([...files.keys()].map(dirname))) {
    mkdirSync(join(directory, parent), { recursive: true });
  }
  for (const [path, content] of files) writeFileSync(join(directory, path), content);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
