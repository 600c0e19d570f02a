import { execFileSync } from "node:child_process";
import { accessSync, constants, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The file that a command name stands for on PATH. */
export function findOnPath(command: string): string | undefined {
  const directories = (process.env.PATH ?? "").split(delimiter).filter((directory) => directory !== "");
  return directories.map((directory) => join(directory, command)).find(isExecutable);
}

/**
 * The Python that `moto_server` runs under, and so the one that can import moto.
 * A console script names it in its first lines; behind a pyenv shim, pyenv knows the console script.
 */
export function findMotoPython(): string | undefined {
  const script = findOnPath("moto_server");
  return script === undefined ? undefined : (interpreterOf(script) ?? interpreterBehindPyenv());
}

function interpreterOf(script: string): string | undefined {
  const head = readFileSync(script, "utf8").slice(0, 500);
  return /^(?:#!|'''exec' )"?(?:\S*\/env )?(\S*python[\d.]*)/m.exec(head)?.[1];
}

function interpreterBehindPyenv(): string | undefined {
  if (findOnPath("pyenv") === undefined) return undefined;
  try {
    const script = execFileSync("pyenv", ["which", "moto_server"], { encoding: "utf8", stdio: "pipe" });
    return interpreterOf(script.trim());
  } catch {
    return undefined;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
