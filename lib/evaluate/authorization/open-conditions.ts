import { CompiledPolicy } from "../compile-policy";
import { subjectOf } from "../evaluate";
import { fit } from "../fit";
import { isKnownKey } from "../known-keys";
import type { AccessRequest } from "../request";
import { or } from "../truth";
import { identityDocuments } from "./caller-sides";
import type { AccountDocuments, Documents, IdentityDocuments, NamedPolicy } from "./documents";

/**
 * The policy as it is where conditions on what a request may or may not bring along, such as the address that it comes
 * from, may hold or not: a key that is neither given nor certain for the caller makes them unknown.
 */
export function withOpenConditions(policy: CompiledPolicy, callerIsService: boolean): CompiledPolicy {
  const statements = policy.statements.map((statement) => ({
    ...statement,
    conditions: statement.conditions.map(({ condition, test }) => {
      const { key } = condition;
      if (isKnownKey(key, callerIsService)) return { condition, test };
      const name = key.toLowerCase();
      return {
        condition,
        test: (context: Parameters<typeof test>[0]) =>
          context.get(name) === undefined ? ("unknown" as const) : test(context),
      };
    }),
  }));
  return policy.withStatements(statements);
}

/** Whether that is another policy. */
export const hasOpenConditions = ({ statements }: CompiledPolicy, callerIsService: boolean): boolean =>
  statements.some(({ conditions }) =>
    conditions.some(({ condition }) => !isKnownKey(condition.key, callerIsService)),
  );

/** The same of all documents. */
export function documentsWithOpenConditions(documents: Documents, callerIsService: boolean): Documents {
  const open = (policy: NamedPolicy): NamedPolicy => ({
    ...policy,
    compiled: withOpenConditions(policy.compiled, callerIsService),
  });
  const identity = ({ policies, boundary, sessionPolicies }: IdentityDocuments): IdentityDocuments => ({
    ...(policies && { policies: policies.map(open) }),
    ...(boundary !== undefined && { boundary: boundary && open(boundary) }),
    ...(sessionPolicies && { sessionPolicies: sessionPolicies.map(open) }),
  });
  const account = ({ scps, rcps, identities }: AccountDocuments): AccountDocuments => ({
    ...(scps && { scps: scps.map((level) => ({ ...level, policies: level.policies.map(open) })) }),
    ...(rcps && { rcps: rcps.map(open) }),
    identities: new Map([...identities].map(([arn, one]) => [arn, identity(one)])),
  });
  return {
    ...documents,
    accounts: new Map([...documents.accounts].map(([id, one]) => [id, account(one)])),
  };
}

/**
 * The keys of the open conditions on which it depends whether a statement is about the request: those of the resource
 * policy and of the documents that bear on the caller or the owner's account.
 */
export function openKeys(
  policy: CompiledPolicy,
  documents: Documents,
  request: AccessRequest,
  owner: string,
): readonly string[] {
  const subject = subjectOf(request, policy, owner);
  const { account } = subject.caller;
  const identity = identityDocuments(documents, request.principal, account);
  const attached = [
    ...(documents.accounts.get(account ?? "")?.scps ?? []).flatMap(({ policies }) => policies),
    ...(documents.accounts.get(owner)?.rcps ?? []),
    ...(identity.policies ?? []),
    ...(identity.boundary ? [identity.boundary] : []),
    ...(identity.sessionPolicies ?? []),
  ];
  const isService = subject.caller.type === "Service";
  const keys = [policy, ...attached.map(({ compiled }) => compiled)].flatMap(({ statements }) =>
    statements
      .filter((statement) => {
        const { itself, account: named } = fit(statement, subject);
        return or(itself, named) === "unknown";
      })
      .flatMap(({ conditions }) => conditions)
      .filter(
        ({ condition, test }) => !isKnownKey(condition.key, isService) && test(subject.context) === "unknown",
      )
      .map(({ condition }) => condition.key),
  );
  return [...new Set(keys)];
}
