import { partitionPattern } from "../../config/partition";
import type { LintContext } from "../lint-context";
import { exampleStatements, policyWith } from "../examples";
import { nameOf } from "../statement-predicates";
import type { Located, LintedStatement } from "../linted-policy";
import { changed } from "../changed-statement";
import { replacement } from "../fix";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type WrongPartitionArgs = {
  readonly statement: StatementName;
  readonly value: string;
  readonly partition: string;
  /** The partition that the key is in; null where only this is known, that there is no such partition. */
  readonly expected: string | null;
};

const { root, read } = exampleStatements;

export const wrongPartition: LintRule<"wrong-partition", WrongPartitionArgs> = {
  id: "wrong-partition",
  severity: "error",
  page: pages.arns,
  bad: {
    policy: policyWith(root, {
      ...read,
      Principal: { AWS: "arn:aws-us-gov:iam::111111111111:role/Auditor" },
    }),
  },
  good: { policy: policyWith(root, read) },
  check: (context) =>
    context.policy.statements.flatMap((linted) =>
      textsOf(linted).flatMap(({ text, path }) => {
        const partition = /^arn:([^:*?${}]+):[^:]*:[^:]*:[^:]*:./.exec(text)?.[1];
        if (partition === undefined || isRight(partition, context)) return [];
        const expected = context.partition;
        const right = expected === null ? null : text.replace(/^arn:[^:]*/, `arn:${expected}`);
        return [
          {
            path,
            args: { statement: nameOf(linted), value: text, partition, expected },
            fix: () => (right === null ? null : replacement(changed(linted, [path, right]))),
          },
        ];
      }),
    ),
};

const isRight = (partition: string, { partition: expected }: LintContext): boolean =>
  expected === null ? new RegExp(`^${partitionPattern}$`).test(partition) : partition === expected;

const textsOf = ({ principals, resources, conditions }: LintedStatement): readonly Located[] => [
  ...principals,
  ...resources,
  ...conditions.flatMap(({ values }) => values),
];
