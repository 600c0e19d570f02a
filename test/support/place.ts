import type { Blueprint } from "../../lib/terraform/blueprint";
import { describe as describeConfig } from "../../lib/describe/describe";
import { policyOf } from "../../lib/terraform/policy-of";
import type { Config } from "../../lib/config/config";
import { keyOwner } from "../../lib/config/key-owner";
import { parseConfig } from "../../lib/config/parse";
import { partitionOf } from "../../lib/config/partition";
import { logsPrincipal } from "../../lib/policy/cloudwatch-logs";
import type { DeploymentWithKey } from "../../lib/expectations/deployment";

/** The config that an input parses to; a test that gives a wrong one fails with what is wrong. */
export function configOf(input: unknown): Config {
  const parsed = parseConfig(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 2));
  return parsed.config;
}

/** Where a config's module is applied: where it says or its ARNs imply, else a place of the tests' own. */
export function placeOf(config: Config): DeploymentWithKey {
  const { existing, administrators } = config.key;
  const readers = config.readers.flatMap((reader) => (reader.kind === "principal" ? [reader.arn] : []));
  const trails = [...config.encryptFor, ...(config.bucket?.deliverFrom ?? [])].flatMap((source) =>
    source.kind === "trail" ? [source.arn] : [],
  );
  const [principal] = [...administrators, ...readers];
  const [, partition] = (existing ?? principal ?? trails[0] ?? "").split(":");
  const region =
    config.region ?? existing?.split(":")[3] ?? regions.get(partition ?? "aws") ?? "eu-central-1";
  const account = config.account ?? (existing ? undefined : principal?.split(":")[4]) ?? "123456789012";
  const of = partitionOf(region) ?? "aws";
  const owner = keyOwner({ ...config, account }) ?? account;
  return {
    region,
    account,
    partition: of,
    owner,
    keyArn: existing ?? `arn:${of}:kms:${region}:${owner}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  };
}

const regions: ReadonlyMap<string, string> = new Map([
  ["aws-cn", "cn-north-1"],
  ["aws-us-gov", "us-gov-west-1"],
  ["aws-iso", "us-iso-east-1"],
  ["aws-eusc", "eusc-de-east-1"],
]);

/** A policy of a config as JSON, with every attribute that Terraform would find out in that place. */
export function policyIn(
  config: Config,
  name = "key",
  blueprint: Blueprint = describeConfig(config),
): unknown {
  const place = placeOf(config);
  return policyOf(blueprint, name, {
    "data.aws_partition.current.partition": place.partition,
    "data.aws_region.current.id": place.region,
    "data.aws_caller_identity.current.account_id": place.account,
    "data.aws_service_principal.logs.id": logsPrincipal(place.partition, place.region),
    "aws_kms_key.this.arn": place.keyArn,
  });
}
