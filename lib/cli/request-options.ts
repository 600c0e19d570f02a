import type { AccessRequest } from "../evaluate/request";
import { isAction, isCaller, isResource } from "../evaluate/request-parts";
import type { ReportedProblem } from "../report/problem";
import { reported, UserError } from "../report/problem";
import type { Mistake } from "../report/problem-message";

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
  const refuse = (path: string, mistake: Mistake): void => {
    problems.push(reported({ ...mistake, path }));
  };
  if (!isCaller(principal)) {
    refuse("principal", { code: "request-principal", args: { value: principal } });
  }
  if (!isAction(action)) {
    refuse("action", { code: "request-action", args: { value: action } });
  }
  if (resource !== undefined && !isResource(resource)) {
    refuse("--resource", { code: "request-resource", args: { value: resource } });
  }
  for (const entry of context) {
    if (entry.indexOf("=") < 1) refuse("--context", { code: "context-entry", args: { entry } });
  }
  if (problems.length > 0) throw new UserError(problems);
  return { principal, action, context: contextFrom(context), ...(resource !== undefined && { resource }) };
}

/** A key that is given twice has two values. */
function contextFrom(entries: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const values = new Map<string, readonly string[]>();
  for (const entry of entries) {
    const at = entry.indexOf("=");
    const key = entry.slice(0, at);
    values.set(key, [...(values.get(key) ?? []), entry.slice(at + 1)]);
  }
  return Object.fromEntries(values);
}
