import type { RefusalArgs } from "../../lint/refusal-findings";
import type { Failure } from "../../lint/refusals";
import { statementText } from "../statement-text";
import { enumeration } from "./words";

/** Why nothing allows an action: `statement "X" does not allow it: …`. */
export function refusalReason({
  nearest,
  failures,
  action,
  leftToIam,
}: Pick<RefusalArgs, "nearest" | "failures" | "action" | "leftToIam">): string {
  if (nearest === null) return "no statement allows it";
  if (leftToIam)
    return `${statementText(nearest)} leaves it to IAM policies, and no statement names this principal`;
  return `${statementText(nearest)} does not allow it: ${failures.map((failure) => failureText(failure, action)).join("; ")}`;
}

function failureText({ element, code, name, key, expected, actual }: Failure, action: string): string {
  if (element !== "condition") return `its ${name} ${elementText(code)}`;
  const wanted = `${name} ${key ?? ""} must be ${enumeration(expected, 3)}`;
  switch (code) {
    case "condition-key-absent":
      return `${name} requires ${key ?? ""}, which a request for ${action} does not have`;
    case "condition-key-present":
      return `${key ?? ""} must be absent`;
    case "condition-needs-qualifier":
      return `${name} cannot compare the several values of ${key ?? ""}`;
    case "element-malformed":
      return "AWS would refuse its Condition";
    default:
      return `${wanted}, but is ${enumeration(actual ?? [])}`;
  }
}

function elementText(code: Failure["code"]): string {
  switch (code) {
    case "element-missing":
      return "is missing";
    case "element-malformed":
      return "would be refused by AWS";
    case "excepted":
      return "excludes it";
    default:
      return "does not match";
  }
}
