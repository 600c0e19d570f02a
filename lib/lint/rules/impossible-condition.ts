import { exampleStatements, policyWith } from "../examples";
import type { Impossibility, Impossible } from "../impossible-conditions";
import { contradictions } from "../impossible-conditions";
import { impossibleForCaller } from "../impossible-for-caller";
import { impossibleForKey } from "../impossible-for-key";
import { nameOf } from "../statement-predicates";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type ImpossibleConditionArgs = {
  readonly statement: StatementName;
  readonly effect: "Allow" | "Deny" | null;
  readonly key: string;
  readonly problem: Impossibility;
  readonly values: readonly string[];
  readonly against: readonly string[];
};

const { root, read } = exampleStatements;
const underAccounts = (...accounts: readonly [string, string]) => ({
  ...read.Condition,
  StringEquals: { "kms:CallerAccount": accounts[0] },
  StringLike: { "kms:CallerAccount": accounts[1] },
});

export const impossibleCondition: LintRule<"impossible-condition", ImpossibleConditionArgs> = {
  id: "impossible-condition",
  severity: "error",
  page: pages.conditionLogic,
  bad: { policy: policyWith(root, { ...read, Condition: underAccounts("111111111111", "2222*") }) },
  good: { policy: policyWith(root, { ...read, Condition: underAccounts("111111111111", "1111*") }) },
  check: (context) =>
    context.policy.statements.flatMap((linted) => {
      const found: readonly Impossible[] = [
        ...contradictions(linted),
        ...impossibleForCaller(linted),
        ...impossibleForKey(linted, context),
      ];
      // One reason is enough for a statement that does nothing.
      return found.slice(0, 1).map(({ condition, problem, values, against }) => ({
        path: condition.path,
        part: "key" as const,
        args: {
          statement: nameOf(linted),
          effect: linted.statement.effect,
          key: condition.key,
          problem,
          values,
          against,
        },
      }));
    }),
};
