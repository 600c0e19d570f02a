import { exampleStatements, forCloudTrail, policyWith } from "../examples";
import { includesAction, nameOf } from "../statement-predicates";
import { cloudTrail } from "../../policy/cloudtrail";
import type { LintedStatement } from "../linted-policy";
import { fixForTrails } from "../cloudtrail-fixes";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";
import { actionsOf, asksForContext, asksForSource, asksOtherwise, servicesIn } from "../service-statements";

export type ServiceWithoutSourceArgs = {
  readonly statement: StatementName;
  readonly actions: readonly string[];
};

const { root, encrypt, describe, decrypt } = exampleStatements;

export const serviceWithoutSource: LintRule<"service-without-source", ServiceWithoutSourceArgs> = {
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
      return {
        path: [...linted.path, "Condition"],
        args: { statement: nameOf(linted), actions: actionsOf(linted) },
        fix: () => fixForTrails(linted, context),
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
