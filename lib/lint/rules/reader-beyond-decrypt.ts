import { contextKey } from "../../policy/cloudtrail";
import { exampleStatements, forCloudTrail } from "../examples";
import { includesAction, isAllow, nameOf, namesEveryone } from "../statement-predicates";
import { narrows } from "../narrowing-condition";
import type { LintContext } from "../lint-context";
import type { LintedStatement } from "../linted-policy";
import { usingActions } from "../using-actions";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type ReaderBeyondDecryptArgs = {
  readonly statement: StatementName;
  readonly readers: readonly string[];
  /** What a reader of logs does not need. */
  readonly actions: readonly string[];
};

const { read } = exampleStatements;

export const readerBeyondDecrypt: LintRule<"reader-beyond-decrypt", ReaderBeyondDecryptArgs> = {
  id: "reader-beyond-decrypt",
  severity: "warning",
  page: pages.cloudTrailDecrypt,
  bad: {
    policy: forCloudTrail({ ...read, Action: ["kms:Decrypt", "kms:GenerateDataKey", "kms:CreateGrant"] }),
  },
  good: { policy: forCloudTrail(read) },
  check: ({ policy, trails, owner }) =>
    trails.length === 0
      ? []
      : policy.statements.filter(mayRead).flatMap((linted) => {
          const readers = readersIn(linted, owner);
          const more = linted.actions.filter(({ meant }) => meant.some(({ name }) => beyond.has(name)));
          const [first] = more;
          if (readers.length === 0 || !first) return [];
          const actions = more.map(({ text }) => text);
          return [{ path: first.path, args: { statement: nameOf(linted), readers, actions } }];
        }),
};

/** To re-encrypt from this key is one way of reading, which CloudTrail's console grants too. */
const beyond: ReadonlySet<string> = new Set(
  [...usingActions].filter((action) => action !== "kms:Decrypt" && action !== "kms:ReEncryptFrom"),
);

/** Who may change the policy can do everything anyway. */
const mayRead = (linted: LintedStatement): boolean =>
  isAllow(linted) &&
  !namesEveryone(linted) &&
  linted.statement.actions?.negated === false &&
  includesAction(linted, "kms:Decrypt") &&
  !includesAction(linted, "kms:PutKeyPolicy") &&
  !isForOtherData(linted);

/** Whether a statement is about what else the key encrypts: for another service, or with another context. */
const isForOtherData = ({ conditions }: LintedStatement): boolean =>
  conditions.some(
    (condition) =>
      narrows(condition, false) &&
      (/^kms:viaservice$/i.test(condition.key)
        ? condition.values.every(({ text }) => !/^(s3|\*)\./i.test(text))
        : /^kms:encryptioncontext:./i.test(condition.key) &&
          condition.key.toLowerCase() !== contextKey.toLowerCase()),
  );

/** The owner's root stands for what IAM says, and a service-linked role for its service. */
const readersIn = ({ principals }: LintedStatement, owner: LintContext["owner"]): readonly string[] =>
  principals
    .filter(({ type, text }) => type === "AWS" && text !== owner)
    .map(({ text }) => text)
    .filter((text) => !text.includes(":role/aws-service-role/"))
    .filter((text) => owner === null || !new RegExp(`^arn:[^:]*:iam::${owner}:root$`).test(text));
