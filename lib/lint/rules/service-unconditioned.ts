import { awsConfig, isConfigAction } from "../../policy/aws-config";
import { kmsActions } from "../../policy/kms-actions";
import type { LintContext } from "../lint-context";
import { exampleStatements, forCloudTrail, policyWith, without } from "../examples";
import { includesAction, nameOf } from "../statement-predicates";
import { cloudTrail } from "../../policy/cloudtrail";
import type { LintedStatement } from "../linted-policy";
import { fixForTrails } from "../cloudtrail-fixes";
import { pages } from "../pages";
import type { Severity } from "../found";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";
import {
  actionsOf,
  asksForContext,
  asksForSource,
  asksOtherwise,
  isForStoreOrTopic,
  overlap,
  servicesIn,
} from "../service-statements";

export type ServiceUnconditionedArgs = {
  readonly statement: StatementName;
  readonly services: readonly string[];
  readonly actions: readonly string[];
  /** Statements whose conditions come to nothing, because this one allows the same without. */
  readonly voids: readonly StatementName[];
  /** What limits the harm. */
  readonly limit: "none" | "metadata alone" | "no trail known" | "Control Tower's page";
};

const { root, encrypt, describe, decrypt } = exampleStatements;
const unconditioned = without(encrypt, "Condition");

export const serviceUnconditioned: LintRule<"service-unconditioned", ServiceUnconditionedArgs> = {
  id: "service-unconditioned",
  severity: "error",
  page: pages.confusedDeputy,
  bad: { policy: policyWith(root, encrypt, describe, decrypt, { ...unconditioned, Sid: "AnyTrail" }) },
  good: { policy: forCloudTrail() },
  check: (context) =>
    context.policy.statements.filter(isUnconditioned).map((linted) => {
      const services = servicesIn(linted);
      const limit = limitOf(linted, context);
      return {
        path: [...linted.path, "Principal", "Service"],
        severity: severityOf(linted, services, limit),
        args: {
          statement: nameOf(linted),
          services,
          actions: actionsOf(linted),
          voids: voidedBy(linted, services, context),
          limit,
        },
        fix: () => fixForTrails(linted, context),
      };
    }),
};

const isUnconditioned = (linted: LintedStatement): boolean =>
  servicesIn(linted).length > 0 &&
  kmsActions.some(({ name, onKey }) => onKey && includesAction(linted, name)) &&
  !asksForSource(linted) &&
  !asksForContext(linted) &&
  !asksOtherwise(linted);

function limitOf(
  linted: LintedStatement,
  { trails, isLandingZone }: LintContext,
): ServiceUnconditionedArgs["limit"] {
  if (actionsOnKey(linted).every((name) => name === "kms:DescribeKey")) return "metadata alone";
  if (isLandingZone && isForConfig(linted)) return "Control Tower's page";
  return trails.length === 0 && isForStoreOrTopic(linted) ? "no trail known" : "none";
}

/** Whether a statement grants AWS Config alone what Control Tower's page grants it. */
const isForConfig = (linted: LintedStatement): boolean =>
  servicesIn(linted).every((service) => service === awsConfig) &&
  actionsOnKey(linted).every((name) => isConfigAction(name));

const actionsOnKey = (linted: LintedStatement): readonly string[] =>
  kmsActions.flatMap(({ name, onKey }) => (onKey && includesAction(linted, name) ? [name] : []));

/** AWS's page itself leaves CloudTrail's decrypt open. */
function severityOf(
  linted: LintedStatement,
  services: readonly string[],
  limit: ServiceUnconditionedArgs["limit"],
): Severity {
  if (limit === "metadata alone" || limit === "Control Tower's page") return "note";
  if (limit === "no trail known" || (!services.includes(cloudTrail) && !services.includes("*")))
    return "warning";
  const harmless = new Set(["kms:DescribeKey", "kms:Decrypt"]);
  return actionsOnKey(linted).some((name) => !harmless.has(name)) ? "error" : "warning";
}

const voidedBy = (
  linted: LintedStatement,
  services: readonly string[],
  { policy }: LintContext,
): readonly StatementName[] =>
  policy.statements
    .filter((other) => other !== linted && other.conditions.length > 0 && !isUnconditioned(other))
    .filter((other) => {
      const others = servicesIn(other);
      return (
        others.length > 0 && (services.includes("*") || others.some((service) => services.includes(service)))
      );
    })
    .filter((other) => overlap(linted, other))
    .map(nameOf);
