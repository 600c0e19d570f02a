import type { Location } from "../../config/problem";
import type { UpkeepArgs, UpkeepRuleId } from "../../lint/upkeep-rules";
import { upkeepRules } from "../../lint/upkeep-rules";
import type { JsonPath } from "../../policy/policy";
import type { SuppressedFinding } from "../../report/lint/lint-report";
import type { LocatedFinding } from "../../report/lint/located-finding";
import type { FoundFinding } from "./found-finding";

/** Findings that somebody accepted, in the config or in a baseline. */
export interface Suppression {
  /** What it says, as findings about it do. */
  readonly args: UpkeepArgs;
  readonly reason: string | null;
  /** The name of the one finding that is meant. Null: every finding that `fits` takes. */
  readonly key: string | null;
  readonly fits: (found: FoundFinding) => boolean;
  /** Whether this run would have found what it is for. */
  readonly isDue: boolean;
  /** Where it stands. */
  readonly place: Location & { readonly file: string; readonly path: JsonPath };
}

export interface Suppressed {
  readonly left: readonly FoundFinding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Findings about suppressions that have ended or that nothing needs. */
  readonly upkeep: readonly LocatedFinding[];
}

/**
 * Takes away the findings that suppressions are for. One that has ended takes nothing away.
 *
 * @param keyOf The name of a finding, for suppressions that have one.
 * @param today As `2026-11-24`.
 */
export function suppress(
  found: readonly FoundFinding[],
  suppressions: readonly Suppression[],
  keyOf: (found: FoundFinding) => string,
  today: string,
): Suppressed {
  const uses = new Set<Suppression>();
  const holdsFirst = [...suppressions].sort(
    (one, other) => Number(hasEnded(one, today)) - Number(hasEnded(other, today)),
  );
  const named = queuesByKey(holdsFirst);
  const others = holdsFirst.filter(({ key }) => key === null);
  const left: FoundFinding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of found) {
    const used =
      others.find(({ fits }) => fits(finding)) ?? (named.size > 0 && named.get(keyOf(finding))?.next());
    // One that has ended is used too: it is told apart from one that nothing needs.
    if (used) uses.add(used);
    if (used && !hasEnded(used, today)) {
      suppressed.push({ located: finding.located, by: used.args.by, reason: used.reason });
    } else left.push(finding);
  }
  return {
    left,
    suppressed,
    upkeep: suppressions.flatMap((suppression) => {
      if (!uses.has(suppression)) {
        return suppression.isDue ? [upkeepFinding("unused-suppression", suppression)] : [];
      }
      return hasEnded(suppression, today) ? [upkeepFinding("expired-suppression", suppression)] : [];
    }),
  };
}

/** Each suppression that has a key is for one finding of that name: `next` takes one after the other. */
function queuesByKey(
  suppressions: readonly Suppression[],
): ReadonlyMap<string, { readonly next: () => Suppression | undefined }> {
  const lists = new Map<string, Suppression[]>();
  for (const suppression of suppressions) {
    if (suppression.key === null) continue;
    const known = lists.get(suppression.key);
    if (known) known.push(suppression);
    else lists.set(suppression.key, [suppression]);
  }
  return new Map(
    [...lists].map(([key, list]) => {
      let taken = 0;
      return [key, { next: () => list[taken++] }];
    }),
  );
}

const hasEnded = ({ args: { until } }: Suppression, today: string): boolean =>
  until !== null && until < today;

function upkeepFinding(code: UpkeepRuleId, { args, place }: Suppression): LocatedFinding {
  const severity = upkeepRules.find(({ id }) => id === code)?.severity ?? "warning";
  const { file, line, column, path } = place;
  return {
    finding: { code, severity, path, part: "value", args, fix: null },
    file,
    line,
    column,
    address: null,
  };
}
