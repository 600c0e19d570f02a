import { contextKey, sourceArnKey } from "../../policy/cloudtrail";
import { parseArn } from "../../config/arn";
import { exampleStatements, forCloudTrail, policyWith } from "../examples";
import { nameOf } from "../statement-predicates";
import { means } from "../kms-actions";
import type { Located, LintedStatement } from "../linted-policy";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";
import { conditionOn } from "../service-statements";

export type WrongAccountArgs = {
  readonly statement: StatementName;
  readonly value: string;
  readonly account: string;
  /** What else in the statement, or of the key, is of other accounts. */
  readonly against: "aws:SourceAccount" | "the encryption context" | "the key";
  readonly accounts: readonly string[];
};

const { root, encrypt, describe, decrypt } = exampleStatements;
const elsewhere = { "aws:SourceAccount": "222222222222" };

export const wrongAccount: LintRule<"wrong-account", WrongAccountArgs> = {
  id: "wrong-account",
  severity: "error",
  page: pages.cloudTrailEncrypt,
  bad: {
    policy: policyWith(root, encrypt, decrypt, {
      ...describe,
      Condition: { StringEquals: { ...describe.Condition.StringEquals, ...elsewhere } },
    }),
    also: ["cloudtrail-cannot-describe", "cloudtrail-cannot-encrypt", "cloudtrail-cannot-decrypt"],
  },
  good: { policy: forCloudTrail() },
  check: ({ policy, owner }) =>
    policy.statements.flatMap((linted) =>
      [...againstConditions(linted), ...againstOwner(linted, owner)].map(({ path, ...args }) => ({
        path,
        args: { statement: nameOf(linted), ...args },
      })),
    ),
};

type Mismatch = Omit<WrongAccountArgs, "statement"> & Pick<Located, "path">;

/** The source that a statement asks for and the rest of it must be able to hold at once. */
function againstConditions(linted: LintedStatement): readonly Mismatch[] {
  const accountsOf = (key: string): readonly string[] =>
    valuesOf(linted, key).map(({ text }) => accountIn(text));
  const checkFor = (against: Mismatch["against"], accounts: readonly string[]) => ({
    against,
    accounts,
    distinct: new Set(accounts),
  });
  const checks = [
    checkFor(
      "aws:SourceAccount",
      valuesOf(linted, "aws:SourceAccount").map(({ text }) => text),
    ),
    checkFor("the encryption context", accountsOf(contextKey)),
  ];
  return valuesOf(linted, sourceArnKey).flatMap(({ text, path }) => {
    const account = accountIn(text);
    if (!/^\d{12}$/.test(account)) return [];
    return checks
      .filter(({ distinct }) => distinct.size > 0 && !distinct.has(account) && !mayBeAny(distinct, account))
      .map(({ against, accounts }) => ({ value: text, account, against, accounts, path }));
  });
}

const againstOwner = ({ resources }: LintedStatement, owner: string | null): readonly Mismatch[] =>
  resources.flatMap(({ text, path }) => {
    const arn = parseArn(text);
    if (owner === null || arn?.service !== "kms" || !/^\d{12}$/.test(arn.account) || arn.account === owner)
      return [];
    return [{ value: text, account: arn.account, against: "the key", accounts: [owner], path }];
  });

const valuesOf = (linted: LintedStatement, key: string): readonly Located[] =>
  conditionOn(linted, key)
    .filter(({ operator }) => operator?.negated === false && operator.comparison.type !== "null")
    .flatMap(({ values }) => values);

/** The account of an ARN; of anything else, or of a pattern that leaves it open, any. */
const accountIn = (text: string): string => parseArn(text)?.account ?? "*";

const mayBeAny = (patterns: ReadonlySet<string>, account: string): boolean =>
  [...patterns].some((pattern) => pattern.includes("${") || means(pattern, account));
