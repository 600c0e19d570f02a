import { relative } from "node:path";
import { UserError } from "../../report/problem";
import type { ExitCode } from "../command";
import type { GenerateOptions } from "../generate-options";
import type { Io } from "../io";
import { directoryOf } from "../output/prepared-module";
import { readConfig } from "../read-config";
import { configsOf } from "./configs-of";
import { Places } from "./places";
import { Problems } from "./problems";
import { sayingOnce } from "./saying-once";

/**
 * Prints the configs as JSON for the matrix of a CI job, on one line, as GitHub Actions takes an output.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#fromjson
 */
export async function printMatrix(
  out: Io,
  patterns: readonly string[],
  options: GenerateOptions,
): Promise<ExitCode> {
  const io = sayingOnce(out);
  for (const option of ["check", "diff", "dryRun", "force", "allowReplace"] as const) {
    if (options[option] !== true) continue;
    const flag = `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw UserError.of({ code: "matrix-with-option", args: { option: flag } }, { path: "--matrix" });
  }
  const names = patterns.length === 0 ? [options.config] : configsOf(io, patterns, options);
  const problems = new Problems(io);
  const places = new Places();
  const include: object[] = [];
  for (const name of names) {
    await problems.collect(() => {
      const found = readConfig(io, name);
      const { config, file } = found;
      const output =
        patterns.length === 0 ? options.output : options.output?.replaceAll("{name}", () => config.name);
      const directory = directoryOf(io, found, output);
      places.add(directory, found);
      include.push({
        name: config.name,
        config: relative(io.workingDirectory, file),
        directory: relative(io.files.realPath(io.workingDirectory), directory) || ".",
        account: config.account,
        region: config.region,
      });
    });
  }
  await problems.collect(() => {
    places.refuse(io);
  });
  problems.throwAny();
  io.data(`${JSON.stringify({ include })}\n`);
  return 0;
}
