import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Module, ModuleFile } from "../output/module";
import type { PreparedModule } from "../output/prepared-module";

/** A module until it is written: a thousand of them as text would be more than the rest of the program. */
export interface PackedModule {
  readonly config: string;
  readonly directory: PreparedModule["directory"];
  readonly module: Omit<Module, "files">;
  readonly files: Uint8Array;
}

export function packed(config: string, { directory, module }: PreparedModule): PackedModule {
  const { files, ...rest } = module;
  return { config, directory, module: rest, files: deflateRawSync(JSON.stringify(files), { level: 1 }) };
}

export const unpacked = ({ directory, module, files }: PackedModule): PreparedModule => ({
  directory,
  module: { ...module, files: JSON.parse(inflateRawSync(files).toString()) as readonly ModuleFile[] },
});
