import { isObject } from "../../policy/is-object";
import { parsePolicy } from "../../policy/parse-policy";
import type { Policy, PolicyFault } from "../../policy/policy";
import { CompiledPolicy, compilePolicy } from "../compile-policy";
import { attachedResourceTest } from "./attached-resource";

/** The kinds of policies that are attached to principals and accounts, not to the resource. */
export type AttachedKind = "identity" | "boundary" | "session" | "scp" | "rcp";

/**
 * Prepares a policy that is attached to a principal or an account from its JSON, parsed. It has no Principal, but for a
 * resource control policy, whose Principal is `*`.
 */
export function compileAttached(json: unknown, kind: AttachedKind): CompiledPolicy {
  const prepared = kind === "rcp" ? { json, faults: [] } : withEverybody(json);
  const { policy, faults } = parsePolicy(prepared.json);
  const statements = compilePolicy(policy).statements.map((compiled) => {
    const { resources } = compiled.statement;
    return { ...compiled, resources: resources && attachedResourceTest(resources, policy.version) };
  });
  const missing = [...elementFaults(policy), ...(kind === "rcp" ? controlFaults(policy) : [])];
  // Only a bare account ID takes its partition from the policy, and who calls is not decided here.
  return new CompiledPolicy(statements, [...faults, ...prepared.faults, ...missing], "aws");
}

interface Prepared {
  readonly json: unknown;
  readonly faults: readonly PolicyFault[];
}

/** The evaluator asks whom a statement names: it is whoever the policy is attached to. */
function withEverybody(json: unknown): Prepared {
  if (!isObject(json) || json.Statement === undefined) return { json, faults: [] };
  const { Statement: given } = json;
  const isList = Array.isArray(given);
  const list: readonly unknown[] = isList ? given : [given];
  const faults = list.flatMap((statement, index) =>
    principalMembers(statement).map((member): PolicyFault => ({
      code: "principal-of-attached",
      path: [...(isList ? ["Statement", index] : ["Statement"]), member],
      args: { member },
    })),
  );
  const named = list.map((statement) =>
    isObject(statement) && principalMembers(statement).length === 0
      ? { ...statement, Principal: "*" }
      : statement,
  );
  return { json: { ...json, Statement: isList ? named : named[0] }, faults };
}

const principalMembers = (statement: unknown): readonly string[] =>
  isObject(statement)
    ? ["Principal", "NotPrincipal"].filter((member) => statement[member] !== undefined)
    : [];

/** KMS stores a key policy whose statement lacks one of these; IAM and Organizations refuse theirs. */
const elementFaults = ({ statements }: Policy): readonly PolicyFault[] =>
  statements.flatMap(({ index, actions, resources, malformed }) => [
    ...(actions || malformed.includes("action") ? [] : [missingElement(index, "Action")]),
    ...(resources || malformed.includes("resource") ? [] : [missingElement(index, "Resource")]),
  ]);

const missingElement = (index: number, element: string): PolicyFault => ({
  code: "element-missing",
  path: ["Statement", index],
  args: { element },
});

/**
 * A resource control policy only denies, and names everybody.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
const controlFaults = ({ statements }: Policy): readonly PolicyFault[] =>
  statements.flatMap(
    ({ index, effect, principals, actions, resources, conditions }): readonly PolicyFault[] => {
      const path = ["Statement", index];
      const isEverybody =
        principals?.negated === false && principals.principals.every(({ value }) => value === "*");
      const isAll = [actions, resources].every(
        (element) => !element?.negated && element?.values.join() === "*",
      );
      // RCPFullAWSAccess itself may be among the policies that somebody lists.
      const isImplied = isEverybody && isAll && conditions.length === 0;
      return [
        ...(effect === "Allow" && !isImplied ? [{ code: "rcp-allow" as const, path, args: {} }] : []),
        ...(principals && !isEverybody ? [{ code: "rcp-principal" as const, path, args: {} }] : []),
      ];
    },
  );
