import type { Finding } from "../../lint/lint";
import { terraformDocument } from "../../lint/terraform-file";
import { moduleDiff } from "../../report/module-diff";
import { UserError } from "../../report/problem";
import type { Io } from "../io";
import { refuseOther } from "../key-policy-in";
import type { PolicyFile } from "../read-policy";
import { readPolicy } from "../read-policy";
import { replaceNamedFile } from "../replace-file";
import { statementOf } from "./found-finding";
import type { FixedPolicy } from "./fix-policy";
import { fixPolicy } from "./fix-policy";
import { fileName } from "./lint-file";
import type { RunOptions } from "./lint-run";
import { acceptedFindings } from "./lint-run";

/**
 * Writes into policies the fixes that lint offers for what is not suppressed. Where one file cannot be fixed, none is
 * written.
 *
 * @throws UserError
 */
export async function fixFiles(io: Io, named: readonly string[], options: RunOptions): Promise<void> {
  const changes = changesOf(io, named, options);
  for (const { file } of changes) {
    if (file.shown === "stdin") throw UserError.of({ code: "stdin-in-place", args: {} }, { path: "--fix" });
  }
  await io.uninterrupted(() => {
    for (const { file, text } of changes) replaceNamedFile(io, file.path, text, file.text);
  });
  const fixed = changes.flatMap((change) => change.fixed);
  if (fixed.length > 0) io.talk(`fixed ${countText(fixed)}\n`);
}

/** Prints what {@link fixFiles} would change, and writes nothing. */
export async function showFixes(io: Io, named: readonly string[], options: RunOptions): Promise<0 | 2> {
  const changes = changesOf(io, named, options).filter(({ fixed }) => fixed.length > 0);
  if (changes.length === 0) {
    io.talk("nothing to fix\n");
    return 0;
  }
  const compared = changes.map(({ file, text }) => ({ path: file.shown, current: file.text, wanted: text }));
  io.data(moduleDiff(compared, await io.colour()));
  io.talk(`--fix would fix ${countText(changes.flatMap(({ fixed }) => fixed))}\n`);
  return 2;
}

interface Change extends FixedPolicy {
  readonly file: PolicyFile;
}

function changesOf(io: Io, named: readonly string[], options: RunOptions): readonly Change[] {
  const { known, isAccepted } = acceptedFindings(io, options);
  return named.map((name) => {
    const file = readPolicy(io, name);
    refuseUnfixable(file);
    const isMeant = (finding: Finding, json: unknown): boolean =>
      !isAccepted({
        located: { finding, file: fileName(file, io), line: 1, column: 1, address: null },
        statement: statementOf(json, finding.path),
      });
    return { file, ...fixPolicy(file, known, isMeant) };
  });
}

function refuseUnfixable(file: PolicyFile): void {
  const document = terraformDocument(file.json);
  const kind = document?.kind ?? file.holder;
  if (kind !== null) throw UserError.of({ code: "not-fixable", args: { kind } }, { file: file.shown });
  refuseOther(file.json, file.shown);
}

/** `3 findings: unknown-action, duplicate-sid` */
const countText = (fixed: readonly Finding[]): string =>
  `${fixed.length} finding${fixed.length === 1 ? "" : "s"}: ${[...new Set(fixed.map(({ code }) => code))].join(", ")}`;
