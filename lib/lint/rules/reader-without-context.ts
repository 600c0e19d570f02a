import { encryptedByCloudTrail } from "../../describe/statements/read-condition";
import { contextKey } from "../../policy/cloudtrail";
import { exampleStatements, forCloudTrail, without } from "../examples";
import { includesAction, isAllow, isNegated, nameOf, namesEveryone } from "../statement-predicates";
import { needsKey } from "../narrowing-condition";
import type { JsonValue } from "../../terraform/canonical-json";
import { freshSid } from "../emitted-statements";
import type { Fix } from "../fix";
import { isReading } from "../kms-actions";
import type { LintedPolicy, LintedStatement, LocatedAction } from "../linted-policy";
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
          fix: () => fixOf(linted, policy),
        })),
};

const notAbsent = encryptedByCloudTrail.Null[contextKey].value;

/** The statement's reading under the condition, and all else that it allows beside it, as it was. */
function fixOf(linted: LintedStatement, policy: LintedPolicy): Fix | null {
  const reads = ({ meant }: LocatedAction): readonly boolean[] => meant.map(({ name }) => isReading(name));
  const mixed = linted.actions.some((action) => new Set(reads(action)).size > 1);
  const taken = linted.conditions.some(
    ({ key, operatorText }) =>
      operatorText.toLowerCase() === "null" && (operatorText !== "Null" || isContext(key)),
  );
  if (isNegated(linted, "actions") || mixed || taken) return null;
  const action = [...linted.path, "Action"];
  const only = (actions: readonly LocatedAction[]): JsonValue => {
    const [first = "", ...more] = actions.map(({ text }) => text);
    return more.length === 0 ? first : [first, ...more];
  };
  const bound = linted.actions.filter((one) => reads(one).includes(true));
  const free = linted.actions.filter((one) => !reads(one).includes(true));
  const condition = [[...linted.path, "Condition", "Null", contextKey], notAbsent] as const;
  if (free.length === 0) return replacement(changed(linted, condition));
  const { sid } = linted.statement;
  return replacement(
    changed(linted, condition, [action, only(bound)]),
    changed(
      linted,
      [action, only(free)],
      ...(sid === null ? [] : [[[...linted.path, "Sid"], freshSid(policy, sid)] as const]),
    ),
  );
}

const isContext = (key: string): boolean => key.toLowerCase() === contextKey.toLowerCase();

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
