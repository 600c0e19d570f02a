import type { AccessRequest } from "../evaluate/request";
import { actionViolation, principalViolation, resourceViolation } from "../evaluate/request-violation";
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
  const violations = [
    ["principal", principalViolation(principal)],
    ["action", actionViolation(action)],
    ["--resource", resource === undefined ? undefined : resourceViolation(resource)],
  ] as const;
  for (const [path, violation] of violations) if (violation !== undefined) refuse(path, violation);
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
