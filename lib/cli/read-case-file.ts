import { dirname, extname, resolve } from "node:path";
import type { CaseFile } from "../cases/case-file";
import { parseCaseFile } from "../cases/case-file";
import { readJson } from "../config/read-json";
import { readLargeYaml } from "../config/read-large-yaml";
import type { ReportedProblem } from "../report/problem";
import { UserError } from "../report/problem";
import type { Io } from "./io";
import { readSource } from "./key-policy-source";
import { knownDeployment } from "./known-attributes";
import { shownPath } from "./shown-path";

/** A case file with the policy that it is about. */
export interface FoundCases {
  readonly file: CaseFile;
  /** As the user would name the file. */
  readonly shown: string;
  readonly policy: unknown;
  readonly owner: string;
}

/** @throws UserError with all that is wrong with the file, or with the policy or config that it names. */
export function readCaseFile(io: Io, named: string): FoundCases {
  const path = resolve(io.workingDirectory, named);
  const shown = shownPath(io, path);
  const refuse = (problems: readonly Omit<ReportedProblem, "severity">[]): UserError =>
    new UserError(problems.map((problem) => ({ file: shown, severity: "error", ...problem })));
  const text = textOf(io.files.read(path));
  if (text === null) throw refuse([{ message: "is not UTF-8 text: save it as UTF-8" }]);
  const source = extname(path) === ".json" ? readJson(text) : readLargeYaml(text);
  if (!source.ok) throw refuse(source.faults);
  const parsed = parseCaseFile(source.input, source.locate);
  if (!parsed.ok) throw refuse(parsed.problems);
  const { file } = parsed;
  const { policy, owner } = policyOf(io, file, dirname(path));
  if (file.owner !== undefined && file.owner !== owner) {
    const message = `${file.owner} is not what the config says: ${owner}`;
    throw refuse([{ path: "owner", message, ...source.locate(["owner"], "value") }]);
  }
  return { file, shown, policy, owner };
}

function policyOf(
  io: Io,
  { policy, config, owner, account, region }: CaseFile,
  folder: string,
): Pick<FoundCases, "policy" | "owner"> {
  const source = readSource(io, {
    ...(policy !== undefined && { policy: resolve(folder, policy), owner }),
    ...(config !== undefined && { config: resolve(folder, config), account, region }),
  });
  if (source.config === null) return { policy: source.json, owner: source.owner };
  const deployment = knownDeployment(source.config, { account, region });
  return { policy: source.json, owner: deployment.owner };
}

/** Without a byte order mark. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
