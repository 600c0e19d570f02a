import { contextKey, sourceArnKey } from "../../policy/cloudtrail";
import { isUnresolved } from "../../policy/interpolation";
import { exampleStatements, forCloudTrail, policyWith } from "../examples";
import { nameOf } from "../grants";
import { pages } from "../pages";
import type { StatementName } from "../found";
import type { Rule } from "../rule";
import { isForCloudTrail } from "../service-statements";

export type NoTrailArnArgs = {
  readonly statement: StatementName;
  readonly key: string;
  readonly value: string;
};

const { root, encrypt, describe, decrypt } = exampleStatements;
const bucket = { "aws:SourceArn": "arn:aws:s3:::org-audit-logs" };

export const noTrailArn: Rule<"no-trail-arn", NoTrailArnArgs> = {
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
  const parts = text.split(":");
  if (parts.length < 6) return parts.some((part) => part.includes("*"));
  const [arn, , service = "", region = "", account = "", ...resource] = parts;
  const fits = (part: string, exact: RegExp): boolean => /[*?$]/.test(part) || exact.test(part);
  return (
    fits(arn ?? "", /^arn$/) &&
    fits(service, /^cloudtrail$/) &&
    fits(region, /./) &&
    fits(account, /^\d+$/) &&
    (/^trail\/./.test(resource.join(":")) || /^[a-z]*[*?$]/.test(resource.join(":")))
  );
}
