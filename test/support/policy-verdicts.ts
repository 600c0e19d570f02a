import { describe as describeConfig } from "../../lib/describe/describe";
import type { Config } from "../../lib/config/config";
import { compileAttached } from "../../lib/evaluate/authorization/attached-policy";
import { pathlessRole } from "../../lib/evaluate/authorization/caller-sides";
import type { Documents, NamedPolicy } from "../../lib/evaluate/authorization/documents";
import { compileResourcePolicy } from "../../lib/evaluate/authorization/resource-policy";
import { authorize } from "../../lib/evaluate/authorize";
import type { CompiledPolicy } from "../../lib/evaluate/compile-policy";
import type { Verdict } from "../../lib/evaluate/decision";
import type { PolicyExpectation, PolicyRequest } from "../../lib/expectations/policy-expectation";
import { policyExpectations } from "../../lib/expectations/policy-expectations";
import { placeOf, policyIn } from "./place";

/** Policies by the names that expectations give them, as JSON. */
export type PolicySet = ReadonlyMap<string, unknown>;

/** All policies of a config, with every attribute that Terraform would find out. */
export function policiesIn(config: Config): PolicySet {
  const blueprint = describeConfig(config);
  return new Map(blueprint.policies.map(({ name }) => [name, policyIn(config, name, blueprint)]));
}

/** Policies made ready for many requests. A missing one is an error: it would allow nothing and pass for right. */
export class PoliciesAtWork {
  readonly #compiled = new Map<string, CompiledPolicy>();

  constructor(private readonly policies: PolicySet) {}

  /** The same policies but for one. */
  with(name: string, policy: unknown): PoliciesAtWork {
    const changed = new PoliciesAtWork(new Map([...this.policies, [name, policy]]));
    for (const [key, compiled] of this.#compiled) {
      if (!key.endsWith(` ${name}`)) changed.#compiled.set(key, compiled);
    }
    return changed;
  }

  /** The verdict of the first step that is not allowed. */
  verdictOf({ steps }: PolicyExpectation): Verdict {
    for (const step of steps) {
      const verdict = this.#verdictOf(step);
      if (verdict !== "Allowed") return verdict;
    }
    return "Allowed";
  }

  #verdictOf({ principal, action, resource, context, on, iam }: PolicyRequest): Verdict {
    const { kind, owner, policy } = on;
    return authorize(
      policy === null
        ? leftToIam(kind, owner)
        : this.#prepared(kind, policy, (json) => compileResourcePolicy(json, kind)),
      { principal, action, ...(resource !== undefined && { resource }), ...(context && { context }) },
      typeof iam === "string" ? alone : this.#withIam(principal, iam),
      { owner, kind, ...(typeof iam === "string" && { iamAllows: iamAllows[iam] }) },
    ).verdict;
  }

  #withIam(principal: string, names: readonly string[]): Documents {
    const policies = names.map((name): NamedPolicy => ({
      name,
      compiled: this.#prepared("identity", name, (json) => compileAttached(json, "identity")),
    }));
    const account = /:(\d{12}):/.exec(principal)?.[1] ?? "";
    const identity = { policies, boundary: null, sessionPolicies: [] };
    const identities = new Map(
      [principal, pathlessRole(principal) ?? principal].map((arn) => [arn, identity]),
    );
    return { ...alone, accounts: new Map([[account, { identities }]]) };
  }

  #prepared(kind: string, name: string, compile: (json: unknown) => CompiledPolicy): CompiledPolicy {
    const key = `${kind} ${name}`;
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    const json = this.policies.get(name);
    if (json === undefined) throw new Error(`the config has no policy ${name}`);
    const compiled = compile(json);
    this.#compiled.set(key, compiled);
    return compiled;
  }
}

const iamAllows = { nothing: false, everything: true, alias: "alias" } as const;

/** In no organization, without grants. */
const alone: Documents = { managementAccount: null, accounts: new Map(), grants: [] };

/** A resource whose policy leaves everything to its account's IAM: the default of a key; a bucket has none. */
function leftToIam(kind: "key" | "bucket" | "trust", owner: string): CompiledPolicy {
  const Statement =
    kind === "key" ? [{ Effect: "Allow", Principal: { AWS: owner }, Action: "kms:*", Resource: "*" }] : [];
  return compileResourcePolicy({ Version: "2012-10-17", Statement }, kind);
}

/** The expectations of a config that policies do not meet, by default the config's own. */
export function unmetOfAll(
  config: Config,
  policies: PolicySet = policiesIn(config),
): readonly { readonly name: string; readonly expected: string; readonly verdict: string }[] {
  const atWork = new PoliciesAtWork(policies);
  return policyExpectations(config, placeOf(config)).flatMap((expectation) => {
    const verdict = atWork.verdictOf(expectation);
    const { name, expect: expected } = expectation;
    return verdict === expected ? [] : [{ name, expected, verdict }];
  });
}
