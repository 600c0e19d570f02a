import type { LintRule } from "./lint-rule";
import { accountId } from "./rules/account-id";
import { actionWithoutKey } from "./rules/action-without-key";
import { administratorCannotManage } from "./rules/administrator-cannot-manage";
import { callerAccountOfEveryone } from "./rules/caller-account-of-everyone";
import { cloudTrailCannotDecrypt } from "./rules/cloudtrail-cannot-decrypt";
import { cloudTrailCannotDescribe } from "./rules/cloudtrail-cannot-describe";
import { cloudTrailCannotEncrypt } from "./rules/cloudtrail-cannot-encrypt";
import { configCannotUseKey } from "./rules/config-cannot-use-key";
import { deadCondition } from "./rules/dead-condition";
import { denyBlocksCloudTrail } from "./rules/deny-blocks-cloudtrail";
import { denyBlocksReaders } from "./rules/deny-blocks-readers";
import { duplicateSid } from "./rules/duplicate-sid";
import { endlessPlan } from "./rules/endless-plan";
import { foreignAccount } from "./rules/foreign-account";
import { foreignSource } from "./rules/foreign-source";
import { impossibleCondition } from "./rules/impossible-condition";
import { impossiblePrincipal } from "./rules/impossible-principal";
import { lockout } from "./rules/lockout";
import { malformedPolicy } from "./rules/malformed-policy";
import { missingElement } from "./rules/missing-element";
import { needlessServiceAction } from "./rules/needless-service-action";
import { noEffectAcrossAccounts } from "./rules/no-effect-across-accounts";
import { noTrailArn } from "./rules/no-trail-arn";
import { organizationOfEveryone } from "./rules/organization-of-everyone";
import { ownerNotKnown } from "./rules/owner-not-known";
import { policyNotKnown } from "./rules/policy-not-known";
import { policyOwnedTwice } from "./rules/policy-owned-twice";
import { policySize } from "./rules/policy-size";
import { readerBeyondDecrypt } from "./rules/reader-beyond-decrypt";
import { readerCannotDecrypt } from "./rules/reader-cannot-decrypt";
import { readerWithoutContext } from "./rules/reader-without-context";
import { refusedCharacter } from "./rules/refused-character";
import { resourceIsNoKey } from "./rules/resource-is-no-key";
import { resourceOfAnotherKey } from "./rules/resource-of-another-key";
import { serviceUnconditioned } from "./rules/service-unconditioned";
import { serviceWithoutContext } from "./rules/service-without-context";
import { serviceWithoutSource } from "./rules/service-without-source";
import { straySpace } from "./rules/stray-space";
import { unescapedInterpolation } from "./rules/unescaped-interpolation";
import { unknownAction } from "./rules/unknown-action";
import { unknownConditionKey } from "./rules/unknown-condition-key";
import { wildcardComparedLiterally } from "./rules/wildcard-compared-literally";
import { worldOpen } from "./rules/world-open";
import { wrongAccount } from "./rules/wrong-account";
import { wrongPartition } from "./rules/wrong-partition";

/** Every rule, in the order of the documentation: who gets in, whether CloudTrail and readers do, what is dead, the rest. */
export const allRules = [
  malformedPolicy,
  worldOpen,
  foreignAccount,
  foreignSource,
  noEffectAcrossAccounts,
  ownerNotKnown,
  callerAccountOfEveryone,
  organizationOfEveryone,
  serviceUnconditioned,
  serviceWithoutSource,
  serviceWithoutContext,
  needlessServiceAction,
  cloudTrailCannotEncrypt,
  cloudTrailCannotDescribe,
  cloudTrailCannotDecrypt,
  denyBlocksCloudTrail,
  configCannotUseKey,
  readerCannotDecrypt,
  readerWithoutContext,
  readerBeyondDecrypt,
  denyBlocksReaders,
  lockout,
  administratorCannotManage,
  deadCondition,
  impossibleCondition,
  missingElement,
  unknownAction,
  actionWithoutKey,
  unknownConditionKey,
  wildcardComparedLiterally,
  straySpace,
  impossiblePrincipal,
  accountId,
  wrongPartition,
  wrongAccount,
  noTrailArn,
  resourceIsNoKey,
  resourceOfAnotherKey,
  duplicateSid,
  endlessPlan,
  policySize,
  refusedCharacter,
  unescapedInterpolation,
  policyNotKnown,
  policyOwnedTwice,
] as const;

type AnyRule = (typeof allRules)[number];

export type RuleId = AnyRule["id"];

export type RuleArgs = {
  readonly [Id in RuleId]: Extract<AnyRule, { readonly id: Id }> extends LintRule<Id, infer Args>
    ? Args
    : never;
};
