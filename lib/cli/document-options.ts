import type { Command } from "commander";
import { accountIdRule } from "../config/rules";
import { violationOf } from "../config/violation";
import type { DocumentsInput, PolicyInput } from "../documents/documents-schema";
import { parseDocuments } from "../documents/parse-documents";
import type { AttachedKind } from "../evaluate/authorization/attached-policy";
import type { Documents } from "../evaluate/authorization/documents";
import { reported, UserError } from "../report/problem";
import { each } from "./command";
import type { Io } from "./io";
import { readAttached, readDocumentsAt, readGrants } from "./read-documents";

/** What the command line tells of the policies beside the key policy. */
export interface DocumentOptions {
  readonly documents?: string;
  readonly rcp?: readonly string[];
  readonly grants?: string;
  readonly managementAccount?: string;
}

/** And of the one who calls. */
export interface CallerDocumentOptions extends DocumentOptions {
  readonly identityPolicy?: readonly string[];
  readonly boundary?: string;
  readonly sessionPolicy?: readonly string[];
  readonly scp?: readonly string[];
}

/** Declares the options for the policies beside the key policy. */
export const withDocumentOptions = (command: Command): Command =>
  command
    .option("--documents <path>", "the other policies: a JSON file or a folder, see below")
    .option("--rcp <file>", "an RCP that applies to the key owner's account, or none; may be repeated", each)
    .option("--grants <file>", "the key's grants, as printed by `aws kms list-grants`, or none")
    .option(
      "--management-account <id>",
      "the organization's management account, or none if there is no organization",
    );

export const withCallerDocumentOptions = (command: Command): Command =>
  withDocumentOptions(
    command
      .option(
        "--identity-policy <file>",
        "an identity-based policy of the caller, or none; may be repeated",
        each,
      )
      .option("--boundary <file>", "the caller's permissions boundary, or none")
      .option(
        "--session-policy <file>",
        "a session policy of the caller's session, or none; may be repeated",
        each,
      )
      .option(
        "--scp <level=file>",
        "an SCP that applies to the caller's account, with its level, such as root=FILE, or none; may be repeated",
        each,
      ),
  );

export const documentsHelp = `
Other policies also decide a request. If you do not give one and it could change the answer, the command says so.
The other options override --documents. VPC endpoint policies are not modelled. A JSON file of documents:
  { "managementAccount": "999999999999",
    "accounts": { "111111111111": {
      "scps": [{ "level": "root", "policies": [{ "Version": "2012-10-17", "Statement": [] }] }],
      "rcps": [],
      "identities": { "arn:aws:iam::111111111111:role/Auditor": { "policies": [], "boundary": null } } } },
    "grants": { "Grants": [] } }
The ARN of a session has "sessionPolicies". An empty list, or null, means that there is none. A folder of documents can
contain documents.json (as above), grants.json, ID/scps/LEVEL/FILE.json, ID/rcps/FILE.json and ID/identities/FILE.json.
ID is an account ID. The file of an identity has "arn", "policies" and "boundary".
`;

/** Whom the options that are about one caller or one account are about. */
export interface Concerned {
  readonly owner: string | null;
  readonly principal?: string;
}

/**
 * Reads the documents that the options mean. Null: the command line names none.
 *
 * @throws UserError with all that is wrong with one of them.
 */
export function readDocuments(
  io: Io,
  options: CallerDocumentOptions,
  concerned: Concerned,
): Documents | null {
  const { documents, rcp, grants, managementAccount, identityPolicy, boundary, sessionPolicy, scp } = options;
  const given = [documents, rcp, grants, managementAccount, identityPolicy, boundary, sessionPolicy, scp];
  if (given.every((option) => option === undefined)) return null;
  const base: DocumentsInput = documents === undefined ? {} : readDocumentsAt(io, documents);
  const input: DocumentsInput = {
    ...base,
    ...(grants !== undefined && { grants: grants === none ? { Grants: [] } : readGrants(io, grants) }),
    ...(managementAccount !== undefined && { managementAccount: accountOrNone(managementAccount) }),
    accounts: withCaller(io, options, concerned, withRcps(io, options, concerned, base.accounts ?? {})),
  };
  const parsed = parseDocuments(input);
  if (!parsed.ok) throw new UserError(parsed.problems.map(reported));
  return parsed.documents;
}

