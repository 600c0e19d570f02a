import { extname, resolve } from "node:path";
import type { Locate } from "../config/problem";
import { pathText } from "../config/problem";
import { readJson } from "../config/read-json";
import { decodeUtf8 } from "../config/utf8";
import type { PolicyFault } from "../policy/policy";
import { wrappedPolicy } from "../policy/wrapped-policy";
import { policyFaultText } from "../report/policy-fault";
import type { ReportedProblem } from "../report/problem";
import { reported, UserError } from "../report/problem";
import type { Io } from "./io";
import type { HeldPolicy, PolicyHolder } from "./key-policy-in";
import { keyPolicyIn } from "./key-policy-in";
import { shownPath } from "./shown-path";

/** A policy as its file has it. */
export interface PolicyFile {
  /** Absolute. */
  readonly path: string;
  /** As the user would name it. */
  readonly shown: string;
  /** Every character of the file, a byte order mark included; of a policy inside another document, its text there. */
  readonly text: string;
  readonly json: unknown;
  /** Of a policy inside another document, all of it stands where its text does. */
  readonly locate: Locate;
  /** What the file is, where it is not the policy alone. */
  readonly holder: PolicyHolder | null;
}

/**
 * Reads a policy, or a Terraform plan or state, from a JSON file, which may hold comments. A policy in what the AWS
 * CLI prints is taken out of it.
 *
 * @param named Relative paths start at `directory`; `-` is stdin.
 * @throws UserError where it is no JSON; and Node's own errors.
 */
export function readPolicy(io: Io, named: string, directory = io.workingDirectory): PolicyFile {
  const file = readDocument(io, named, directory);
  const wrapped = wrappedPolicy(file.json);
  return wrapped === null ? file : held(file, { holder: "aws-cli", ...wrapped });
}

/**
 * The same for what is asked of one key policy: it is taken out of a plan or state too.
 *
 * @throws UserError also where the file is no key policy, or has none or several.
 */
export function readKeyPolicy(io: Io, named: string, directory = io.workingDirectory): PolicyFile {
  const file = readDocument(io, named, directory);
  const inside = keyPolicyIn(file.json, file.shown);
  if (inside === null) return file;
  const policy = held(file, inside);
  keyPolicyIn(policy.json, file.shown);
  return policy;
}

/** The same, not yet read as JSON: what is no JSON comes back as it is. */
export function readPolicyText(
  io: Io,
  named: string,
  directory = io.workingDirectory,
): Pick<PolicyFile, "path" | "shown" | "text" | "holder"> {
  const file = readText(io, named, directory);
  const json = jsonIn(file.text);
  const inside = json === undefined ? null : keyPolicyIn(json, file.shown);
  if (inside === null) return { ...file, holder: null };
  keyPolicyIn(jsonIn(inside.text), file.shown);
  return { ...file, text: inside.text, holder: inside.holder };
}

function readDocument(io: Io, named: string, directory: string): PolicyFile {
  const file = readText(io, named, directory);
  const source = readJson(file.text.replace(/^\uFEFF/, ""), { comments: true });
  if (!source.ok) {
    const language = languages[extname(named)];
    throw language === undefined
      ? new UserError(source.faults.map((fault) => reported({ file: file.shown, ...fault })))
      : UserError.of({ code: "policy-not-json", args: { language } }, { file: file.shown });
  }
  return { ...file, json: source.input, locate: source.locate, holder: null };
}

/** Files that are often given in place of a policy. */
const languages: Readonly<Record<string, "YAML" | "TypeScript" | "HCL" | undefined>> = {
  ".yaml": "YAML",
  ".yml": "YAML",
  ".ts": "TypeScript",
  ".tf": "HCL",
};

/** The policy inside a document, all of it at the place of its text. */
function held(file: PolicyFile, { holder, path, text }: HeldPolicy): PolicyFile {
  const locate: Locate = () => file.locate(path, "value");
  const source = readJson(text, { comments: true });
  if (!source.ok) {
    throw new UserError(
      source.faults.map((fault) =>
        reported({ file: file.shown, path: pathText(path), ...fault, ...locate([], "value") }),
      ),
    );
  }
  return { ...file, text, json: source.input, locate, holder };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, "")) as unknown;
  } catch {
    return undefined;
  }
}

function readText(io: Io, named: string, directory: string): Pick<PolicyFile, "path" | "shown" | "text"> {
  const path = resolve(directory, named);
  const shown = named === "-" ? "stdin" : shownPath(io, path);
  const bytes = named === "-" ? io.input() : io.files.read(path);
  const refuse = (code: "plan-file" | "not-utf8" | "policy-empty"): UserError =>
    UserError.of({ code, args: {} }, { file: shown });
  // Terraform's plan files are ZIP archives.
  if (bytes.subarray(0, 4).toString("latin1") === "PK\u0003\u0004") throw refuse("plan-file");
  const text = decodeUtf8(bytes, "keep");
  if (text === undefined) throw refuse("not-utf8");
  if (text.trim() === "") throw refuse("policy-empty");
  return { path, shown, text };
}

/** A fault of the policy itself, where it stands in its file. */
export function faultProblem(
  { shown, locate }: Pick<PolicyFile, "shown" | "locate">,
  fault: PolicyFault,
  severity: ReportedProblem["severity"],
): ReportedProblem {
  return {
    file: shown,
    ...locate(fault.path, "key"),
    path: pathText(fault.path),
    code: fault.code,
    args: fault.args,
    message: policyFaultText(fault),
    severity,
  };
}
