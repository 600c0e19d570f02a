import { encryptedByCloudTrail } from "../../describe/statements/log-readers-decrypt";
import { contextKey } from "../../policy/cloudtrail";
import { exampleStatements, forCloudTrail, without } from "../examples";
import { includesAction, isAllow, nameOf, namesEveryone } from "../statement-predicates";
import { needsKey } from "../narrowing-condition";
import type { LintedStatement } from "../linted-policy";
import { changed } from "../changed-statement";
import { replacement } from "../fix";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type ReaderWithoutContextArgs = {
  readonly statement: StatementName;
  readonly readers: readonly string[];
};

const { read } = exampleStatements;
const unconditioned = without(read, "Condition");

export const readerWithoutContext: LintRule<"reader-without-context", ReaderWithoutContextArgs> = {
  id: "reader-without-context",
  severity: "warning",
  page: pages.cloudTrailDecrypt,
  bad: { policy: forCloudTrail(unconditioned) },
  good: { policy: forCloudTrail(read) },
  check: ({ policy, trails }) =>
    trails.length === 0
      ? []
      : policy.statements.filter(readsAnything).map((linted) => ({
          path: linted.path,
          args: {
            statement: nameOf(linted),
            readers: linted.principals.filter(({ type }) => type === "AWS").map(({ text }) => text),
          },
          fix: replacement(changed(linted, [[...linted.path, "Condition", "Null", contextKey], notAbsent])),
        })),
};

const notAbsent = encryptedByCloudTrail.Null[contextKey].value;

/** Who encrypts too uses the key for more than logs. */
const readsAnything = (linted: LintedStatement): boolean =>
  isAllow(linted) &&
  !namesEveryone(linted) &&
  linted.principals.some(({ type }) => type === "AWS") &&
  includesAction(linted, "kms:Decrypt") &&
  !includesAction(linted, "kms:Encrypt") &&
  !includesAction(linted, "kms:GenerateDataKey") &&
  !linted.conditions.some(
    (condition) => /^kms:encryptioncontext(keys$|:.)/i.test(condition.key) && needsKey(condition),
  );