const none = "none";

function accountOrNone(text: string): string | null {
  if (text === none) return null;
  const violation = violationOf(accountIdRule, text);
  if (violation !== undefined) throw UserError.of(violation, { path: "--management-account" });
  return text;
}

type Accounts = NonNullable<DocumentsInput["accounts"]>;

function withRcps(io: Io, { rcp }: DocumentOptions, { owner }: Concerned, accounts: Accounts): Accounts {
  if (rcp === undefined) return accounts;
  if (owner === null) throw UserError.of({ code: "rcp-without-owner", args: {} }, { path: "--rcp" });
  return { ...accounts, [owner]: { ...accounts[owner], rcps: policiesOf(io, rcp, "--rcp", "rcp") } };
}

function withCaller(
  io: Io,
  { identityPolicy, boundary, sessionPolicy, scp }: CallerDocumentOptions,
  { principal = "" }: Concerned,
  accounts: Accounts,
): Accounts {
  const options = {
    "--identity-policy": identityPolicy,
    "--boundary": boundary,
    "--session-policy": sessionPolicy,
    "--scp": scp,
  };
  const [option] = Object.entries(options).find(([, value]) => value !== undefined) ?? [];
  if (option === undefined) return accounts;
  const account = /^arn:[^:]+:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1] ?? /^\d{12}$/.exec(principal)?.[0];
  if (account === undefined)
    throw UserError.of({ code: "caller-without-account", args: { principal } }, { path: option });
  const isRoot = /^\d{12}$|:root$/.test(principal);
  if (isRoot && option !== "--scp")
    throw UserError.of({ code: "root-with-policies", args: {} }, { path: option });
  if (sessionPolicy && !/^arn:[^:]+:sts:/.test(principal)) {
    throw UserError.of(
      { code: "documents-session", args: { isSession: false } },
      { path: "--session-policy" },
    );
  }
  const before = accounts[account] ?? {};
  const role = /^(arn:[^:]+):sts:(:\d{12}):assumed-role\/([^/]+)\//.exec(principal);
  const identityArn = role ? `${role[1] ?? ""}:iam:${role[2] ?? ""}:role/${role[3] ?? ""}` : principal;
  const lasting = {
    ...(identityPolicy && { policies: policiesOf(io, identityPolicy, "--identity-policy", "identity") }),
    ...(boundary !== undefined && {
      boundary: boundary === none ? null : readAttached(io, boundary, "boundary"),
    }),
  };
  const session = sessionPolicy && {
    sessionPolicies: policiesOf(io, sessionPolicy, "--session-policy", "session"),
  };
  const identities = { ...before.identities };
  for (const [arn, more] of [
    [identityArn, lasting],
    [principal, session ?? {}],
  ] as const) {
    if (Object.keys(more).length > 0) identities[arn] = { ...identities[arn], ...more };
  }
  return {
    ...accounts,
    [account]: { ...before, identities, ...(scp && { scps: levelsOf(io, scp) }) },
  };
}

function policiesOf(io: Io, files: readonly string[], option: string, kind: AttachedKind): PolicyInput[] {
  if (files.length === 1 && files[0] === none) return [];
  if (files.includes(none)) throw UserError.of({ code: "none-with-files", args: {} }, { path: option });
  return files.map((file) => readAttached(io, file, kind));
}

function levelsOf(io: Io, entries: readonly string[]): NonNullable<Accounts[string]["scps"]> {
  if (entries.length === 1 && entries[0] === none) return [];
  if (entries.includes(none)) throw UserError.of({ code: "none-with-files", args: {} }, { path: "--scp" });
  const levels = new Map<string, PolicyInput[]>();
  for (const entry of entries) {
    const at = entry.indexOf("=");
    if (at < 1 || at === entry.length - 1) {
      throw UserError.of({ code: "scp-entry", args: { entry } }, { path: "--scp" });
    }
    const level = entry.slice(0, at);
    levels.set(level, [...(levels.get(level) ?? []), readAttached(io, entry.slice(at + 1), "scp")]);
  }
  return [...levels].map(([level, policies]) => ({ level, policies }));
}
