import { exampleStatements, forCloudTrail, policyWith } from "../examples";
import { includesAction, nameOf } from "../grants";
import { cloudTrail } from "../../policy/cloudtrail";
import type { LintedStatement } from "../linted-policy";
import { mendForTrails } from "../mend-for-trails";
import { pages } from "../pages";
import type { StatementName } from "../found";
import type { Rule } from "../rule";
import { actionsOf, asksForContext, asksForSource, asksOtherwise, servicesIn } from "../service-statements";

export type ServiceWithoutSourceArgs = {
  readonly statement: StatementName;
  readonly actions: readonly string[];
};

const { root, encrypt, describe, decrypt } = exampleStatements;

export const serviceWithoutSource: Rule<"service-without-source", ServiceWithoutSourceArgs> = {
  id: "service-without-source",
  severity: "warning",
  page: pages.cloudTrailEncrypt,
  bad: {
    policy: policyWith(root, describe, decrypt, {
      ...encrypt,
      Condition: { StringLike: encrypt.Condition.StringLike },
    }),
  },
  good: { policy: forCloudTrail() },
  check: (context) =>
    context.policy.statements.filter(hasNoSource).map((linted) => {
      const mend = mendForTrails(linted, context);
      return {
        path: [...linted.path, "Condition"],
        args: { statement: nameOf(linted), actions: actionsOf(linted) },
        ...(mend && { mend }),
      };
    }),
};

/** A context condition lets through only what has a context: for anything else the statement does nothing anyway. */
const hasNoSource = (linted: LintedStatement): boolean =>
  servicesIn(linted).includes(cloudTrail) &&
  ["kms:GenerateDataKey", "kms:Decrypt", "kms:Encrypt"].some((action) => includesAction(linted, action)) &&
  asksForContext(linted) &&
  !asksForSource(linted) &&
  !asksOtherwise(linted);
