import type { Config } from "../config/config";
import { isLogGroupOfKey } from "../config/log-group-key";
import { administratorManagesKey } from "./administrator-manages-key";
import { configUsesKey } from "./config-uses-key";
import type { TrailsToTry } from "./trails-to-try";
import { trailsToTry } from "./trails-to-try";
import type { Deployment } from "./deployment";
import type { Expectation } from "./expectation";
import { logGroupArn, logGroupIsKeptOut, logGroupUsesKey } from "./log-group-uses-key";
import { ownerKeepsControl } from "./owner-keeps-control";
import { readerReadsLogs } from "./reader-reads-logs";
import { strangersAreRefused } from "./strangers-are-refused";
import { trailUsesKey } from "./trail-uses-key";

/**
 * Every request that the config settles, with the verdict that its key policy must give. Made from the config
 * and never from the policy, so that one can prove the other.
 *
 * The styles `aws-docs` and `console` are known to grant more than `strict`; where they do, the expectation is
 * the verdict of that style.
 */
export function keyExpectations(config: Config, deployment: Deployment): readonly Expectation[] {
  const trails = trailsToTry(config, deployment);
  return [
    ...[...trails.allowed, ...trails.abroad].flatMap((trail) => trailUsesKey(config, trail)),
    ...configUsesKey(config, trails),
    ...strangersAreRefused(config, trails),
    ...logGroupExpectations(config, deployment, trails),
    ...config.readers.flatMap((reader) => readerReadsLogs(config, trails, reader)),
    ...config.key.administrators.flatMap((arn) => administratorManagesKey(config, trails, arn)),
    ...ownerKeepsControl(config, trails),
  ];
}

function logGroupExpectations(
  config: Config,
  deployment: Deployment,
  trails: TrailsToTry,
): readonly Expectation[] {
  const group = logGroupArn(config, deployment);
  if (group === null) return [];
  return isLogGroupOfKey(config)
    ? logGroupUsesKey(config, deployment, group, trails)
    : logGroupIsKeptOut(config, deployment, group);
}
