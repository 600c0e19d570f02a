import type {
  Because,
  DecidingStatement,
  Decision,
  FailedElement,
  StatementReason,
} from "../evaluate/decision";
import { enumeration } from "./lint/words";
import { printable } from "./problem";
import { statementText } from "./statement-text";

/** A decision with its reasons: the verdict, the statements that decided, a line for each of the others. */
export function decisionText(decision: Decision): string {
  const { verdict, because, possible, statements, reasons } = decision;
  const word = verdict === "Unknown" ? `Unknown (${possible.join(" or ")})` : verdict;
  const decided = statements.map((statement) => `  ${decidingText(statement, because)}`);
  const others = reasons.map((reason) => `  ${statementText(reason)}: ${reasonText(reason)}`);
  return [
    `${word}: ${becauseText[because]}`,
    ...decided,
    ...(others.length === 0
      ? []
      : ["", decided.length === 0 ? "Statements:" : "Other statements:", ...others]),
    "",
  ]
    .map(printable)
    .join("\n");
}

/** The same in one line: the reasons of those statements alone that came nearest. */
export function decisionLine({ verdict, because, statements, reasons }: Decision): string {
  const near = reasons.filter(
    ({ effect, failed }) => effect === "Allow" && failed.every(({ element }) => element === "condition"),
  );
  const told =
    verdict === "ImplicitlyDenied"
      ? near.map((reason) => `${statementText(reason)}: ${reasonText(reason)}`)
      : statements.map((statement) => decidingText(statement, because));
  return printable([becauseText[because], ...told].join("; "));
}

const becauseText: Readonly<Record<Because, string>> = {
  "denied-by-statement": "a statement denies it, which overrides every Allow",
  "allowed-by-statement": "a statement allows it, and that is enough",
  "allowed-by-statement-and-iam": "a statement allows it, and so do the caller's IAM policies, as given",
  "no-statement-allows": "no statement allows it",
  "iam-does-not-allow":
    "a statement allows it only if the caller's IAM policies do too, and none that does was given",
  "alias-needs-iam":
    "a statement allows it on the key, but the caller's IAM policies must also allow it on the alias, and none that does was given",
  "no-effect-across-accounts":
    "a statement allows it, but has no effect: a key policy cannot allow this action for another account",
  "allowed-by-iam-alone": "key policies do not apply to this action; the caller's IAM policies allow it",
  "left-to-iam-alone":
    "key policies do not apply to this action; the caller's IAM policies decide, and none that allows it was given",
  "no-iam-to-allow":
    "key policies do not apply to this action; only IAM policies can allow it, and the caller has none",
  unresolved: "it depends on values that are not known",
};

function decidingText(statement: DecidingStatement, because: Because): string {
  const does = statement.effect === "Deny" ? "denies" : "allows";
  const whom = statement.names === "account" ? "the caller's account" : "the caller";
  const unresolved = statement.unresolved.map(failedText);
  const may = because === "unresolved" && unresolved.length > 0;
  return may
    ? `${statementText(statement)} may decide: ${unresolved.join("; ")}`
    : `${statementText(statement)} ${does} it to ${whom}`;
}

function reasonText({ outcome, failed, effect }: StatementReason): string {
  switch (outcome) {
    case "needs-iam":
      return "matches, but only if the caller's IAM policies allow it too";
    case "no-effect":
      return "matches, but has no effect on this request";
    case "overruled":
      return effect === "Deny" ? "matches" : "allows it, but a Deny overrides it";
    case "no-match":
    case "unresolved":
    case "malformed": {
      // Who is meant comes first; of the conditions any may be the one to fix.
      const shown = failed[0]?.element === "condition" ? failed : failed.slice(0, 1);
      return shown.map(failedText).join("; ");
    }
  }
}

function failedText({ code, unknown, name, key, expected, actual }: FailedElement): string {
  const wanted = values(expected);
  const given = values(actual ?? []) || "this key";
  switch (code) {
    case "not-listed":
      return `${name} is ${wanted}, ${unknown ? "which may be" : "not"} ${given}`;
    case "excepted":
      return unknown ? `${name} is ${wanted}, which may be ${given}` : `${name} excludes ${given}`;
    case "element-missing":
      return `it has no ${name}, so it has no effect`;
    case "element-malformed":
      return `AWS would refuse its ${name}`;
    case "effect-unresolved":
      return "its Effect is not known";
    case "condition-key-absent":
      return `${name} ${label(key)} is ${wanted}, but the request has no such key`;
    case "condition-key-present":
    case "condition-not-met":
      return `${name} ${label(key)} is ${wanted}, ${unknown ? "which may match" : "but the request has"} ${given}`;
    case "condition-needs-qualifier":
      return `${name} ${label(key)} compares a single value, but the request has ${given}`;
  }
}

const label = (key: string | undefined): string => printable(key ?? "");

const values = (texts: readonly string[]): string =>
  enumeration(
    texts.map((text) => (text === "" ? '""' : printable(text))),
    2,
  );
