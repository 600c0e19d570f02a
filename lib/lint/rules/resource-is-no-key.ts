import { parseArn } from "../../config/arn";
import { isUnresolved } from "../../policy/interpolation";
import { exampleStatements, policyWith } from "../examples";
import { isNegated, nameOf } from "../statement-predicates";
import type { JsonValue } from "../../terraform/canonical-json";
import type { LintedStatement } from "../linted-policy";
import { changed } from "../changed-statement";
import { replacement } from "../fix";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type ResourceIsNoKeyArgs = {
  readonly statement: StatementName;
  readonly resource: string;
  /** Whether it is the ARN of an alias. */
  readonly alias: boolean;
};

const { root, read } = exampleStatements;

export const resourceIsNoKey: LintRule<"resource-is-no-key", ResourceIsNoKeyArgs> = {
  id: "resource-is-no-key",
  severity: "error",
  page: pages.keyPolicy,
  bad: { policy: policyWith(root, { ...read, Resource: "arn:aws:s3:::org-audit-logs/*" }) },
  good: { policy: policyWith(root, read) },
  check: ({ policy }) =>
    policy.statements
      .filter((linted) => !isNegated(linted, "resources"))
      .flatMap((linted) =>
        linted.resources
          .filter(({ text }) => !isUnresolved(text) && !mayBeKey(text))
          .map(({ text, path }) => ({
            path,
            args: {
              statement: nameOf(linted),
              resource: text,
              alias: /^arn:[^:]*:kms:.*:alias\//.test(text),
            },
            fix: () => replacement(changed(linted, [[...linted.path, "Resource"], resourcesOf(linted)])),
          })),
      ),
};

/** Those that may be the key; the key, where none may. */
function resourcesOf({ resources }: LintedStatement): JsonValue {
  const [first = "*", ...more] = resources
    .map(({ text }) => text)
    .filter((text) => isUnresolved(text) || mayBeKey(text));
  return more.length === 0 ? first : [first, ...more];
}

/** Whether the ARN of some key may equal a text, wildcards taken to be whatever would fit. */
function mayBeKey(text: string): boolean {
  const arn = parseArn(text);
  if (!arn) return text.endsWith("*") && /^(\*|arn\b)/.test(text);
  return /^kms$|[*?]/.test(arn.service) && /^(key\/.|[key/]*[*?])/.test(arn.resource);
}
