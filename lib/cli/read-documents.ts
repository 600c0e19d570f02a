import { join, resolve } from "node:path";
import type { Locate, Path } from "../config/problem";
import { parseDocuments } from "../documents/parse-documents";
import type { DocumentsInput, PolicyInput } from "../documents/documents-schema";
import type { AttachedKind } from "../evaluate/authorization/attached-policy";
import { compileAttached } from "../evaluate/authorization/attached-policy";
import { isRecord } from "../config/is-record";
import { iamPolicy } from "../policy/wrapped-policy";
import { reported, UserError } from "../report/problem";
import type { Io } from "./io";
import type { PolicyFile } from "./read-policy";
import { faultProblem, readPolicy } from "./read-policy";
import { shownPath } from "./shown-path";

type Account = NonNullable<DocumentsInput["accounts"]>[string];

/**
 * Reads the policies beside a key policy from one JSON file, or from a folder.
 *
 * @throws UserError with all that is wrong with a file.
 */
export function readDocumentsAt(io: Io, named: string): DocumentsInput {
  const path = resolve(io.workingDirectory, named);
  if (named === "-" || !isFolder(io, path)) return readDocumentsFile(io, named);
  return readFolder(io, path);
}

function readDocumentsFile(io: Io, path: string): DocumentsInput {
  const file = readPolicy(io, path);
  verify(file, file.json, []);
  return file.json as DocumentsInput;
}

/** Reads what `aws kms list-grants` printed. */
export function readGrants(io: Io, path: string): DocumentsInput["grants"] {
  const file = readPolicy(io, path);
  verify(file, { grants: file.json }, ["grants"]);
  return file.json as DocumentsInput["grants"];
}

/** Reads a policy that is attached to a principal or an account, as it is or as the AWS CLI prints it. */
export function readAttached(io: Io, path: string, kind: AttachedKind): PolicyInput {
  const file = withoutAnswer(readPolicy(io, path));
  const { faults } = compileAttached(file.json, kind);
  if (faults.length > 0) throw new UserError(faults.map((fault) => faultProblem(file, fault, "error")));
  return { name: file.shown, policy: file.json as Record<string, unknown> };
}

/** The policy inside what `aws iam` answers. */
function withoutAnswer(file: PolicyFile): PolicyFile {
  const inside = iamPolicy(file.json);
  if (inside === null) return file;
  const locate: Locate = (path, part) => file.locate([...inside.path, ...path], part);
  return { ...file, json: inside.policy, locate };
}

/** @param prefix Of what stands in the file, the place in the documents. */
function verify(file: PolicyFile, documents: unknown, prefix: Path): void {
  const locate: Locate = (path, part) => file.locate(path.slice(prefix.length), part);
  const parsed = parseDocuments(documents, locate);
  if (!parsed.ok)
    throw new UserError(parsed.problems.map((problem) => reported({ file: file.shown, ...problem })));
}

function readFolder(io: Io, folder: string): DocumentsInput {
  const entries = entriesOf(io, folder);
  const has = (name: string): boolean => entries.includes(name);
  const base = has("documents.json") ? readDocumentsFile(io, join(folder, "documents.json")) : {};
  const accounts: Record<string, Account> = { ...base.accounts };
  for (const name of entries) {
    const path = join(folder, name);
    if (name === "documents.json") continue;
    if (name === "grants.json") {
      if (base.grants) throw givenTwice(io, path);
      continue;
    }
    if (!/^\d{12}$/.test(name) || !isFolder(io, path)) throw strange(io, path);
    accounts[name] = readAccount(io, path, name, accounts[name] ?? {});
  }
  return {
    ...base,
    accounts,
    ...(has("grants.json") && { grants: readGrants(io, join(folder, "grants.json")) }),
  };
}

function readAccount(io: Io, folder: string, id: string, base: Account): Account {
  const account: { -readonly [Member in keyof Account]: Account[Member] } = { ...base };
  for (const name of entriesOf(io, folder)) {
    const path = join(folder, name);
    if (!isFolder(io, path)) throw strange(io, path);
    const isKnown = name === "scps" || name === "rcps" || name === "identities";
    if (!isKnown) throw strange(io, path);
    if (base[name] !== undefined) throw givenTwice(io, path);
    if (name === "scps") account.scps = readLevels(io, path);
    else if (name === "rcps") account.rcps = policiesIn(io, path, "rcp");
    else account.identities = readIdentities(io, path, id);
  }
  return account;
}

function readLevels(io: Io, folder: string): NonNullable<Account["scps"]> {
  return entriesOf(io, folder).map((level) => {
    const path = join(folder, level);
    if (!isFolder(io, path)) throw strange(io, path);
    const policies = policiesIn(io, path, "scp");
    if (policies.length === 0) {
      throw UserError.of({ code: "documents-no-policies", args: { level } }, { file: shownPath(io, path) });
    }
    return { level, policies };
  });
}

const policiesIn = (io: Io, folder: string, kind: AttachedKind): PolicyInput[] =>
  entriesOf(io, folder).map((name) => {
    const path = join(folder, name);
    if (!name.endsWith(".json") || isFolder(io, path)) throw strange(io, path);
    return readAttached(io, path, kind);
  });

/** Each file has an identity as `identities` has it, and its ARN under `arn`. */
function readIdentities(io: Io, folder: string, id: string): NonNullable<Account["identities"]> {
  const identities: NonNullable<Account["identities"]> = {};
  for (const name of entriesOf(io, folder)) {
    const path = join(folder, name);
    if (!name.endsWith(".json") || isFolder(io, path)) throw strange(io, path);
    const file = readPolicy(io, path);
    const { arn, ...identity } = isRecord(file.json) ? file.json : { arn: undefined };
    if (typeof arn !== "string") {
      throw UserError.of({ code: "identity-without-arn", args: {} }, { file: file.shown });
    }
    if (identities[arn]) throw givenTwice(io, path);
    verify(file, { accounts: { [id]: { identities: { [arn]: identity } } } }, [
      "accounts",
      id,
      "identities",
      arn,
    ]);
    identities[arn] = identity;
  }
  return identities;
}

/** In an order that no file system changes; without what an editor or a repository puts beside. */
const entriesOf = (io: Io, folder: string): readonly string[] =>
  [...io.files.list(folder)].filter((name) => !name.startsWith(".") && name !== "README.md").sort();

const isFolder = (io: Io, path: string): boolean => {
  const kind = io.files.kindOf(path);
  return (kind === "link" ? io.files.kindOf(io.files.realPath(path)) : kind) === "directory";
};

const strange = (io: Io, path: string): UserError =>
  UserError.of({ code: "documents-entry", args: {} }, { file: shownPath(io, path) });

const givenTwice = (io: Io, path: string): UserError =>
  UserError.of({ code: "documents-twice", args: {} }, { file: shownPath(io, path) });
