import type { CompiledPolicy } from "../compile-policy";
import type { Subject } from "../fit";
import { isRoot } from "./naming-manner";
import { isBucketOwnersOperation, isEffectiveAcrossAccounts, isOnAlias, isWithoutKey } from "./operation";
import type { ResourceKind, Setting } from "./outcome";
import { resourcePolicySide } from "./resource-policy-side";

export function settingOf(
  policy: CompiledPolicy,
  subject: Subject,
  owner: string,
  kind: ResourceKind,
): Setting {
  const { action, caller, request } = subject;
  const isOwners = caller.account === owner;
  const isOwnersRoot = isOwners && isRoot(request.principal);
  // Nobody can assume a role with a root user's credentials.
  const isAssumable = kind !== "trust" || !isRoot(request.principal);
  return {
    kind,
    relation: !caller.hasOwnIam
      ? "without IAM"
      : !isOwners
        ? "other account"
        : isOwnersRoot
          ? "owner's root"
          : "same account",
    isIamAlone: kind === "key" && isWithoutKey(action),
    hasEffect: isAssumable && (isOwners || !isOwnersAlone(kind, action, caller.hasOwnIam)),
    isOnAlias: kind === "key" && isOnAlias(action),
    isForGrants: kind === "key" && action === "kms:retiregrant",
    passesDeny: kind === "bucket" && isOwnersRoot && isBucketOwnersOperation(action),
    policy: resourcePolicySide(policy, subject),
  };
}

/** Whether nobody but the owner's account can call the operation, whatever policies say. */
const isOwnersAlone = (kind: ResourceKind, action: string, hasOwnIam: boolean): boolean =>
  hasOwnIam &&
  (kind === "key"
    ? !isEffectiveAcrossAccounts(action)
    : kind === "bucket" && isBucketOwnersOperation(action));
