import { resolve } from "node:path";
import { UserError } from "../../report/problem";
import type { GenerateOptions } from "../generate-options";
import type { Io } from "../io";
import { givenFiles } from "../lint/given-files";

/** The configs' files, absolute and in the order of their names. */
export function configsOf(io: Io, patterns: readonly string[], options: GenerateOptions): readonly string[] {
  if (options.config !== undefined) {
    throw UserError.of({ code: "config-with-patterns", args: {} }, { path: "--config" });
  }
  const files = givenFiles(io, patterns).map((name) => resolve(io.workingDirectory, name));
  const sorted = [...new Set(files)].sort();
  if (sorted.length > 1 && options.output?.includes("{name}") === false) {
    const args = { configs: sorted.length };
    throw UserError.of({ code: "output-without-name", args }, { path: "--output" });
  }
  return sorted;
}
