import type {
  Authorization,
  DecidingDocument,
  DocumentName,
  MissingDocument,
} from "../evaluate/authorization/authorization";
import { decisionText } from "./decision";
import { jsonText } from "./json-text";
import { enumeration } from "./lint/words";
import { printable } from "./problem";
import { statementText } from "./statement-text";

/** What all policies together decide, and what the key policy does by itself. */
export function authorizationText(authorization: Authorization): string {
  const { verdict, keyPolicy, decidedBy } = authorization;
  const isKeyPolicys = decidedBy.every(
    ({ document }) => document === "resource-policy" || document === "iam",
  );
  if (isKeyPolicys && verdict === keyPolicy.verdict) return decisionText(keyPolicy);
  const lines = decidedBy.map((document) => `  ${decidingText(document)}`);
  return [
    authorizationLine(authorization),
    ...(decidedBy.length > 1 ? lines : []),
    "",
    `The key policy alone: ${decisionText(keyPolicy)}`,
  ].join("\n");
}

/** The same in one line. */
export function authorizationLine({ verdict, decidedBy, keyPolicy }: Authorization): string {
  const [only, another] = decidedBy;
  const why =
    only === undefined
      ? "no policy allows it"
      : another === undefined
        ? decidingText(only)
        : `${decidedBy.length} policies decide it`;
  return `${verdict === "Unknown" && only === undefined ? keyPolicy.verdict : verdict}: ${why}`;
}

function decidingText({ does, statements, ...document }: DecidingDocument): string {
  const what = does === "may decide" ? does : `${does} it`;
  const which = statements.map(statementText);
  return [`${documentText(document)} ${what}`, ...which].join(", ");
}

function documentText(document: DocumentName): string {
  switch (document.document) {
    case "resource-policy":
      return "the key policy";
    case "identity-policy":
      return `an identity-based policy${named(document.name)}`;
    case "boundary":
      return `the permissions boundary${named(document.name)}`;
    case "session-policy":
      return `a session policy${named(document.name)}`;
    case "scp":
      return `an SCP at level ${printable(document.level)}${named(document.name)}`;
    case "rcp":
      return `an RCP${named(document.name)}`;
    case "grant":
      return `the grant ${printable(document.id)}`;
    case "iam":
      return "the caller's IAM";
  }
}

const named = (name: string | null): string => (name === null ? "" : ` (${printable(name)})`);

/** One line about what was not given and could change the answer; nothing where all that matters was given. */
export function notKnownText(missing: readonly MissingDocument[]): string {
  if (missing.length === 0) return "";
  const groups = new Map<string, Set<string>>();
  for (const [owner, documents] of documentsByOwner(missing)) {
    const what = enumeration(Object.values(documentNames).filter((name) => documents.has(name)));
    groups.set(what, (groups.get(what) ?? new Set()).add(owner));
  }
  const parts = [...groups].map(
    ([what, owners]) =>
      `the ${what}${owners.has("") ? "" : ` of ${enumeration([...owners].map(printable), 3)}`}`,
  );
  return `Not known without ${parts.join(", ")}\n`;
}

/** For each account or principal, what is missing of it; under an empty name, what belongs to neither. */
function documentsByOwner(missing: readonly MissingDocument[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byOwner = new Map<string, Set<string>>();
  for (const one of missing) {
    const owner = "principal" in one ? ofAccount(one.principal) : "account" in one ? one.account : "";
    byOwner.set(owner, (byOwner.get(owner) ?? new Set()).add(documentNames[one.document]));
  }
  return byOwner;
}

/** What is asked of an account's root is about whoever the account lets. */
const ofAccount = (principal: string): string =>
  /^arn:[^:]*:iam::(\d{12}):root$/.exec(principal)?.[1] ?? principal;

const documentNames: Readonly<Record<MissingDocument["document"], string>> = {
  "identity-policies": "identity-based policies",
  boundary: "permissions boundary",
  "session-policy": "session policy",
  scps: "SCPs",
  rcps: "RCPs",
  grants: "grants on the key",
  "management-account": "ID of the management account",
};

/** The key policy's decision, with the verdict of all policies and what decided it. */
export function authorizationJson({
  verdict,
  possible,
  notKnown,
  decidedBy,
  keyPolicy,
}: Authorization): string {
  const { because, statements, reasons, faults } = keyPolicy;
  return jsonText({ verdict, possible, because, decidedBy, notKnown, statements, reasons, faults });
}
