import type { Config } from "../../config/config";
import { existingKeyArn, keyOwner } from "../../config/key-owner";
import { describeResources } from "../../describe/describe";
import { attributesOf } from "../../describe/deployment-attributes";
import type { Deployment } from "../../expectations/deployment";
import { policyOf } from "../../terraform/policy-of";
import type { LintedPolicy, LintedStatement } from "../linted-policy";
import { lintedPolicy, statementsIn } from "../linted-policy";
import { someRegion, unknownAccount } from "../trails";

/** Where a key is applied, as far as it is known. */
export interface Place {
  readonly account: string | null;
  readonly region: string | null;
  readonly partition: string | null;
}

/** A policy that has statements of the user's own, after those of the config. */
export interface OwnPolicy {
  readonly deployment: Deployment;
  readonly policy: LintedPolicy;
  /** The index in the policy of the first statement that is the user's. */
  readonly first: number;
  readonly own: readonly LintedStatement[];
}

/** Where the place is not known, an account and a Region stand for it that nobody has or that make no difference. */
export function ownPolicy(config: Config, place: Place): OwnPolicy {
  const deployment = deploymentIn(config, place);
  const json = policyOf(describeResources(config), "key", attributesOf(deployment));
  return policyWithOwn(deployment, json, config.key.statements.length);
}

/** @param count how many statements at the end of the policy are the user's */
export function policyWithOwn(deployment: Deployment, json: unknown, count: number): OwnPolicy {
  const policy = lintedPolicy(json);
  const first = statementsIn(json).length - count;
  return {
    deployment,
    policy,
    first,
    own: policy.statements.filter(({ statement }) => statement.index >= first),
  };
}

/** What is known of a place, with a stand-in for the rest. */
export function deploymentIn(config: Config, place: Place): Deployment {
  const existing = existingKeyArn(config);
  const account = place.account ?? existing?.account ?? unknownAccount;
  return {
    account,
    region: place.region ?? existing?.region ?? someRegion,
    partition: place.partition ?? existing?.partition ?? partitionNamed(config) ?? "aws",
    owner: keyOwner({ ...config, account }) ?? account,
  };
}

const partitionNamed = (config: Config): string | undefined =>
  /"arn:(aws[a-z-]*):/.exec(JSON.stringify([config.key, config.readers, config.encryptFor]))?.[1];
