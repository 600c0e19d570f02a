import type { Command } from "commander";
import type { Io } from "./io";

/** 0: fine. 1: bad input or failure. 2: drift or findings. */
export type ExitCode = 0 | 1 | 2;

/** What every command takes. */
export interface CommonOptions {
  /** Print data, and problems, as JSON. */
  readonly json?: boolean;
}

/** Options that commands have in common. */
export const configOption = [
  "-c, --config <file>",
  "the config, - for stdin; default: the nearest trailkey.yaml, .yml, .json or .ts in this or a parent folder",
] as const;
export const accountOption = ["--account <id>", "the account ID, if the config does not set it"] as const;
export const regionOption = ["--region <region>", "the Region, if the config does not set it"] as const;

/** Collects the values of an option that may be repeated. */
export const each = (value: string, before?: readonly string[]): readonly string[] => [
  ...(before ?? []),
  value,
];

/** Declares a command's arguments, options and examples on a fresh `command`, and says what runs it. */
export type DefineCommand = (command: Command) => (io: Io, version: string) => ExitCode | Promise<ExitCode>;

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** What a terminal is told of a run that takes long. @default nothing */
  readonly progress?: string;
  /** Loads the command's file, and with it all that the command needs. */
  readonly load: () => DefineCommand;
}
