import { spawn } from "node:child_process";

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Exit codes that are an answer and no failure. @default [0] */
  readonly accept?: readonly number[];
}

/** Runs a command to its end. An exit code that is not accepted throws, with all that the command said. */
export async function run(
  command: string,
  args: readonly string[],
  { cwd, env = process.env, accept = [0] }: CommandOptions,
): Promise<CommandResult> {
  const result = await collect(command, args, cwd, env);
  if (!accept.includes(result.exitCode)) {
    const said = `${result.stdout}\n${result.stderr}`.trim();
    throw new Error(`\`${command} ${args.join(" ")}\` in ${cwd} exited with ${result.exitCode}:\n${said}`);
  }
  return result;
}

function collect(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
  return new Promise<CommandResult>((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const end = signal === null ? "" : `\nended by ${signal}`;
      resolve({
        exitCode: code ?? 1,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString() + end,
      });
    });
  });
}
