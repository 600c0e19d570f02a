import { exampleStatements, forCloudTrail, policyWith } from "../examples";
import { nameOf } from "../statement-predicates";
import type { Fix } from "../fix";
import type { LintedStatement, LocatedCondition } from "../linted-policy";
import type { Found } from "../found";
import { changed } from "../changed-statement";
import { replacement } from "../fix";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type WildcardComparedLiterallyArgs = {
  readonly statement: StatementName;
  readonly operator: string;
  readonly key: string;
  readonly value: string;
  /** The operator that takes wildcards. */
  readonly instead: string;
};

const { root, encrypt, describe, decrypt } = exampleStatements;

export const wildcardComparedLiterally: LintRule<
  "wildcard-compared-literally",
  WildcardComparedLiterallyArgs
> = {
  id: "wildcard-compared-literally",
  severity: "error",
  page: pages.operators,
  bad: {
    policy: policyWith(root, describe, decrypt, {
      ...encrypt,
      Condition: { StringEquals: { ...encrypt.Condition.StringEquals, ...encrypt.Condition.StringLike } },
    }),
    also: ["cloudtrail-cannot-encrypt"],
  },
  good: { policy: forCloudTrail() },
  check: ({ policy }) =>
    policy.statements.flatMap((linted) =>
      linted.conditions.filter(takesNoWildcards).flatMap((condition) => {
        const { operatorText, key, values } = condition;
        const value = values.find(({ text }) => /^arn:.*\*/.test(text));
        if (!value) return outsideArns(linted, condition);
        const instead = operatorText.replace(/Equals(?:IgnoreCase)?/i, "Like");
        return [
          {
            path: value.path,
            args: { statement: nameOf(linted), operator: operatorText, key, value: value.text, instead },
            fix: () => fixOf(linted, condition, instead),
          },
        ];
      }),
    ),
};

/** The condition under the other operator, where no other of that operator and key would be overwritten. */
function fixOf(
  linted: LintedStatement,
  { operatorText, key, path, values }: LocatedCondition,
  instead: string,
): Fix | null {
  const isSame = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();
  const taken = linted.conditions.some(
    (other) =>
      isSame(other.operatorText, instead) && (other.operatorText !== instead || isSame(other.key, key)),
  );
  if (taken) return null;
  const all = values.map(({ text }) => text);
  const alone = linted.conditions.filter((other) => other.operatorText === operatorText).length === 1;
  return replacement(
    changed(
      linted,
      [alone ? path.slice(0, -1) : path, undefined],
      [[...linted.path, "Condition", instead, key], all.length === 1 ? (all[0] ?? "") : all],
    ),
  );
}

const takesNoWildcards = ({ operator }: LocatedCondition): boolean =>
  operator?.comparison.type === "string" && !operator.comparison.wildcards;

/** Where no asterisk can be meant as a character. What is meant may be anything, so nothing is offered. */
function outsideArns(
  linted: LintedStatement,
  { operatorText, key, values }: LocatedCondition,
): readonly Found<WildcardComparedLiterallyArgs>[] {
  const value = mayHoldAsterisks.test(key)
    ? undefined
    : values.find(({ text }) => text.replace(/\$\{[^}]*\}/g, "").includes("*"));
  if (!value) return [];
  const instead = operatorText.replace(/Equals(?:IgnoreCase)?/i, "Like");
  return [
    {
      path: value.path,
      args: { statement: nameOf(linted), operator: operatorText, key, value: value.text, instead },
    },
  ];
}

const mayHoldAsterisks =
  /^(kms:encryptioncontext:(?!aws:)|kms:encryptioncontextkeys$|aws:(useragent|referer)$)/i;
