import { dirname, resolve } from "node:path";
import type { Config } from "../../config/config";
import { nearest } from "../../config/nearest";
import type { Path } from "../../config/problem";
import { pathText } from "../../config/problem";
import { accountIdRule, regionRule } from "../../config/rules";
import { violationOf } from "../../config/violation";
import { reportedRuleIds } from "../../lint/reported-rules";
import { reported, UserError } from "../../report/problem";
import type { Io } from "../io";
import type { FoundConfig } from "../read-config";
import { refuseStatements } from "../refuse-statements";
import { shownPath } from "../shown-path";
import { sidOf } from "./found-finding";
import type { Known } from "./lint-file";
import type { Suppression } from "./suppression";

export interface SettingsOptions {
  readonly config?: string;
  readonly owner?: string;
  readonly preset?: string;
  readonly region?: string;
  readonly trust?: readonly string[];
}

/** How a run judges. */
export interface LintSettings {
  readonly known: Known;
  readonly severity: Config["lint"]["severity"];
  readonly suppressions: (files: JudgedFiles) => readonly Suppression[];
}

/** Which files a run judges. */
export interface JudgedFiles {
  /** Whether a file, by its absolute path, was judged. */
  readonly includes: (file: string) => boolean;
  /** Whether there is no such file. */
  readonly lacks: (file: string) => boolean;
  /** Whether every file that was named could be read. */
  readonly complete: boolean;
}

/** @throws UserError */
export function lintSettings(io: Io, options: SettingsOptions): LintSettings {
  const { config, owner, preset, region, trust = [] } = options;
  if (owner !== undefined) refuseWrongId(owner, "--owner");
  for (const id of trust) refuseWrongId(id, "--trust");
  refuseWrongPreset(options);
  const found = config === undefined ? null : givenConfig(io, config);
  if (preset !== undefined && found && found.config.preset !== preset) {
    throw UserError.of({ code: "preset-with-config", args: { preset } }, { path: "--preset" });
  }
  const known: Known = {
    ...(owner !== undefined && { owner }),
    ...(preset === "control-tower" && { preset }),
    ...(region !== undefined && { region }),
    ...(found && { config: found.config }),
    trustedAccounts: trust,
  };
  if (found === null) return { known, severity: {}, suppressions: () => [] };
  refuseUnknownRules(io, found);
  return {
    known,
    severity: found.config.lint.severity,
    suppressions: (files) => suppressionsOf(io, found, files),
  };
}

function refuseWrongId(id: string, path: string): void {
  const violation = violationOf(accountIdRule, id);
  if (violation !== undefined) throw UserError.of(violation, { path });
}

function refuseWrongPreset({ config, preset, region }: SettingsOptions): void {
  if (preset !== undefined && preset !== "control-tower") {
    throw UserError.of(
      { code: "not-among-values", args: { value: preset, values: ["control-tower"] } },
      { path: "--preset" },
    );
  }
  if (region === undefined) return;
  if (preset === undefined || config !== undefined) {
    throw UserError.of({ code: "only-with-preset", args: {} }, { path: "--region" });
  }
  const violation = violationOf(regionRule, region);
  if (violation !== undefined) throw UserError.of(violation, { path: "--region" });
}

/** The parser of configs is loaded where there is one: it costs more than linting does. */
function givenConfig(io: Io, named: string): FoundConfig {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as said
  const { readConfig } = require("../read-config") as typeof import("../read-config");
  const found = readConfig(io, named);
  refuseStatements(io, found);
  return found;
}

/** The config itself does not know which rules there are. */
function refuseUnknownRules(io: Io, { config, file, locate }: FoundConfig): void {
  const { severity, ignore } = config.lint;
  const named: readonly { readonly rule: string; readonly path: Path; readonly part: "key" | "value" }[] = [
    ...Object.keys(severity).map((rule) => ({
      rule,
      path: ["lint", "severity", rule],
      part: "key" as const,
    })),
    ...ignore.map(({ rule }, index) => ({
      rule,
      path: ["lint", "ignore", index, "rule"],
      part: "value" as const,
    })),
  ];
  const ids: readonly string[] = reportedRuleIds;
  const problems = named
    .filter(({ rule }) => !ids.includes(rule))
    .map(({ rule, path, part }) => {
      const meant = nearest(rule, ids);
      return reported({
        file: shownPath(io, file),
        ...locate(path, part),
        path: pathText(path),
        code: "rule-unknown",
        args: { rule, near: meant === undefined ? [] : [meant] },
      });
    });
  if (problems.length > 0) throw new UserError(problems);
}

const suppressionsOf = (
  io: Io,
  { config, file: configFile, locate }: FoundConfig,
  files: JudgedFiles,
): readonly Suppression[] =>
  config.lint.ignore.map(({ rule, sid, file, reason, until }, index): Suppression => {
    const meant = file === null ? null : absoluteFile(dirname(configFile), file);
    const path = ["lint", "ignore", index];
    return {
      args: { by: "config", rule, sid, file, until },
      reason,
      key: null,
      fits: (found) =>
        found.located.finding.code === rule &&
        (sid === null || sidOf(found) === sid) &&
        (meant === null || absoluteFile(io.workingDirectory, found.located.file) === meant),
      isDue: meant === null ? files.complete : files.includes(meant) || files.lacks(meant),
      place: {
        file: shownPath(io, configFile),
        line: 1,
        column: 1,
        ...locate([...path, "rule"], "value"),
        path,
      },
    };
  });

/** What findings call stdin has no folder. */
export const absoluteFile = (folder: string, file: string): string =>
  file === "stdin" ? file : resolve(folder, file);
