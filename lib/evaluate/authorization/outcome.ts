import type { Decision } from "../decision";
import type { Truth } from "../truth";
import { and, not, or } from "../truth";
import type { ResourcePolicySide } from "./resource-policy-side";
import type { Weight } from "./weight";

/** The kind of resource that the policy is on, whose service has its own rules. */
export type ResourceKind = "key" | "bucket" | "trust";

/** What stays the same whatever the documents say. */
export interface Setting {
  readonly kind: ResourceKind;
  readonly relation: "owner's root" | "same account" | "other account" | "without IAM";
  /** Whether the operation acts on no resource that has a policy, so that the caller's IAM decides alone. */
  readonly isIamAlone: boolean;
  /** Whether an Allow has any effect. */
  readonly hasEffect: boolean;
  readonly isOnAlias: boolean;
  /** Whether no Allow of a policy is enough without a grant. */
  readonly isForGrants: boolean;
  /** Whether a Deny of the resource policy does not count: a bucket's root user can always repair its policy. */
  readonly passesDeny: boolean;
  readonly policy: ResourcePolicySide;
}

/** What is known, or assumed, of every other side. */
export interface Values {
  readonly identity: Weight;
  readonly boundary: Weight;
  readonly session: Weight;
  readonly scps: Weight;
  readonly rcps: Weight;
  readonly grants: Truth;
  readonly hasBoundary: Truth;
  readonly onAlias: Truth;
}

export interface Outcome {
  readonly denied: Truth;
  /** Whether an Allow is found wherever one is needed. */
  readonly allowed: Truth;
}

/**
 * An explicit Deny anywhere wins. Then an Allow is needed from the organization's policies and from the side that
 * grants, which is the resource policy, a grant or the caller's IAM, by the rules of the resource's service.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function outcomeOf(setting: Setting, values: Values): Outcome {
  const { policy, isIamAlone, relation } = setting;
  const { identity, boundary, session, scps, rcps } = values;
  const bounded = relation !== "without IAM" && relation !== "owner's root";
  const deniedByPolicy = bounded
    ? or(policy.denies, and(policy.deniesBounded, values.hasBoundary))
    : policy.denies;
  const others = [identity, boundary, session, scps, rcps];
  const denied = others.reduce<Truth>(
    (sum, { denies }) => or(sum, denies),
    isIamAlone || setting.passesDeny ? false : deniedByPolicy,
  );
  return { denied, allowed: and(granted(setting, values), and(scps.allows, rcps.allows)) };
}

function granted(setting: Setting, values: Values): Truth {
  const { kind, relation, policy, isIamAlone, isOnAlias, isForGrants, hasEffect } = setting;
  const { identity, boundary, session, grants } = values;
  const { exact, role, everyone, account } = policy.allows;
  const limits = and(boundary.allows, session.allows);
  const iam = relation === "without IAM" ? false : and(identity.allows, limits);
  if (isIamAlone) return iam;
  if (!hasEffect) return false;
  if (isForGrants) return relation === "owner's root" ? true : grants;
  const named = or(or(exact, role), everyone);
  switch (relation) {
    case "without IAM":
      // For the alias, IAM would have to allow it, which only IAM's own principals have.
      return !isOnAlias && or(named, grants);
    case "other account":
      return or(and(or(named, account), iam), and(grants, sure(iam)));
    case "owner's root":
      return kind === "bucket" ? true : or(or(named, account), grants);
    case "same account": {
      const itself = or(or(exact, and(role, limits)), and(or(everyone, grants), sure(limits)));
      const allowed = or(itself, and(account, iam));
      if (kind === "bucket") return or(allowed, iam);
      return isOnAlias ? and(allowed, and(values.onAlias, limits)) : allowed;
    }
  }
}

/** What AWS does not document where this is not so. */
const sure = (truth: Truth): Truth => (truth === true ? true : "unknown");

/** The verdicts between which the unknown leaves the choice. */
export function possibleVerdicts({ denied, allowed }: Outcome): Decision["possible"] {
  if (denied === true) return ["ExplicitlyDenied"];
  const otherwise: Decision["possible"] =
    allowed === true
      ? ["Allowed"]
      : allowed === false
        ? ["ImplicitlyDenied"]
        : ["Allowed", "ImplicitlyDenied"];
  return denied === false ? otherwise : [...otherwise, "ExplicitlyDenied"];
}

/** Whether the request goes through, whatever refuses it. */
export const goesThrough = ({ denied, allowed }: Outcome): Truth => and(not(denied), allowed);
