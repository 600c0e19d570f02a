import type { BlockingDeny } from "../merge/blocking-denies";
import type { AddedStatement, MergeObstacle } from "../merge/merge-policy";
import type { ExpectedRequest } from "../expectations/expectation";
import { statementText } from "./statement-text";
import { enumeration } from "./lint/words";
import { policyFaultText } from "./policy-fault";
import type { ReportedProblem } from "./problem";
import { pathText } from "../config/problem";
import { printable } from "./problem";
import { problemMessage } from "./problem-message";

/** What was added and why, one line a statement. */
export function mergeText(added: readonly AddedStatement[]): string {
  if (added.length === 0) return "nothing to add: the policy grants all that the config needs\n";
  return added.map((statement) => `${addedText(statement)}\n`).join("");
}

function addedText({ statement, wantedSid, requests, partial }: AddedStatement): string {
  const taken = statement.Sid === wantedSid ? "" : ` (the Sid ${JSON.stringify(wantedSid)} is taken)`;
  const part = partial ? ", what was missing of it" : "";
  return `added ${JSON.stringify(statement.Sid)}${taken}${part}: ${whyText(requests)}`;
}

/** By the expectations' own sentences, each said once. */
const whyText = (requests: readonly ExpectedRequest[]): string =>
  enumeration([...new Set(requests.map(({ name }) => printable(name)))], 3);

/** Why a merge cannot be, or what to look at after one. */
export function mergeProblem(
  file: string,
  obstacle: MergeObstacle,
  severity: ReportedProblem["severity"],
): ReportedProblem {
  const { line, column } = obstacle;
  return {
    file,
    ...(line !== undefined && column !== undefined && { line, column }),
    ...(obstacle.code === "malformed" && { path: pathText(obstacle.fault.path) }),
    code: obstacle.code,
    message: obstacleText(obstacle),
    severity,
  };
}

function obstacleText(obstacle: MergeObstacle): string {
  switch (obstacle.code) {
    case "unreadable":
      return problemMessage(obstacle.fault);
    case "malformed":
      return policyFaultText(obstacle.fault);
    case "denied":
      return denyText(obstacle.deny);
    case "too-large": {
      const { bytes, maximum, added, largest } = obstacle;
      return (
        `with ${enumeration(added)} the policy would have ${bytes} bytes without spaces, and KMS takes ${maximum}; ` +
        `its largest statement is ${statementText(largest)} with ${largest.bytes}`
      );
    }
  }
}

function denyText({ statement, requests, certain }: BlockingDeny): string {
  const what = enumeration(
    [...new Set(requests.map(({ action, principal }) => `${action} to ${principal}`))],
    3,
  );
  return certain
    ? `${statementText(statement)} denies ${what}, which the config needs: no statement that is added could allow it`
    : `${statementText(statement)} may deny ${what}: that depends on what the config does not say`;
}
