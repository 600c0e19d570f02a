import { spawnSync } from "node:child_process";

const tellsPeak = `import { writeSync } from "node:fs";
process.on("exit", () => writeSync(2, "\\npeak " + process.resourceUsage().maxRSS + "\\n"));`;

/** Megabytes of memory that a program under this node had at most. */
export function peakMegabytes(words: readonly string[], cwd: string): number {
  const preload = `data:text/javascript,${encodeURIComponent(tellsPeak)}`;
  const { status, stderr } = spawnSync(process.execPath, ["--import", preload, ...words], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [, kilobytes] = /\npeak (\d+)\n$/.exec(stderr) ?? [];
  if (status === null || status === 1 || kilobytes === undefined) {
    throw new Error(`${words.join(" ")} failed: ${stderr}`);
  }
  return Number(kilobytes) / 1024;
}
