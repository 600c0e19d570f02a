import type { CompiledPolicy, CompiledStatement } from "./compile-policy";

/** Whose key a policy is on, as far as the policy tells. */
export interface PolicyOwner {
  /** The account that owns the key, 12 digits. */
  readonly account?: string;
  /** The partition of that account's ARNs. */
  readonly partition?: string;
}

/**
 * The account that a key policy lets change it, if it is one alone; an account's root counts before its users and
 * roles. Another account cannot change a key's policy, so no sound policy names two.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
export function policyOwner(policy: CompiledPolicy): PolicyOwner {
  const owners = possibleOwners(policy);
  const account = only(owners.map((identity) => identity.account));
  const partition = only(owners.flatMap((identity) => identity.partition ?? []));
  return { ...(account !== undefined && { account }), ...(partition !== undefined && { partition }) };
}

/** Every account that could own the key, by {@link policyOwner}'s rule, with the statement that lets it change the policy. */
export function possibleOwners({ statements }: CompiledPolicy): readonly PossibleOwner[] {
  const identities = statements
    .filter(allowsChange)
    .flatMap((compiled) =>
      identitiesNamed(compiled).map((named) => ({ ...named, statement: compiled.statement.index })),
    );
  const roots = identities.filter(({ isRoot }) => isRoot);
  return roots.length > 0 ? roots : identities;
}

export interface PossibleOwner {
  readonly account: string;
  readonly partition?: string;
  /** The position of the statement. */
  readonly statement: number;
}

const allowsChange = ({ statement, actions }: CompiledStatement): boolean =>
  statement.effect === "Allow" && actions?.("kms:putkeypolicy") === true;

interface Identity {
  readonly partition?: string;
  readonly account: string;
  readonly isRoot: boolean;
}

function identitiesNamed({ statement: { principals, conditions } }: CompiledStatement): readonly Identity[] {
  if (!principals || principals.negated) return [];
  if (principals.principals.some(({ type, value }) => type === "AWS" && value === "*")) {
    // Everybody of an account, as the policies of AWS's own services write it.
    return conditions
      .filter(({ operatorText, key }) => operatorText === "StringEquals" && callersAccount.test(key))
      .flatMap(({ values }) => values)
      .filter((value) => /^\d{12}$/.test(value))
      .map((account) => ({ account, isRoot: true }));
  }
  return principals.principals.flatMap(({ type, value }): readonly Identity[] => {
    if (type !== "AWS") return [];
    if (/^\d{12}$/.test(value)) return [{ account: value, isRoot: true }];
    const [, partition, account, resource] = /^arn:([^:]+):iam::(\d{12}):(.+)$/s.exec(value) ?? [];
    if (partition === undefined || account === undefined) return [];
    return [{ partition, account, isRoot: resource === "root" }];
  });
}

const callersAccount = /^(kms:calleraccount|aws:principalaccount)$/i;

/** The one value that all are, if they are. */
const only = (values: readonly string[]): string | undefined =>
  values.every((value) => value === values[0]) ? values[0] : undefined;
