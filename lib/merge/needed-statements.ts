import { describe } from "../describe/describe";
import { policyOf } from "../terraform/policy-of";
import { callerAccount, currentPartition, currentRegion } from "../describe/scope";
import type { Config } from "../config/config";
import { compileJson, evaluate } from "../evaluate/evaluate";
import type { CompiledPolicy } from "../evaluate/compile-policy";
import type { Expectation, Place } from "../expectations/expectation";
import { keyExpectations } from "../expectations/key-expectations";
import type { JsonValue } from "../terraform/canonical-json";
import { addressOf } from "../terraform/expression";

/** A statement as plain JSON. */
export type JsonObject = Readonly<Record<string, JsonValue>>;

/** A statement that the config's key policy has, and the requests that it is there for. */
export interface NeededStatement {
  readonly statement: JsonObject;
  readonly requests: readonly NeededRequest[];
}

/** A request that must be allowed. */
export type NeededRequest = Omit<Expectation, "expect">;

/**
 * What a config asks of the policy of its key, statement by statement. Which requests a statement is there for
 * follows from the config's expectations: those that it allows by itself.
 */
export function neededStatements(config: Config, place: Place): readonly NeededStatement[] {
  const policy = keyPolicyIn(config, place);
  const allowed = keyExpectations(config, place).filter(({ expect }) => expect === "Allowed");
  return policy.Statement.map((statement) => {
    const alone = compileJson({ ...policy, Statement: [statement] });
    const served = allowed.filter((expectation) => isAllowed(alone, expectation, place.owner));
    return { statement, requests: withEveryAction(served, statement) };
  });
}

/** The key policy that a config asks for, applied in a place: every attribute that Terraform would find out is known. */
export function keyPolicyIn(config: Config, place: Place): KeyPolicy {
  const known = {
    [addressOf(callerAccount)]: place.account,
    [addressOf(currentPartition)]: place.partition,
    [addressOf(currentRegion)]: place.region,
  };
  // What lib/blueprint makes is a policy document, with a list of statements.
  return policyOf(describe(config), "key", known) as unknown as KeyPolicy;
}

export interface KeyPolicy {
  readonly Version: string;
  readonly Statement: readonly JsonObject[];
}

export function isAllowed(policy: CompiledPolicy, needed: NeededRequest, owner: string): boolean {
  const { principal, action, context = {}, iamAllows = false } = needed;
  return evaluate(policy, { principal, action, context }, { owner, iamAllows }).verdict === "Allowed";
}

/** An action that the statement lists and no expectation asks for counts like those that one asks for. */
function withEveryAction(
  requests: readonly NeededRequest[],
  { Action }: JsonObject,
): readonly NeededRequest[] {
  const listed = [Action]
    .flat()
    .filter((action): action is string => typeof action === "string" && !/[*?]/.test(action));
  const all = requests.flatMap((request) => [request, ...listed.map((action) => ({ ...request, action }))]);
  const keyOf = ({ principal, action, context, iamAllows }: NeededRequest): string =>
    JSON.stringify([principal, action, context, iamAllows]);
  return [...new Map(all.reverse().map((request) => [keyOf(request), request])).values()].reverse();
}
