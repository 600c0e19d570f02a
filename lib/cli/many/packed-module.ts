import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Module, ModuleFile } from "../output/module";
import type { PreparedModule } from "../output/prepared-module";

/** A module until it is written: a thousand of them as text would be more than the rest of the program. */
export interface PackedModule {
  readonly config: string;
  readonly directory: PreparedModule["directory"];
  readonly module: Omit<Module, "files">;
  /** The files' paths, and how much of the text each has. */
  readonly parts: readonly (readonly [path: string, length: number])[];
  /** What is in them, one after the other. */
  readonly text: Uint8Array;
}

export function packed(config: string, { directory, module }: PreparedModule): PackedModule {
  const { files, ...rest } = module;
  return {
    config,
    directory,
    module: rest,
    parts: files.map(({ path, content }) => [path, content.length]),
    text: deflateRawSync(files.map(({ content }) => content).join(""), { level: 1 }),
  };
}

export function unpacked({ directory, module, parts, text }: PackedModule): PreparedModule {
  const all = inflateRawSync(text).toString();
  let end = 0;
  const files = parts.map(([path, length]): ModuleFile => ({
    path,
    content: all.slice(end, (end += length)),
  }));
  return { directory, module: { ...module, files } };
}
