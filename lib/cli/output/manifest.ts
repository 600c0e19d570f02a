import type { Identities, Identity } from "../../describe/identities";
import { parseLoggedEvents } from "../../describe/logged-events";
import type { Home } from "../../describe/losses";
import type { Retention } from "../../describe/retention-losses";
import type { Coded } from "../../config/coded";
import { isRecord } from "../../config/is-record";
import type { ModuleCodes } from "../../report/module-codes";
import { UserError } from "../../report/problem";
import { jsonText } from "../../report/json-text";

/** Which config a module is of: another one has another name and is not in the same file. */
export interface ConfigIdentity {
  readonly name: string;
  /**
   * The config's file, from the module's directory, where it lies in that directory or above it: `../trailkey.yaml`.
   * `null` elsewhere: the way there may differ from one machine to the next, and then tells nothing.
   */
  readonly file: string | null;
}

/** Whether two configs differ for certain: one that only got another name or place does not. */
export const isAnotherConfig = (one: ConfigIdentity, other: ConfigIdentity): boolean =>
  one.name !== other.name && (one.file === null || one.file !== other.file);

/** What trailkey wrote to a directory. */
export interface Manifest {
  /** The hashes by which each file counts as ours, by path below the directory. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** What the module makes. `null`: the manifest's version does not say. */
  readonly resources: Identities | null;
  /** The account and Region that the module is for. `null`: the manifest's version does not say. */
  readonly home: Home | null;
  /** The config that the module is of. `null`: the manifest's version does not say. */
  readonly config: ConfigIdentity | null;
  /** A run is under way or was cut short: each file is as it was before or as it will be. */
  readonly unfinished: boolean;
}

export const manifestName = ".trailkey.json";

/** Of the manifest's form. Version 1 held no resources, version 2 no home, version 3 no config. */
const formatVersion = 4;

export const anywhere: Home = { account: null, region: null };

export const emptyManifest: Manifest = {
  files: new Map(),
  resources: {},
  home: anywhere,
  config: null,
  unfinished: false,
};

/** The same manifest gives the same bytes: sorted, without time or machine. */
export function manifestText(manifest: Manifest, trailkey: string): string {
  const files = [...manifest.files].map(([path, hashes]) => [path, [...new Set(hashes)]] as const);
  const content = {
    version: formatVersion,
    trailkey,
    ...(manifest.unfinished && { unfinished: true }),
    config: manifest.config && {
      name: manifest.config.name,
      ...(manifest.config.file !== null && { file: manifest.config.file }),
    },
    files: sorted(files.map(([path, hashes]) => [path, hashes.length === 1 ? hashes[0] : hashes])),
    home: manifest.home,
    resources: sorted(Object.entries(manifest.resources ?? {})),
  };
  return jsonText(content);
}

const sorted = (entries: readonly (readonly [string, unknown])[]): object =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * Reads a manifest. It may come from anywhere, a cloned repository say, so a path in it that would lead out
 * of the directory is refused. Which trailkey wrote it is not read: a release is no drift.
 */
export function parseManifest(text: string, shownPath: string): Manifest {
  const refuse = (mistake: Coded<ModuleCodes>): never => {
    throw UserError.of(mistake, { file: shownPath });
  };
  const value = parseJson(text);
  if (!isRecord(value) || !isRecord(value.files)) return refuse({ code: "manifest-foreign", args: {} });
  if (![1, 2, 3, formatVersion].some((version) => version === value.version)) {
    return refuse({ code: "manifest-version", args: {} });
  }
  const files = Object.entries(value.files).map(([path, hashes]): [string, readonly string[]] => {
    const list: readonly unknown[] = Array.isArray(hashes) ? hashes : [hashes];
    return isPathBelow(path) && list.every((hash) => typeof hash === "string")
      ? [path, list]
      : refuse({ code: "manifest-path", args: { path } });
  });
  return {
    files: new Map(files),
    resources: isIdentities(value.resources) ? value.resources : null,
    home: isRecord(value.home) ? homeOf(value.home) : null,
    config: isRecord(value.config) ? configOf(value.config) : null,
    unfinished: value.unfinished === true,
  };
}

const configOf = ({ name, file }: Readonly<Record<string, unknown>>): ConfigIdentity | null =>
  typeof name === "string" ? { name, file: typeof file === "string" ? file : null } : null;

const homeOf = (home: Readonly<Record<string, unknown>>): Home => {
  const { account, region, organization, retention } = home;
  const events = parseLoggedEvents(home.events);
  return {
    account: textOrNull(account),
    region: textOrNull(region),
    ...(events && { events }),
    ...(isRecord(organization) && {
      organization: {
        id: textOrNull(organization.id),
        managementAccount: textOrNull(organization.managementAccount),
      },
    }),
    ...(isRecord(retention) && { retention: retentionOf(retention) }),
  };
};

const retentionOf = ({ lock, accessLog, ...days }: Readonly<Record<string, unknown>>): Retention => ({
  expireAfterDays: numberOrNull(days.expireAfterDays),
  noncurrentExpireAfterDays: numberOrNull(days.noncurrentExpireAfterDays),
  lock:
    isRecord(lock) && typeof lock.mode === "string" && typeof lock.days === "number"
      ? { mode: lock.mode, days: lock.days }
      : null,
  accessLog: accessLog === true,
});

const numberOrNull = (value: unknown): number | null => (typeof value === "number" ? value : null);

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** Whether a path stays below the directory that it is taken from. */
const isPathBelow = (path: string): boolean =>
  !/[\\\0:]/.test(path) && path.split("/").every((part) => part !== "" && part !== "." && part !== "..");

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isIdentities = (value: unknown): value is Readonly<Record<string, Identity>> =>
  isRecord(value) && Object.values(value).every(isRecord);
