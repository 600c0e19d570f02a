import type { Subject } from "../fit";
import type { Truth } from "../truth";
import { and } from "../truth";
import { fit } from "../fit";
import type { MissingDocument } from "./authorization";
import { coversAlias } from "./attached-resource";
import type { Documents, IdentityDocuments, NamedPolicy } from "./documents";
import { isRoot } from "./naming-manner";
import { isWithoutKey } from "./operation";
import type { Side, SidePart } from "./side";
import { notGiven, partOf, settled } from "./side";
import type { Weight } from "./weight";
import { neutral, silent, statementWeight, together } from "./weight";

/** What the caller's own IAM says, in its parts. */
export interface CallerSides {
  readonly identity: Side;
  readonly boundary: Side;
  readonly session: Side;
  /** Whether a permissions boundary is attached to the caller; where that is not known, false is assumed. */
  readonly hasBoundary: boolean;
  /** Whether the identity-based policies allow the action on the alias that it is about, whichever that is. */
  readonly onAlias: Truth;
}

/**
 * @param iamAllows What is said of the caller's IAM as a whole; undefined: nothing, the documents tell.
 */
export function callerSides(
  subject: Subject,
  documents: Documents,
  owner: string,
  iamAllows: boolean | "alias" | undefined,
): CallerSides {
  const { caller, request } = subject;
  const { principal } = request;
  const unbound = { boundary: settled(neutral), session: settled(neutral), hasBoundary: false };
  if (!caller.hasOwnIam) return { identity: settled(silent), onAlias: false, ...unbound };
  // Nothing that IAM has bounds a root user in its own account.
  if (isRoot(principal) && (caller.account === owner || isWithoutKey(subject.action))) {
    return { identity: settled(neutral), onAlias: true, ...unbound };
  }
  if (iamAllows === true)
    return { identity: settled(neutral, [iamAsAWhole(true)]), onAlias: true, ...unbound };

  const given = identityDocuments(documents, principal, caller.account);
  const of = (document: "identity-policies" | "boundary" | "session-policy"): MissingDocument => ({
    document,
    principal,
  });
  const weigh = (
    document: "identity-policy" | "boundary" | "session-policy",
    policies: readonly NamedPolicy[],
  ): Side => sideOf(policies.map(({ name, compiled }) => partOf({ document, name }, compiled, subject)));
  const identity =
    iamAllows === false || iamAllows === "alias"
      ? settled(silent, [iamAsAWhole(false)])
      : given.policies
        ? weigh("identity-policy", given.policies)
        : notGiven(silent, of("identity-policies"));
  const onAlias =
    iamAllows === "alias" ||
    (iamAllows === undefined && given.policies !== undefined && aliasAllowed(given.policies, subject, owner));
  if (isRoot(principal) || caller.account === null) return { identity, onAlias, ...unbound };

  const { boundary, sessionPolicies } = given;
  const hasSession = /^arn:[^:]+:sts::/.test(principal) && sessionPolicies?.length !== 0;
  return {
    identity,
    onAlias,
    hasBoundary: boundary !== undefined && boundary !== null,
    boundary:
      boundary === undefined
        ? notGiven(neutral, of("boundary"))
        : boundary === null
          ? settled(neutral)
          : weigh("boundary", [boundary]),
    session: !hasSession
      ? settled(neutral)
      : sessionPolicies
        ? weigh("session-policy", sessionPolicies)
        : notGiven(neutral, of("session-policy")),
  };
}

const sideOf = (parts: readonly SidePart[]): Side =>
  settled(together(parts.map(({ weight }) => weight)), parts);

const iamAsAWhole = (allows: boolean): SidePart => ({
  document: { document: "iam" },
  weight: { allows, denies: false },
  statements: [],
});

/** A role's session has what its role has. Role names are unique in an account, whatever the path. */
export function identityDocuments(
  documents: Documents,
  principal: string,
  account: string | null,
): IdentityDocuments {
  const identities = documents.accounts.get(account ?? "")?.identities;
  const own = identities?.get(principal) ?? {};
  const role = pathlessRole(principal);
  if (role === null) return own;
  const { sessionPolicies } = own;
  return { ...identities?.get(role), ...(sessionPolicies && { sessionPolicies }) };
}

/** The ARN of a role, or of a session's role, as it is without a path; null for everybody else. */
export function pathlessRole(principal: string): string | null {
  const [, partition, service, account, rest = ""] =
    /^arn:([^:]+):(iam|sts)::(\d{12}):(?:role|assumed-role)\/(.+)$/s.exec(principal) ?? [];
  if (partition === undefined || account === undefined) return null;
  const steps = rest.split("/");
  const name = service === "sts" ? steps[0] : steps.at(-1);
  return `arn:${partition}:iam::${account}:role/${name ?? ""}`;
}

function aliasAllowed(policies: readonly NamedPolicy[], subject: Subject, owner: string): Truth {
  const onAnyAlias = policies.flatMap(({ compiled }) =>
    compiled.statements.map((statement): Weight => {
      const { resources } = statement.statement;
      const covered: Truth = resources !== null && coversAlias(resources, owner);
      return statementWeight(statement, fit({ ...statement, resources: () => covered }, subject).itself);
    }),
  );
  const { allows, denies } = together(onAnyAlias);
  return and(allows, denies === false ? true : denies === true ? false : "unknown");
}
