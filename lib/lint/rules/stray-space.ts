import { exampleStatements, policyWith } from "../examples";
import type { Located, LintedStatement } from "../linted-policy";
import { nameOf } from "../statement-predicates";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type StraySpaceArgs = {
  readonly statement: StatementName;
  readonly text: string;
};

const { root, read } = exampleStatements;
const throughS3 = (service: string) => ({
  ...read,
  Condition: { ...read.Condition, StringEquals: { "kms:ViaService": service } },
});

export const straySpace: LintRule<"stray-space", StraySpaceArgs> = {
  id: "stray-space",
  severity: "error",
  page: pages.operators,
  bad: { policy: policyWith(root, throughS3("s3.us-east-1.amazonaws.com ")) },
  good: { policy: policyWith(root, throughS3("s3.us-east-1.amazonaws.com")) },
  check: ({ policy }) =>
    policy.statements.flatMap((linted) =>
      textsOf(linted)
        .filter(({ text }) => text !== text.trim())
        .map(({ text, path, isKey }) => ({
          path,
          ...(isKey && { part: "key" as const }),
          args: { statement: nameOf(linted), text },
        })),
    ),
};

interface Text extends Located {
  readonly isKey?: true;
}

const textsOf = ({ principals, actions, resources, conditions }: LintedStatement): readonly Text[] => [
  ...principals,
  ...actions,
  ...resources,
  ...conditions.flatMap(({ key, path, values }) => [{ text: key, path, isKey: true as const }, ...values]),
];
