import { exampleStatements, policyWith } from "../examples";
import { nameOf } from "../statement-predicates";
import type { KeyFault } from "../never-present";
import { faultOfKey, nearestKey } from "../never-present";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type UnknownConditionKeyArgs = {
  readonly statement: StatementName;
  readonly effect: "Allow" | "Deny" | null;
  readonly key: string;
  /** What it was most likely meant to be. */
  readonly nearest: string | null;
  readonly fault: KeyFault;
};

const { root, read } = exampleStatements;
const condition = (key: string) => ({ StringEquals: { [key]: "s3.us-east-1.amazonaws.com" } });

export const unknownConditionKey: LintRule<"unknown-condition-key", UnknownConditionKeyArgs> = {
  id: "unknown-condition-key",
  severity: "error",
  page: pages.kmsConditions,
  bad: { policy: policyWith(root, { ...read, Condition: condition("kms:ViaServices") }) },
  good: { policy: policyWith(root, { ...read, Condition: condition("kms:ViaService") }) },
  check: ({ policy }) =>
    policy.statements.flatMap((linted) =>
      linted.conditions.flatMap(({ key, path }) => {
        const fault = faultOfKey(key);
        if (fault === null) return [];
        const near = fault === "unknown" ? nearestKey(key) : null;
        return [
          {
            path,
            part: "key" as const,
            // AWS adds global keys now and then.
            severity: /^aws:/i.test(key) && near === null ? ("warning" as const) : ("error" as const),
            args: { statement: nameOf(linted), effect: linted.statement.effect, key, nearest: near, fault },
          },
        ];
      }),
    ),
};
