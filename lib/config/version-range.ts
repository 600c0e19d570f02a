/** A release of a provider: major, minor, patch. */
export type Version = readonly [number, number, number];

/** The releases from one on, as far as they are below another and not left out. */
export interface VersionRange {
  readonly from: Version;
  /** The first release that no longer belongs to it. `null`: there is none. */
  readonly below: Version | null;
  readonly except: readonly Version[];
}

const everything: VersionRange = { from: [0, 0, 0], below: null, except: [] };

/**
 * The releases that a version constraint of Terraform allows; `undefined` where it is none. Pre-releases are not in it.
 * For providers, `~> 6` means `~> 6.0`, as Terraform 1.11 prints it.
 * https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function rangeOf(constraint: string): VersionRange | undefined {
  let all: VersionRange = everything;
  for (const comparison of constraint.split(",")) {
    const range = comparisonRange(comparison.trim());
    if (range === undefined) return undefined;
    all = intersection(all, range);
  }
  return all;
}

function comparisonRange(comparison: string): VersionRange | undefined {
  const match = /^(=|!=|>=|<=|>|<|~>)? *([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?$/.exec(comparison);
  if (match === null) return undefined;
  const [, operator = "=", major, minor, patch] = match;
  const version: Version = [Number(major), Number(minor ?? 0), Number(patch ?? 0)];
  switch (operator) {
    case ">=":
      return { ...everything, from: version };
    case ">":
      return { ...everything, from: next(version) };
    case "<":
      return { ...everything, below: version };
    case "<=":
      return { ...everything, below: next(version) };
    case "!=":
      return { ...everything, except: [version] };
    case "~>":
      return {
        from: version,
        below: patch === undefined ? [version[0] + 1, 0, 0] : [version[0], version[1] + 1, 0],
        except: [],
      };
    default:
      return { from: version, below: next(version), except: [] };
  }
}

const next = ([major, minor, patch]: Version): Version => [major, minor, patch + 1];

export const compareVersions = (left: Version, right: Version): number =>
  left[0] - right[0] || left[1] - right[1] || left[2] - right[2];

/** What is in both. */
export function intersection(left: VersionRange, right: VersionRange): VersionRange {
  const from = compareVersions(left.from, right.from) >= 0 ? left.from : right.from;
  const below = lower(left.below, right.below);
  const except = [...left.except, ...right.except]
    .filter((version) => isIn({ from, below, except: [] }, version))
    .sort(compareVersions)
    .filter(
      (version, index, all) => index === 0 || compareVersions(version, all[index - 1] ?? version) !== 0,
    );
  return { from, below, except };
}

function lower(left: Version | null, right: Version | null): Version | null {
  if (left === null || right === null) return left ?? right;
  return compareVersions(left, right) <= 0 ? left : right;
}

export const isIn = ({ from, below, except }: VersionRange, version: Version): boolean =>
  compareVersions(version, from) >= 0 &&
  (below === null || compareVersions(version, below) < 0) &&
  !except.some((other) => compareVersions(other, version) === 0);

/** Whether there can be no release in it. Between two minor versions there may always be one more. */
export function isEmpty({ from, below, except }: VersionRange): boolean {
  if (below === null) return false;
  if (compareVersions(from, below) >= 0) return true;
  const isOneMinor = from[0] === below[0] && from[1] === below[1];
  return isOneMinor && except.length >= below[2] - from[2];
}

/** As Terraform writes it. */
export function rangeText({ from, below, except }: VersionRange): string {
  const [leftOut, only] = [except.map((version) => `!= ${versionText(version)}`), versionText(from)];
  if (below !== null && compareVersions(next(from), below) === 0) return `= ${only}`;
  return [`>= ${only}`, ...leftOut, ...(below === null ? [] : [`< ${versionText(below)}`])].join(", ");
}

export const versionText = (version: Version): string => version.join(".");
