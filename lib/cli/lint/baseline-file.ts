import { createHash } from "node:crypto";
import { dirname, relative, resolve } from "node:path";
import { readJson } from "../../config/read-json";
import { decodeUtf8 } from "../../config/utf8";
import type { BaselineEntry } from "../../lint/baseline";
import { baselineKey, baselineText, parseBaseline } from "../../lint/baseline";
import { canonicalJson } from "../../terraform/canonical-json";
import type { JsonValue } from "../../terraform/canonical-json";
import { fingerprint } from "../../report/lint/fingerprint";
import type { Mistake } from "../../report/problem-message";
import { reported, UserError } from "../../report/problem";
import type { Io } from "../io";
import { shownPath } from "../shown-path";
import type { FoundFinding } from "./found-finding";
import { sidOf } from "./found-finding";
import type { JudgedFiles } from "./lint-settings";
import { absoluteFile } from "./lint-settings";
import type { Suppression } from "./suppression";

/** A baseline as its file has it. */
export interface BaselineFile {
  /** Absolute. */
  readonly path: string;
  /** Every character of the file; null where there is none. */
  readonly text: string | null;
  readonly entries: readonly BaselineEntry[];
  readonly suppressions: (files: JudgedFiles) => readonly Suppression[];
}

/**
 * @param mayBeMissing Whether there need not be one yet.
 * @throws UserError with all that is wrong with the file; and Node's own errors.
 */
export function readBaseline(io: Io, named: string, mayBeMissing: boolean): BaselineFile {
  const path = resolve(io.workingDirectory, named);
  const shown = shownPath(io, path);
  if (mayBeMissing && io.files.kindOf(path) === null) {
    return { path, text: null, entries: [], suppressions: () => [] };
  }
  const refuse = (problems: readonly Mistake[]): UserError =>
    new UserError(problems.map((problem) => reported({ file: shown, ...problem })));
  const text = decodeUtf8(io.files.read(path), "keep");
  if (text === undefined) throw refuse([{ code: "not-utf8", args: {} }]);
  const source = readJson(text.replace(/^\uFEFF/, ""));
  if (!source.ok) throw refuse(source.faults);
  const parsed = parseBaseline(source.input, source.locate);
  if (!parsed.ok) throw refuse(parsed.problems);
  const { entries } = parsed;
  return {
    path,
    text,
    entries,
    suppressions: (files) =>
      entries.map((entry, index) => ({
        args: {
          by: "baseline",
          rule: entry.rule,
          sid: entry.sid ?? null,
          file: entry.file,
          until: entry.until ?? null,
        },
        reason: entry.reason ?? null,
        key: baselineKey(entry),
        fits: () => false,
        isDue: isDue(path, entry, files),
        place: {
          file: shown.replaceAll("\\", "/"),
          line: 1,
          column: 1,
          ...source.locate(["entries", index, "rule"], "value"),
          path: ["entries", index],
        },
      })),
  };
}

/** A plan is made when it is needed: that there is none now says nothing. */
function isDue(baseline: string, { file, address }: BaselineEntry, files: JudgedFiles): boolean {
  const path = absoluteFile(dirname(baseline), file);
  return files.includes(path) || (address === undefined && files.lacks(path));
}

/** The entry of a baseline that would suppress a finding. */
export function entryOf(io: Io, baseline: string, found: FoundFinding): BaselineEntry {
  const { finding, file, address } = found.located;
  const sid = sidOf(found);
  return {
    file:
      file === "stdin"
        ? file
        : relative(dirname(baseline), resolve(io.workingDirectory, file)).replaceAll("\\", "/"),
    rule: finding.code,
    ...(address !== null && { address }),
    ...(sid !== null && { sid }),
    ...(sid === null && found.statement !== undefined && { statement: statementHash(found.statement) }),
    finding: fingerprint(found.located),
  };
}

const statementHash = (statement: unknown): string =>
  createHash("sha256")
    .update(canonicalJson(statement as JsonValue))
    .digest("hex")
    .slice(0, 32);

export interface Adoption {
  readonly text: string;
  readonly added: number;
  readonly removed: number;
  /** Entries that have ended, and are kept as they are. */
  readonly ended: number;
}

/**
 * The baseline with an entry for every finding. What it says already of a finding stays; entries of files that this run
 * judged and that suppress nothing are dropped.
 *
 * @param until The last day of what is added, and of what has ended.
 */
export function adoptedBaseline(
  baseline: BaselineFile,
  wanted: readonly BaselineEntry[],
  { reason, until, today, files }: AdoptionOptions,
): Adoption {
  const known = new Map<string, BaselineEntry[]>();
  for (const entry of baseline.entries) {
    const same = known.get(baselineKey(entry));
    if (same) same.push(entry);
    else known.set(baselineKey(entry), [entry]);
  }
  const counts = { added: 0, ended: 0 };
  const adopted = wanted.map((entry): BaselineEntry => {
    const before = known.get(baselineKey(entry))?.shift();
    const isNew = before === undefined;
    const hasEnded = before?.until !== undefined && before.until < today;
    if (isNew) counts.added++;
    if (hasEnded && until === undefined) counts.ended++;
    return {
      ...(before ?? { ...entry, ...(reason !== undefined && { reason }) }),
      ...((isNew || hasEnded) && until !== undefined && { until }),
    };
  });
  const rest = [...known.values()].flat();
  const kept = rest.filter((entry) => !isDue(baseline.path, entry, files));
  return { ...counts, text: baselineText([...adopted, ...kept]), removed: rest.length - kept.length };
}

export interface AdoptionOptions {
  readonly reason: string | undefined;
  readonly until: string | undefined;
  readonly today: string;
  readonly files: JudgedFiles;
}

/** What tells a finding from others in a baseline. */
export const keyOf = (io: Io, baseline: string, found: FoundFinding): string =>
  baselineKey(entryOf(io, baseline, found));
