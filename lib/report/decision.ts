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
  "denied-by-statement": "a statement denies it, whatever else allows it",
  "allowed-by-statement": "a statement allows it, and that is enough",
  "allowed-by-statement-and-iam":
    "a statement allows it to those whose own IAM does too, as is said of the caller",
  "no-statement-allows": "no statement allows it",
  "iam-does-not-allow":
    "a statement allows it to those whose own IAM does too, which is not said of the caller",
  "alias-needs-iam":
    "a statement allows it on the key; for the alias the caller's own IAM must allow it too, which is not said of the caller",
  "no-effect-across-accounts":
    "a statement allows it, which has no effect: no key policy can give this action to another account",
  "allowed-by-iam-alone": "no key policy decides this action; the caller's own IAM does, and allows it",
  "left-to-iam-alone":
    "no key policy decides this action; the caller's own IAM does, which is not said to allow it",
  "no-iam-to-allow": "no key policy decides this action; IAM alone does, and the caller has none",
  unresolved: "it depends on what is not known yet",
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
      return "fits, and leaves it to the caller's own IAM";
    case "no-effect":
      return "fits, and has no effect on this request";
    case "overruled":
      return effect === "Deny" ? "fits" : "allows it, and is overruled";
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
      return unknown ? `${name} is ${wanted}, which may be ${given}` : `${name} excepts ${given}`;
    case "element-missing":
      return `it has no ${name}, so it does nothing`;
    case "element-malformed":
      return `AWS would refuse its ${name}`;
    case "effect-unresolved":
      return "whether it allows or denies is not resolved";
    case "condition-key-absent":
      return `${name} ${label(key)} is ${wanted}, and the request has no such key`;
    case "condition-key-present":
    case "condition-not-met":
      return `${name} ${label(key)} is ${wanted}, ${unknown ? "which may fit" : "and the request has"} ${given}`;
    case "condition-needs-qualifier":
      return `${name} ${label(key)} compares one value, and the request has ${given}`;
  }
}

const label = (key: string | undefined): string => printable(key ?? "");

const values = (texts: readonly string[]): string =>
  enumeration(
    texts.map((text) => (text === "" ? '""' : printable(text))),
    2,
  );
