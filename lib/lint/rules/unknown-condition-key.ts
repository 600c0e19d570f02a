import { contextKey } from "../../policy/cloudtrail";
import { nearest } from "../../config/nearest";
import { isUnresolved } from "../../policy/interpolation";
import { exampleStatements, policyWith } from "../examples";
import { nameOf } from "../statement-predicates";
import { carriersOf, kmsConditionKeys } from "../kms-condition-keys";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type UnknownConditionKeyArgs = {
  readonly statement: StatementName;
  readonly effect: "Allow" | "Deny" | null;
  readonly key: string;
  /** What it was most likely meant to be. */
  readonly nearest: string | null;
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
      linted.conditions
        .filter(({ key }) => !isUnresolved(key) && carriersOf(key) === null)
        .map(({ key, path }) => ({
          path,
          part: "key" as const,
          args: {
            statement: nameOf(linted),
            effect: linted.statement.effect,
            key,
            nearest: nearest(key, [...kmsConditionKeys(), contextKey]) ?? null,
          },
        })),
    ),
};
