import { sep } from "node:path";
import { UserError } from "../report/problem";
import type { Io } from "./io";
import { shownPath } from "./shown-path";

/**
 * Refuses an output that would replace what the command reads, or be in a folder that it reads.
 *
 * @param output Absolute, as the inputs. Links are followed.
 * @param option The option that names the output, such as `--junit`.
 * @throws UserError
 */
export function refuseInput(
  { files, ...io }: Io,
  output: string,
  inputs: readonly string[],
  option: string,
): void {
  const real = (path: string): string => (files.kindOf(path) === null ? path : files.realPath(path));
  const target = real(output);
  if (!inputs.map(real).some((input) => target === input || target.startsWith(`${input}${sep}`))) return;
  throw UserError.of({ code: "output-is-input", args: {} }, { file: shownPath(io, output), path: option });
}
