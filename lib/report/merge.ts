import type { BlockingDeny } from "../merge/blocking-denies";
import type { Deployment } from "../expectations/deployment";
import type { AddedStatement, MergeObstacle } from "../merge/merge-policy";
import type { ExpectedRequest } from "../expectations/expectation";
import { largestText, remediesText } from "./statement-sizes";
import { statementText } from "./statement-text";
import { enumeration } from "./lint/words";
import { policyFaultText } from "./policy-fault";
import type { ReportedProblem } from "./problem";
import { pathText } from "../config/problem";
import { printable } from "./problem";
import { problemMessage } from "./problem-message";

/** What was added and why, one line a statement. */
export function mergeText(added: readonly AddedStatement[]): string {
  if (added.length === 0)
    return "nothing to add: the policy already allows everything that the config needs\n";
  return added.map((statement) => `${addedText(statement)}\n`).join("");
}

/** What a merge would add and why, one line a statement. */
export const missingText = (added: readonly AddedStatement[]): string =>
  added.map((statement) => `missing ${namedText(statement)}\n`).join("");

const addedText = (added: AddedStatement): string => `added ${namedText(added)}`;

function namedText({ statement, wantedSid, requests, partial }: AddedStatement): string {
  if (requests.length === 0) {
    const name = statement.Sid === undefined ? "a statement" : JSON.stringify(statement.Sid);
    return `${name}: the config has it in key.statements`;
  }
  const taken = statement.Sid === wantedSid ? "" : ` (the Sid ${JSON.stringify(wantedSid)} is already used)`;
  const part = partial ? " (only the missing part)" : "";
  return `${JSON.stringify(statement.Sid)}${taken}${part}: ${whyText(requests)}`;
}

/** Which config a policy is merged with, where the user did not name one. */
export const configUsedText = (config: string, { owner, region }: Deployment): string =>
  `using ${printable(config)}, for a key of account ${owner} in ${region}`;

/** By the expectations' own sentences, each said once. */
const whyText = (requests: readonly ExpectedRequest[]): string =>
  enumeration([...new Set(requests.map(({ name }) => printable(name)))], 3);

/**
 * Why a policy cannot be merged, or what to look at after it was.
 *
 * @param file The policy's.
 * @param config The config's file, as the user would name it.
 */
export function mergeProblem(
  file: string,
  config: string,
  obstacle: MergeObstacle,
  severity: ReportedProblem["severity"],
): ReportedProblem {
  const { line, column } = obstacle;
  return {
    file,
    ...(line !== undefined && column !== undefined && { line, column }),
    ...(obstacle.code === "malformed" && { path: pathText(obstacle.fault.path) }),
    code: obstacle.code,
    message: obstacleText(obstacle, config),
    severity,
  };
}

function obstacleText(obstacle: MergeObstacle, config: string): string {
  switch (obstacle.code) {
    case "unreadable":
      return problemMessage(obstacle.fault);
    case "malformed":
      return policyFaultText(obstacle.fault);
    case "other-owner": {
      const { owners, account, open } = obstacle;
      const only = owners.length === 1 ? owners[0] : undefined;
      return (
        `the policy belongs to a key of account ${enumeration(owners, 3, "or")}, which it allows to change it, but ${config} is for a ` +
        `key of account ${account}: give the config of the policy's key with -c FILE` +
        (open && only !== undefined ? `, or give --account ${only}` : "")
      );
    }
    case "other-partition":
      return (
        `the policy belongs to a key in partition ${obstacle.partition}, but ${config} is for a key in ` +
        `${obstacle.expected}: give the config of the policy's key with -c FILE`
      );
    case "owner-unknown":
      return `the policy does not show which account owns its key; ${config} says ${obstacle.account}`;
    case "other-resource": {
      const { statement, resources } = obstacle;
      return (
        `${statementText(statement)} has no effect on the key that ${printable(config)} is for: its Resource is ` +
        `${printable(enumeration(resources, 3))}; in a key policy, "*" means the key`
      );
    }
    case "several-keys":
      return (
        `statements have the resources ${printable(enumeration(obstacle.arns, 3))}, but a policy is attached to one key. merge ignores ` +
        `these statements, because ${printable(config)} does not say which key it is; set key.existing there, or write "*"`
      );
    case "looser": {
      const { statement, keys, added } = obstacle;
      return (
        `${statementText(statement)} allows a part of ${JSON.stringify(added)} with conditions on ` +
        `${printable(enumeration(keys))}, which ${printable(config)} does not mention: ${JSON.stringify(added)} allows it ` +
        "without them"
      );
    }
    case "denied":
      return denyText(obstacle.deny);
    case "too-large": {
      const { bytes, maximum, added, statements, remedies } = obstacle;
      return (
        `with ${enumeration(added)} the policy would have ${bytes} bytes without spaces, and KMS accepts at most ` +
        `${maximum}; its largest statements are ${largestText(statements, bytes, statementText)}${remediesText(remedies)}`
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
    ? `${statementText(statement)} denies ${what}, which the config needs: an added statement cannot override a Deny`
    : `${statementText(statement)} may deny ${what}, depending on facts that the config does not contain`;
}
