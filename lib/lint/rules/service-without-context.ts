import { exampleStatements, forCloudTrail, policyWith } from "../examples";
import { includesAction, nameOf } from "../statement-predicates";
import { cloudTrail } from "../../policy/cloudtrail";
import type { LintedStatement } from "../linted-policy";
import { fixForTrails } from "../cloudtrail-fixes";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";
import { actionsOf, asksForContext, asksForSource, servicesIn } from "../service-statements";

export type ServiceWithoutContextArgs = {
  readonly statement: StatementName;
  readonly actions: readonly string[];
};

const { root, encrypt, describe, decrypt } = exampleStatements;

export const serviceWithoutContext: LintRule<"service-without-context", ServiceWithoutContextArgs> = {
  id: "service-without-context",
  severity: "note",
  page: pages.cloudTrailEncrypt,
  bad: {
    policy: policyWith(root, describe, decrypt, {
      ...encrypt,
      Condition: { StringEquals: encrypt.Condition.StringEquals },
    }),
  },
  good: { policy: forCloudTrail() },
  check: (context) =>
    context.policy.statements.filter(hasNoContext).map((linted) => {
      return {
        path: [...linted.path, "Condition"],
        args: { statement: nameOf(linted), actions: actionsOf(linted) },
        fix: () => fixForTrails(linted, context),
      };
    }),
};

const hasNoContext = (linted: LintedStatement): boolean =>
  servicesIn(linted).includes(cloudTrail) &&
  includesAction(linted, "kms:GenerateDataKey") &&
  asksForSource(linted) &&
  !asksForContext(linted);
