import { contextKey, sourceArnKey } from "../policy/cloudtrail";
import { parseArn } from "../config/arn";
import { isAllow, namesEveryone } from "./statement-predicates";
import { narrows } from "./narrowing-condition";
import type { LintedStatement, Located, LocatedCondition } from "./linted-policy";
import type { Trust } from "./trust";

/** A text of the policy that lets an account in. */
export interface LetIn extends Located {
  readonly account: string;
}

/**
 * The identities of accounts nobody trusts that a statement lets in: by name, or among everyone by a condition on
 * who calls. None where a condition keeps all but trusted accounts out.
 */
export function strangersLetIn(linted: LintedStatement, trust: Trust): readonly LetIn[] {
  if (!isAllow(linted) || linted.statement.principals?.negated === true) return [];
  const byCondition = untrustedUnder(linted, callerKeys, trust);
  if (byCondition !== null && (byCondition.length === 0 || namesEveryone(linted))) return byCondition;
  return linted.principals.flatMap(({ type, text, path }) => {
    const account = type === "AWS" ? accountNamed(text) : null;
    return account === null || trust.accounts.has(account) ? [] : [{ text, path, account }];
  });
}

/** The same of services: the accounts on whose behalf, or for whose logs, they may use the key. */
export function strangersServed(linted: LintedStatement, trust: Trust): readonly LetIn[] {
  const serves =
    isAllow(linted) &&
    linted.statement.principals?.negated === false &&
    linted.principals.some(({ type }) => type === "Service");
  return (serves ? untrustedUnder(linted, sourceKeys, trust) : null) ?? [];
}

const callerKeys = new Set(["kms:calleraccount", "aws:principalaccount", "aws:principalarn"]);
const sourceKeys = new Set([sourceArnKey, "aws:SourceAccount", contextKey].map((key) => key.toLowerCase()));

/** Untrusted accounts under the keys; null where no condition says of whom. All conditions must hold. */
function untrustedUnder(
  { conditions }: LintedStatement,
  keys: ReadonlySet<string>,
  { accounts }: Trust,
): readonly LetIn[] | null {
  const saying = conditions
    .filter((condition) => keys.has(condition.key.toLowerCase()) && narrows(condition, true))
    .map((condition) => accountsUnder(condition).filter(({ account }) => !accounts.has(account)));
  return saying.find((untrusted) => untrusted.length === 0) ?? saying[0] ?? null;
}

const accountsUnder = ({ values }: LocatedCondition): readonly LetIn[] =>
  values.flatMap(({ text, path }) => {
    const account = /^\d{12}$/.test(text) ? text : (parseArn(text)?.account ?? "");
    return /^\d{12}$/.test(account) ? [{ text, path, account }] : [];
  });

function accountNamed(principal: string): string | null {
  if (/^\d{12}$/.test(principal)) return principal;
  return /^arn:[^:]*:(?:iam|sts)::(\d{12}):./.exec(principal)?.[1] ?? null;
}
