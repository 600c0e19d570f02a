import { addressOf } from "../terraform/expression";
import type { KnownAttributes } from "../terraform/config-bindings";
import { logsPrincipal } from "../policy/cloudwatch-logs";
import { logsService } from "./statements/logs-encrypt-log-group";
import { callerAccount, currentPartition, currentRegion } from "./scope";

/** The attributes of Terraform's data sources in a deployment, by address. What is null is left to Terraform. */
export function attributesOf(deployment: {
  readonly account: string | null;
  readonly region: string | null;
  readonly partition: string | null;
}): KnownAttributes {
  const values = [
    [callerAccount, deployment.account],
    [currentRegion, deployment.region],
    [currentPartition, deployment.partition],
    [
      logsService,
      deployment.partition === null || deployment.region === null
        ? null
        : logsPrincipal(deployment.partition, deployment.region),
    ],
  ] as const;
  return Object.fromEntries(
    values.flatMap(([of, value]) => (value === null ? [] : [[addressOf(of), value]])),
  );
}
