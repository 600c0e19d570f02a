import { exampleStatements, forCloudTrail, policyWith } from "../examples";
import { includesAction, nameOf } from "../grants";
import { cloudTrail } from "../../policy/cloudtrail";
import type { LintedStatement } from "../linted-policy";
import { mendForTrails } from "../mend-for-trails";
import { pages } from "../pages";
import type { StatementName } from "../found";
import type { Rule } from "../rule";
import { actionsOf, asksForContext, asksForSource, servicesIn } from "../service-statements";

export type ServiceWithoutContextArgs = {
  readonly statement: StatementName;
  readonly actions: readonly string[];
};

const { root, encrypt, describe, decrypt } = exampleStatements;

export const serviceWithoutContext: Rule<"service-without-context", ServiceWithoutContextArgs> = {
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
      const mend = mendForTrails(linted, context);
      return {
        path: [...linted.path, "Condition"],
        args: { statement: nameOf(linted), actions: actionsOf(linted) },
        ...(mend && { mend }),
      };
    }),
};

const hasNoContext = (linted: LintedStatement): boolean =>
  servicesIn(linted).includes(cloudTrail) &&
  includesAction(linted, "kms:GenerateDataKey") &&
  asksForSource(linted) &&
  !asksForContext(linted);
