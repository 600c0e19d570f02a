import { contextKey, sourceArnKey } from "../../policy/cloudtrail";
import { parseArn } from "../../config/arn";
import { isUnresolved } from "../../policy/interpolation";
import { exampleStatements, forCloudTrail, policyWith } from "../examples";
import { nameOf } from "../statement-predicates";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";
import { isForCloudTrail } from "../service-statements";

export type NoTrailArnArgs = {
  readonly statement: StatementName;
  readonly key: string;
  readonly value: string;
};

const { root, encrypt, describe, decrypt } = exampleStatements;
const bucket = { "aws:SourceArn": "arn:aws:s3:::org-audit-logs" };

export const noTrailArn: LintRule<"no-trail-arn", NoTrailArnArgs> = {
  id: "no-trail-arn",
  severity: "error",
  page: pages.cloudTrailKey,
  bad: {
    policy: policyWith(root, encrypt, decrypt, { ...describe, Condition: { StringEquals: bucket } }),
    also: ["cloudtrail-cannot-describe"],
  },
  good: { policy: forCloudTrail() },
  check: ({ policy }) =>
    policy.statements.filter(isForCloudTrail).flatMap((linted) =>
      linted.conditions
        .filter(({ key }) => trailKeys.has(key.toLowerCase()))
        .filter(({ operator }) => ["string", "arn"].includes(operator?.comparison.type ?? ""))
        .flatMap(({ key, values }) =>
          values
            .filter(({ text }) => !isUnresolved(text) && !mayBeTrail(text))
            .map(({ text, path }) => ({ path, args: { statement: nameOf(linted), key, value: text } })),
        ),
    ),
};

const trailKeys = new Set([sourceArnKey.toLowerCase(), contextKey.toLowerCase()]);

/** Whether some trail's ARN may equal a text, wildcards taken to be whatever would fit. */
function mayBeTrail(text: string): boolean {
  const arn = parseArn(text);
  if (!arn) return text.includes("*") && /^(arn\b|[^:]*[*?])/.test(text);
  const fits = (part: string, exact: RegExp): boolean => /[*?$]/.test(part) || exact.test(part);
  return (
    fits(arn.service, /^cloudtrail$/) &&
    fits(arn.region, /./) &&
    fits(arn.account, /^\d+$/) &&
    (/^trail\/./.test(arn.resource) || /^[a-z]*[*?$]/.test(arn.resource))
  );
}
