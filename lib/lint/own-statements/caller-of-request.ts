import { isKnownKey } from "../../evaluate/known-keys";
import type { AccessRequest } from "../../evaluate/request";

export const isService = (principal: string): boolean => principal.endsWith(".amazonaws.com");

/** The account of an account ID or of an IAM or STS principal. */
export const accountOf = (principal: string): string | null =>
  /^\d{12}$/.test(principal) ? principal : (/^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1] ?? null);

/** Whether a request tells a condition key, or never has it. */
export const isTold = (
  key: string,
  { principal, context = {} }: Pick<AccessRequest, "principal" | "context">,
): boolean =>
  isKnownKey(key, isService(principal)) ||
  Object.keys(context).some((known) => known.toLowerCase() === key.toLowerCase());
