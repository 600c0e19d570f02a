import { strangersServed } from "../accounts-let-in";
import { usingActions } from "../using-actions";
import { exampleConfig, exampleStatements, forCloudTrail } from "../examples";
import { nameOf } from "../statement-predicates";
import { pages } from "../pages";
import { servicesIn } from "../service-statements";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type ForeignSourceArgs = {
  readonly statement: StatementName;
  readonly services: readonly string[];
  readonly values: readonly string[];
  readonly accounts: readonly string[];
};

const { encrypt } = exampleStatements;
const foreign = "arn:aws:cloudtrail:us-east-1:222222222222:trail/other";
const policy = forCloudTrail({
  ...encrypt,
  Sid: "EncryptForOther",
  Condition: {
    StringEquals: { "aws:SourceArn": foreign },
    StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:222222222222:trail/*" },
  },
});

export const foreignSource: LintRule<"foreign-source", ForeignSourceArgs> = {
  id: "foreign-source",
  severity: "error",
  page: pages.confusedDeputy,
  bad: { policy, config: exampleConfig },
  good: { policy: forCloudTrail(), config: exampleConfig },
  check: ({ policy: { statements }, owner, trust }) =>
    statements.flatMap((linted) => {
      if (owner === null || ![...usingActions].some((action) => linted.kmsActions.has(action))) return [];
      const strangers = strangersServed(linted, trust);
      const [first] = strangers;
      if (!first) return [];
      return [
        {
          path: first.path,
          // A trail of another account, such as the organization's, is common. Only who said which accounts are
          // meant can know better.
          severity: trust.told ? ("error" as const) : ("note" as const),
          args: {
            statement: nameOf(linted),
            services: servicesIn(linted),
            values: strangers.map(({ text }) => text),
            accounts: [...new Set(strangers.map(({ account }) => account))],
          },
        },
      ];
    }),
};
