import { describeResources } from "../describe/describe";
import { policyOf } from "../terraform/policy-of";
import { attributesOf } from "../describe/deployment-attributes";
import type { Config } from "../config/config";
import { compileJson } from "../evaluate/evaluate";
import type { Deployment } from "../expectations/deployment";
import type { ExpectedRequest } from "../expectations/expectation";
import { keyExpectations } from "../expectations/key-expectations";
import { kmsActionNamed } from "../policy/kms-actions";
import type { JsonValue } from "../terraform/canonical-json";
import { isAllowed } from "./decision-on";

/** A statement as plain JSON. */
export type JsonObject = Readonly<Record<string, JsonValue>>;

/** A statement that the config's key policy has, and the requests that it is there for. */
export interface NeededStatement {
  readonly statement: JsonObject;
  readonly requests: readonly ExpectedRequest[];
  /** Whether it is one of `key.statements`, which is wanted as it is, whatever else the policy grants. */
  readonly own: boolean;
}

/**
 * What a config asks of the policy of its key, statement by statement. Which requests a statement is there for
 * follows from the config's expectations: those that it allows by itself.
 */
export function neededStatements(config: Config, deployment: Deployment): readonly NeededStatement[] {
  const policy = keyPolicyIn(config, deployment);
  const allowed = keyExpectations(config, deployment).filter(({ expect }) => expect === "Allowed");
  const first = policy.Statement.length - config.key.statements.length;
  return policy.Statement.map((statement, index) => {
    if (index >= first) return { statement, requests: [], own: true };
    const alone = compileJson({ ...policy, Statement: [statement] });
    const served = allowed.filter((expectation) => isAllowed(alone, expectation, deployment.owner));
    return { statement, requests: withEveryAction(served, statement), own: false };
  });
}

/** The key policy that a config asks for, applied in a deployment: every attribute that Terraform would find out is known. */
export function keyPolicyIn(config: Config, deployment: Deployment): KeyPolicy {
  // What describe makes is a policy document, with a list of statements.
  return policyOf(describeResources(config), "key", attributesOf(deployment)) as unknown as KeyPolicy;
}

export interface KeyPolicy {
  readonly Version: string;
  readonly Statement: readonly JsonObject[];
}

/** The same for another action. For an alias the caller needs its own IAM, whatever the key policy says. */
function asking({ iamAllows, ...request }: ExpectedRequest, action: string): ExpectedRequest {
  if (iamAllows === true) return { ...request, action, iamAllows };
  return { ...request, action, ...(kmsActionNamed(action)?.onAlias === true && { iamAllows: "alias" }) };
}

/** An action that the statement lists and no expectation asks for counts like those that one asks for. */
function withEveryAction(
  requests: readonly ExpectedRequest[],
  { Action }: JsonObject,
): readonly ExpectedRequest[] {
  const listed = [Action]
    .flat()
    .filter((action): action is string => typeof action === "string" && !/[*?]/.test(action));
  const all = requests.flatMap((request) => [request, ...listed.map((action) => asking(request, action))]);
  const keyOf = ({ principal, action, context, iamAllows }: ExpectedRequest): string =>
    JSON.stringify([principal, action, context, iamAllows]);
  return [...new Map(all.reverse().map((request) => [keyOf(request), request])).values()].reverse();
}
