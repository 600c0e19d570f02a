import { parseCaller } from "./caller";
import { UnknownPrincipalError } from "./request";

/** What is wrong with the principal of a request, or undefined. */
export const principalViolation = (principal: string): string | undefined =>
  parseCaller(principal, "aws") ? undefined : new UnknownPrincipalError(principal).message;

/** What is wrong with its action, or undefined. A request is for one action: wildcards are a policy's. */
export function actionViolation(action: string): string | undefined {
  if (/^[a-z0-9-]+:[a-z0-9]+$/i.test(action)) return undefined;
  return `${JSON.stringify(action)} is no action: write its service and name, without wildcards, as kms:Decrypt`;
}

/** What is wrong with its resource, or undefined. */
export function resourceViolation(resource: string): string | undefined {
  if (/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/s.test(resource)) return undefined;
  return `${JSON.stringify(resource)} is no ARN; leave it out for the key that the policy is on`;
}
