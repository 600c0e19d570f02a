import { parseCaller } from "../evaluate/caller";
import type { AccessRequest } from "../evaluate/request";
import { UnknownPrincipalError } from "../evaluate/request";
import type { ReportedProblem } from "../report/problem";
import { UserError } from "../report/problem";

export interface RequestOptions {
  readonly context?: readonly string[];
  readonly resource?: string;
}

/**
 * The request that a command line asks about.
 *
 * @throws UserError with all that is malformed.
 */
export function requestOf(principal: string, action: string, options: RequestOptions): AccessRequest {
  const { context = [], resource } = options;
  const problems: ReportedProblem[] = [];
  const refuse = (path: string, message: string): void => {
    problems.push({ path, message, severity: "error" });
  };
  if (!parseCaller(principal, "aws")) refuse("principal", new UnknownPrincipalError(principal).message);
  const wrongAction = actionViolation(action);
  if (wrongAction !== undefined) refuse("action", wrongAction);
  const wrongResource = resource === undefined ? undefined : resourceViolation(resource);
  if (wrongResource !== undefined) refuse("--resource", wrongResource);
  for (const entry of context) {
    if (entry.indexOf("=") < 1) {
      refuse(
        "--context",
        `${JSON.stringify(entry)} is no condition key with its value: write aws:SourceArn=arn:…`,
      );
    }
  }
  if (problems.length > 0) throw new UserError(problems);
  return { principal, action, context: contextOf(context), ...(resource !== undefined && { resource }) };
}

/** What is wrong with an action, or undefined. A request is for one action: wildcards are a policy's. */
export function actionViolation(action: string): string | undefined {
  if (/^[a-z0-9-]+:[a-z0-9]+$/i.test(action)) return undefined;
  return `${JSON.stringify(action)} is no action: write its service and name, without wildcards, as kms:Decrypt`;
}

export function resourceViolation(resource: string): string | undefined {
  if (/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/s.test(resource)) return undefined;
  return `${JSON.stringify(resource)} is no ARN; leave it out for the key that the policy is on`;
}

/** A key that is given twice has two values. */
function contextOf(entries: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const values = new Map<string, readonly string[]>();
  for (const entry of entries) {
    const at = entry.indexOf("=");
    const key = entry.slice(0, at);
    values.set(key, [...(values.get(key) ?? []), entry.slice(at + 1)]);
  }
  return Object.fromEntries(values);
}
