import { isUnresolved } from "../../policy/interpolation";
import { exampleStatements, policyWith } from "../examples";
import { nameOf } from "../statement-predicates";
import type { Located, LintedStatement } from "../linted-policy";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type AccountIdArgs = {
  readonly statement: StatementName;
  readonly value: string;
  /** The part that should be an account id. */
  readonly id: string;
};

const { root, read } = exampleStatements;

export const accountId: LintRule<"account-id", AccountIdArgs> = {
  id: "account-id",
  severity: "error",
  page: pages.accountIds,
  bad: { policy: policyWith(root, { ...read, Principal: { AWS: "arn:aws:iam::11111111111:role/Auditor" } }) },
  good: { policy: policyWith(root, read) },
  check: ({ policy }) =>
    policy.statements.flatMap((linted) =>
      [...principalIds(linted), ...arnIds(linted), ...conditionIds(linted)].map(({ text, path, id }) => ({
        path,
        args: { statement: nameOf(linted), value: text, id },
      })),
    ),
};

interface WrongId extends Located {
  readonly id: string;
}

const principalIds = ({ principals }: LintedStatement): readonly WrongId[] =>
  principals.flatMap(({ type, text, path }) => {
    if (type !== "AWS") return [];
    const id = /^[\d-]+$/.test(text) ? text : (/^arn:[^:]*:(?:iam|sts)::([^:]*):./.exec(text)?.[1] ?? null);
    return id === null || isOpen(id) || /^\d{12}$/.test(id) ? [] : [{ text, path, id }];
  });

/** Of other ARNs only what is a number is sure to be meant as an id. */
const arnIds = ({ conditions, resources }: LintedStatement): readonly WrongId[] =>
  [...resources, ...conditions.flatMap(({ values }) => values)].flatMap(({ text, path }) => {
    const [, id = ""] = /^arn:[^:]*:[^:]*:[^:]*:([\d-]+):./.exec(text) ?? [];
    return id === "" || /^\d{12}$/.test(id) ? [] : [{ text, path, id }];
  });

const conditionIds = ({ conditions }: LintedStatement): readonly WrongId[] =>
  conditions
    .filter(({ key, operator }) => idKeys.test(key) && operator?.comparison.type === "string")
    .flatMap(({ values }) => values)
    .filter(({ text }) => !isOpen(text) && !/^\d{12}$/.test(text))
    .map((located) => ({ ...located, id: located.text }));

const idKeys = /^(kms:calleraccount|aws:(source|principal|resource)account)$/i;

const isOpen = (text: string): boolean => /[*?]/.test(text) || text.includes("${") || isUnresolved(text);
