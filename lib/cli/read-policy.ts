import { resolve } from "node:path";
import type { Locate } from "../config/problem";
import { pathText } from "../config/problem";
import { readJson } from "../config/read-json";
import { decodeUtf8 } from "../config/utf8";
import type { PolicyFault } from "../policy/policy";
import { policyFaultText } from "../report/policy-fault";
import type { ReportedProblem } from "../report/problem";
import { reported, UserError } from "../report/problem";
import type { Io } from "./io";
import { shownPath } from "./shown-path";

/** A policy as its file has it. */
export interface PolicyFile {
  /** Absolute. */
  readonly path: string;
  /** As the user would name it. */
  readonly shown: string;
  /** Every character of the file, a byte order mark included. */
  readonly text: string;
  readonly json: unknown;
  readonly locate: Locate;
}

/**
 * Reads a policy from a JSON file, which may hold comments.
 *
 * @param named Relative paths start at `directory`; `-` is stdin.
 * @throws UserError where it is no JSON; and Node's own errors.
 */
export function readPolicy(io: Io, named: string, directory = io.workingDirectory): PolicyFile {
  const file = readPolicyText(io, named, directory);
  const json = file.text.replace(/^\uFEFF/, "");
  const source = readJson(json, { comments: true });
  if (!source.ok) {
    throw new UserError(source.faults.map((fault) => reported({ file: file.shown, ...fault })));
  }
  return { ...file, json: source.input, locate: source.locate };
}

/** The same, not yet read as JSON. */
export function readPolicyText(
  io: Io,
  named: string,
  directory = io.workingDirectory,
): Pick<PolicyFile, "path" | "shown" | "text"> {
  const path = resolve(directory, named);
  const shown = named === "-" ? "stdin" : shownPath(io, path);
  const text = decodeUtf8(named === "-" ? io.input() : io.files.read(path), "keep");
  if (text === undefined) throw UserError.of({ code: "not-utf8", args: {} }, { file: shown });
  if (text.trim() === "") throw UserError.of({ code: "policy-empty", args: {} }, { file: shown });
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
