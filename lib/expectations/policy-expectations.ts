import type { Config } from "../config/config";
import { accessLogExpectations } from "./access-log-expectations";
import { alarmExpectations } from "./alarm-expectations";
import { bucketExpectations } from "./bucket-expectations";
import type { DeploymentWithKey } from "./deployment";
import { identityExpectations } from "./identity-expectations";
import { keyExpectations } from "./key-expectations";
import { logReads } from "./log-reads";
import type { PolicyExpectation } from "./policy-expectation";
import { ofKeyPolicy } from "./policy-expectation";
import { monitoringExpectations } from "./monitoring-expectations";
import { trustExpectations } from "./trust-expectations";

/**
 * Every request that the config settles, with the verdict that must come of it, for all of its policies: of the key, of
 * the bucket, of the bucket of its access logs, of the IAM of readers and of the roles that are created for them; and who can read a log with all of
 * them together. Made from the config and never from a policy, so that one can prove the other.
 *
 * Without permissions boundaries, session policies, an organization's policies and grants.
 */
export const policyExpectations = (
  config: Config,
  deployment: DeploymentWithKey,
): readonly PolicyExpectation[] => [
  ...keyExpectations(config, deployment).map(ofKeyPolicy(deployment.owner)),
  ...bucketExpectations(config, deployment),
  ...accessLogExpectations(config, deployment),
  ...identityExpectations(config, deployment),
  ...trustExpectations(config, deployment),
  ...logReads(config, deployment),
  ...monitoringExpectations(config, deployment),
  ...alarmExpectations(config, deployment),
];
