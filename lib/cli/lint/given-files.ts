import { resolve } from "node:path";
import { UserError } from "../../report/problem";
import type { Io } from "../io";

/**
 * The files that a command line names, each once: names as they are, patterns (`policies/*.json`, `**` for folders at
 * any depth, `{a,b}`) as the files that they fit, in the order of their names.
 *
 * @throws UserError where a pattern fits no file.
 */
export function givenFiles(io: Io, named: readonly string[]): readonly string[] {
  const files = named.flatMap((name) => filesOf(io, name));
  return [...new Map(files.map((file) => [pathOf(io, file), file])).values()];
}

function filesOf(io: Io, name: string): readonly string[] {
  // A file may have a name that looks like a pattern.
  if (!/[*?[\]{}()!]/.test(name) || io.files.kindOf(pathOf(io, name)) !== null) return [name];
  const found = io.files.glob(name, io.workingDirectory);
  if (found.length === 0) throw UserError.of({ code: "pattern-without-file", args: {} }, { file: name });
  return found;
}

const pathOf = ({ workingDirectory }: Io, name: string): string =>
  name === "-" ? name : resolve(workingDirectory, name);
