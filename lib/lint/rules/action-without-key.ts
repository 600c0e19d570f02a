import { exampleStatements, policyWith } from "../examples";
import { nameOf } from "../statement-predicates";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type ActionWithoutKeyArgs = {
  readonly statement: StatementName;
  readonly action: string;
};

const { root } = exampleStatements;
const administer = {
  Sid: "Administer",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111111111111:role/KeyAdmin" },
  Action: "kms:PutKeyPolicy",
  Resource: "*",
};

export const actionWithoutKey: LintRule<"action-without-key", ActionWithoutKeyArgs> = {
  id: "action-without-key",
  severity: "note",
  page: pages.kmsActions,
  bad: { policy: policyWith(root, { ...administer, Action: ["kms:PutKeyPolicy", "kms:ListKeys"] }) },
  good: { policy: policyWith(root, administer) },
  check: ({ policy }) =>
    policy.statements.flatMap((linted) =>
      linted.actions
        .filter(({ text, meant }) => !/[*?]/.test(text) && meant.some(({ onKey }) => !onKey))
        .map(({ text, path }) => ({ path, args: { statement: nameOf(linted), action: text } })),
    ),
};
