import { basename, dirname, extname, join, resolve } from "node:path";
import { configNames, findConfig } from "../../config/load";
import { UserError } from "../../report/problem";
import type { CommonOptions, DefineCommand, ExitCode } from "../command";
import type { Io } from "../io";
import { replaceNamedFile } from "../replace-file";
import { shownPath } from "../shown-path";
import { starterConfig } from "../starter-config";
import { jsonText } from "../../report/json-text";

interface InitOptions extends CommonOptions {
  readonly force?: boolean;
}

export const initCommand: DefineCommand = (command) => {
  command
    .description("Write a commented config to start from. It shows every option and is valid as it is.")
    .argument("[file]", "the file to write, .yaml or .yml", "trailkey.yaml")
    .option("--force", "replace an existing file")
    .addHelpText(
      "after",
      `
Examples:
  $ trailkey init
  $ trailkey init audit/trailkey.yaml`,
    );
  return (io) => init(String(command.processedArgs[0]), command.optsWithGlobals<InitOptions>(), io);
};

export async function init(file: string, options: InitOptions, io: Io): Promise<ExitCode> {
  const path = resolve(io.workingDirectory, file);
  const shown = shownPath(io, path);
  if (![".yaml", ".yml"].includes(extname(path))) {
    throw UserError.of({ code: "not-yaml", args: {} }, { file: shown });
  }
  const kind = io.files.kindOf(path);
  if (kind !== null && (kind !== "file" || !options.force)) {
    const code = kind === "file" ? "file-exists-force" : "not-a-file";
    throw UserError.of({ code, args: {} }, { file: shown });
  }
  const others = configNames.filter((name) => isOther(io, path, name));
  if (others.length > 0) {
    throw UserError.of({ code: "other-config-there", args: { names: others } }, { file: shown });
  }
  const above = findConfig(dirname(path));
  await io.uninterrupted(() => {
    replaceNamedFile(io, path, starterConfig(), options.force ? undefined : null);
  });
  io.data(options.json ? jsonText({ written: [shown] }) : `${shown}\n`);
  if (above.ok && isConfigName(path) && dirname(above.file) !== dirname(path)) {
    io.talk(
      `${shownPath(io, above.file)} is in a parent folder, and is no longer the config of this folder\n`,
    );
  }
  io.talk("next: set the bucket's name, then run trailkey generate\n");
  return 0;
}

const isConfigName = (path: string): boolean => configNames.some((name) => name === basename(path));

/** Whether another config is in the folder, beside which one that is found by its name would be refused. */
const isOther = (io: Io, path: string, name: string): boolean =>
  isConfigName(path) && name !== basename(path) && io.files.kindOf(join(dirname(path), name)) !== null;
