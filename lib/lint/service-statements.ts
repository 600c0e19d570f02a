import { kmsActions } from "../policy/kms-actions";
import { includesAction, isAllow } from "./statement-predicates";
import { narrows } from "./narrowing-condition";
import { cloudTrail } from "../policy/cloudtrail";
import type { LintedStatement, LocatedCondition } from "./linted-policy";

/** The services that a statement lets in, `*` for all; none where it lets in none. */
export const servicesIn = (linted: LintedStatement): readonly string[] =>
  isAllow(linted) && linted.statement.principals?.negated === false
    ? linted.principals.filter(({ type }) => type === "Service").map(({ text }) => text)
    : [];

/** Whether CloudTrail alone is let in. */
export const isForCloudTrail = (linted: LintedStatement): boolean =>
  linted.principals.length === 1 && servicesIn(linted)[0] === cloudTrail;

/**
 * Whether a statement is what AWS's pages grant CloudTrail for event data stores and for encrypted topics, neither of
 * which takes a condition. A trail needs kms:DescribeKey as well.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export const isForStoreOrTopic = (linted: LintedStatement): boolean =>
  isForCloudTrail(linted) &&
  linted.conditions.length === 0 &&
  linted.statement.actions?.negated === false &&
  ["kms:GenerateDataKey", "kms:Decrypt"].every((action) => includesAction(linted, action)) &&
  [...linted.kmsActions].every((action) => /^kms:(GenerateDataKey.*|Decrypt)$/.test(action));

/** Whether a statement asks on whose behalf the service calls. */
export const asksForSource = ({ conditions }: LintedStatement): boolean =>
  conditions.some((condition) => sourceKeys.test(condition.key) && narrows(condition, true));

/** Whether a statement asks what the service encrypts. */
export const asksForContext = ({ conditions }: LintedStatement): boolean =>
  conditions.some((condition) => contextKeys.test(condition.key) && narrows(condition, false));

const sourceKeys = /^aws:source(arn|account|orgid|orgpaths)$/i;
const contextKeys = /^kms:encryptioncontext:.+$/i;

/** Whether a statement asks for something else that a service acting for a stranger would not have. */
export const asksOtherwise = ({ conditions }: LintedStatement): boolean =>
  conditions.some((condition) => otherKeys.test(condition.key) && narrows(condition, false));

const otherKeys =
  /^(kms:(calleraccount|viaservice|granteeprincipal|granteeserviceprincipal|grantconstraintsourcearn)|aws:(principal(account|arn|orgid|orgpaths)|sourcevpce?|sourceip))$/i;

export const actionsOf = ({ actions }: LintedStatement): readonly string[] => actions.map(({ text }) => text);

/** Whether two statements have an action on the key in common. */
export const overlap = (left: LintedStatement, right: LintedStatement): boolean =>
  kmsActions.some(({ name, onKey }) => onKey && includesAction(left, name) && includesAction(right, name));

/** The condition of a statement on a key. */
export const conditionOn = ({ conditions }: LintedStatement, key: string): readonly LocatedCondition[] =>
  conditions.filter((condition) => condition.key.toLowerCase() === key.toLowerCase());
