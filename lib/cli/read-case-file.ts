import { dirname, extname, resolve } from "node:path";
import type { CaseFile } from "../cases/case-file";
import { parseCaseFile } from "../cases/case-file";
import { readJson } from "../config/read-json";
import { readLargeYaml } from "../config/read-large-yaml";
import type { Location } from "../config/problem";
import { decodeUtf8 } from "../config/utf8";
import { reported, UserError } from "../report/problem";
import type { Mistake } from "../report/problem-message";
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
  /** The files that were read, absolute: the file of cases, and the policy or config that it names. */
  readonly inputs: readonly string[];
}

/** The policy that the command line gives in place of a case file's. */
export interface GivenPolicy {
  readonly policy?: string;
  readonly owner?: string;
}

/**
 * @param named `-` is stdin; the paths in it then start at the working directory.
 * @throws UserError with all that is wrong with the file, or with the policy or config that it names.
 */
export function readCaseFile(io: Io, named: string, given: GivenPolicy = {}): FoundCases {
  const isStdin = named === "-";
  const path = resolve(io.workingDirectory, isStdin ? "stdin" : named);
  const shown = isStdin ? "stdin" : shownPath(io, path);
  const refuse = (
    problems: readonly (Mistake & Partial<Location> & { readonly path?: string })[],
  ): UserError => new UserError(problems.map((problem) => reported({ file: shown, ...problem })));
  const text = decodeUtf8(isStdin ? io.input() : io.files.read(path));
  if (text === undefined) throw refuse([{ code: "not-utf8", args: {} }]);
  const source = extname(path) === ".json" ? readJson(text) : readLargeYaml(text);
  if (!source.ok) throw refuse(source.faults);
  const parsed = parseCaseFile(source.input, source.locate);
  if (!parsed.ok) throw refuse(parsed.problems);
  const { file } = parsed;
  if (given.policy !== undefined) {
    const { json, owner } = readSource(io, { policy: given.policy, owner: given.owner ?? file.owner });
    const inputs = [path, resolve(io.workingDirectory, given.policy)];
    return { file, shown, policy: json, owner: owner ?? "", inputs };
  }
  const { policy, owner } = policyUnderTest(io, file, dirname(path));
  if (file.owner !== undefined && file.owner !== owner) {
    const args = { given: file.owner, configured: owner };
    const place = source.locate(["owner"], "value");
    throw refuse([{ path: "owner", code: "differs-from-config", args, ...place }]);
  }
  const about = file.policy ?? file.config;
  const inputs = [path, ...(about === undefined ? [] : [resolve(dirname(path), about)])];
  return { file, shown, policy, owner, inputs };
}

function policyUnderTest(
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
