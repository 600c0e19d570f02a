import { contextKey } from "../../policy/cloudtrail";
import { s3ContextKey } from "../../policy/s3";
import { parseArn } from "../../config/arn";
import { exampleStatements, policyWith } from "../examples";
import type { LintContext } from "../lint-context";
import type { LintedStatement, LocatedCondition } from "../linted-policy";
import { includesAction, isAllow, nameOf, namesEveryone } from "../statement-predicates";
import { narrows } from "../narrowing-condition";
import { conditionOn } from "../service-statements";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";
import { isWorldOpen } from "./world-open";

export type OrganizationOfEveryoneArgs = {
  readonly statement: StatementName;
  readonly organizations: readonly string[];
  readonly actions: readonly string[];
  /** Whether every identity of the key's own account gets in, whatever its IAM says. */
  readonly ownerToo: boolean;
  /** Whether they may decrypt more than the logs of trails that the statement names. */
  readonly anyLogs: boolean;
};

const { root, read } = exampleStatements;
const member = {
  ...read,
  Principal: "*",
  Condition: {
    StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" },
    StringNotEquals: { "aws:PrincipalAccount": "111111111111" },
    StringLike: {
      [contextKey]: "arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit",
      "kms:ViaService": "s3.*.amazonaws.com",
    },
  },
};

export const organizationOfEveryone: LintRule<"organization-of-everyone", OrganizationOfEveryoneArgs> = {
  id: "organization-of-everyone",
  severity: "warning",
  page: pages.principalOrganization,
  bad: {
    policy: policyWith(root, {
      ...member,
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } },
    }),
  },
  good: { policy: policyWith(root, member) },
  check: ({ policy, owner }) =>
    policy.statements.flatMap((linted) => {
      const condition = limitingOrganization(linted);
      if (!condition) return [];
      const ownerToo = !excludesOwner(linted, owner);
      const anyLogs =
        ["kms:Decrypt", "kms:ReEncryptFrom"].some((action) => includesAction(linted, action)) &&
        !conditionOn(linted, contextKey).some(namesTrails) &&
        !conditionOn(linted, s3ContextKey).some(namesBucket);
      if (!ownerToo && !anyLogs) return [];
      return [
        {
          path: condition.path,
          args: {
            statement: nameOf(linted),
            organizations: condition.values.map(({ text }) => text),
            actions: linted.actions.map(({ text }) => text),
            ownerToo,
            anyLogs,
          },
        },
      ];
    }),
};

/** The condition on an organization, where nothing else says who gets in. */
const limitingOrganization = (linted: LintedStatement): LocatedCondition | undefined =>
  isAllow(linted) &&
  namesEveryone(linted) &&
  !isWorldOpen(linted) &&
  !linted.conditions.some((condition) => accountKeys.test(condition.key) && narrows(condition, true))
    ? linted.conditions.find((condition) => organizationKeys.test(condition.key) && narrows(condition, false))
    : undefined;

const organizationKeys = /^aws:principalorg(id|paths)$/i;
const accountKeys =
  /^(kms:calleraccount|aws:(principal(account|arn)|userid|source(arn|account|orgid|orgpaths)))$/i;

const excludesOwner = ({ conditions }: LintedStatement, owner: LintContext["owner"]): boolean =>
  conditions.some(
    ({ key, operator, values }) =>
      /^(kms:calleraccount|aws:principalaccount)$/i.test(key) &&
      operator?.negated === true &&
      operator.qualifier === null &&
      values.some(({ text }) => (owner === null ? /^\d{12}$/.test(text) : text === owner)),
  );

/** What S3 encrypted in one bucket is not what trails encrypted elsewhere. */
const namesBucket = ({ operator, values }: LocatedCondition): boolean =>
  operator?.negated === false &&
  !operator.ifExists &&
  operator.comparison.type !== "null" &&
  values.every(({ text }) => /^arn:[^:]*:s3:::[^/*?]+(\/|$)/.test(text));

const namesTrails = ({ operator, values }: LocatedCondition): boolean =>
  operator?.negated === false &&
  !operator.ifExists &&
  operator.comparison.type !== "null" &&
  values.every(({ text }) => /^\d{12}$/.test(parseArn(text)?.account ?? ""));
