import { spawnSync } from "node:child_process";

/**
 * Seconds of processor time, user and system, that a program and all that it started took. Unlike the time on the
 * clock, they hardly change where others use the machine.
 */
export function cpuSeconds(
  words: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv = {},
): number {
  const { status, stderr } = spawnSync("bash", ["-c", 'TIMEFORMAT="%3U %3S"; time "$@"', "bash", ...words], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C", ...environment },
  });
  const [, user, system] = /(\d+\.\d+) (\d+\.\d+)\n$/.exec(stderr) ?? [];
  if (status === null || status === 1 || user === undefined) {
    throw new Error(`${words.join(" ")} failed: ${stderr}`);
  }
  return Number(user) + Number(system);
}
