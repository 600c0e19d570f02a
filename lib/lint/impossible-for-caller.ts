import { parseArn } from "../config/arn";
import type { Impossible } from "./impossible-conditions";
import type { LintedStatement, LocatedCondition } from "./linted-policy";
import { needsKey } from "./narrowing-condition";

/** Conditions that none of the statement's principals meets. */
export function impossibleForCaller(linted: LintedStatement): readonly Impossible[] {
  if (linted.statement.principals?.negated !== false || linted.principals.length === 0) return [];
  const { principals, conditions } = linted;
  if (principals.every(({ type }) => type === "Service")) {
    return conditions
      .filter((condition) => neverOfServices.test(condition.key) && needsKey(condition))
      .map((condition) => ({
        condition,
        problem: "never of services" as const,
        values: [],
        against: [...new Set(principals.map(({ text }) => text))].slice(0, 5),
      }));
  }
  if (!principals.every(({ type, text }) => type === "AWS" && text !== "*")) return [];
  const ofServices = conditions
    .filter((condition) => onlyOfServices.test(condition.key) && needsKey(condition))
    .map((condition) => ({ condition, problem: "only of services" as const, values: [], against: [] }));
  return [...ofServices, ...otherAccounts(linted)];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const neverOfServices =
  /^aws:(principalorg(id|paths)|principaltag\/.+|sourcevpce?|userid|username|multifactorauth(present|age)|tokenissuetime)$/i;
const onlyOfServices = /^aws:(source(arn|account|orgid|orgpaths)|principalservicename(slist)?)$/i;

/** A condition on the caller's account that no principal, by its ARN, is of. */
function otherAccounts({ principals, conditions }: LintedStatement): readonly Impossible[] {
  const named = new Set(principals.map(({ text }) => accountOf(text)));
  if (named.has(null)) return [];
  return conditions.flatMap((condition) => {
    const asked = accountsAskedFor(condition);
    if (asked === null || asked.some((account) => named.has(account))) return [];
    const against = [...named].flatMap((account) => account ?? []).slice(0, 5);
    return [{ condition, problem: "other accounts" as const, values: asked, against }];
  });
}

function accountOf(text: string): string | null {
  const account = parseArn(text)?.account ?? text;
  return /^\d{12}$/.test(account) ? account : null;
}

/** Null where a condition is about something else, or may hold of any account. */
function accountsAskedFor({ key, operator, values }: LocatedCondition): readonly string[] | null {
  if (!/^(kms:calleraccount|aws:principal(account|arn))$/i.test(key)) return null;
  if (operator?.negated !== false || operator.qualifier !== null || values.length === 0) return null;
  if (operator.comparison.type !== "string" && operator.comparison.type !== "arn") return null;
  const accounts = values.flatMap(({ text }) => accountOf(text) ?? []);
  return accounts.length === values.length ? accounts : null;
}
