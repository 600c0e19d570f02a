import type { Config } from "../../config/config";
import { partitionOf } from "../../config/partition";

/** Where the tests of a module pretend to be: where the config says, what its ARNs imply, or a place for examples. */
export interface TestPlace {
  readonly partition: string;
  readonly region: string;
  /** The account of the provider without an alias. */
  readonly account: string;
  /** Account IDs that the config does not name. */
  readonly strangers: readonly string[];
}

export function testPlace(config: Config): TestPlace {
  const { key } = config;
  const readers = config.readers.flatMap((reader) => (reader.kind === "principal" ? [reader.arn] : []));
  const trails = [...config.encryptFor, ...(config.bucket?.deliverFrom ?? [])].flatMap((source) =>
    source.kind === "trail" ? [source.arn] : [],
  );
  const [principal] = [...key.administrators, ...readers];
  const [, implied] = (key.existing ?? principal ?? trails[0] ?? "").split(":");
  const region = config.region ?? key.existing?.split(":")[3] ?? regions.get(implied ?? "") ?? "us-east-1";
  const named = JSON.stringify(config);
  const free = exampleAccounts.filter((id) => !named.includes(id));
  // Principals that are named by ARN are of the account that owns the key.
  const ofPrincipal = key.existing === null && key.provider === null ? principal?.split(":")[4] : undefined;
  const account = config.account ?? ofPrincipal ?? free[0] ?? "111111111111";
  return {
    partition: partitionOf(region) ?? "aws",
    region,
    account,
    strangers: free.filter((id) => id !== account),
  };
}

const exampleAccounts = Array.from({ length: 40 }, (_, index) =>
  index < 9 ? String(index + 1).repeat(12) : String(100_000_000_000 + 1_111_111_111 * index),
);

const regions: ReadonlyMap<string, string> = new Map([
  ["aws-cn", "cn-north-1"],
  ["aws-us-gov", "us-gov-west-1"],
  ["aws-iso", "us-iso-east-1"],
  ["aws-iso-b", "us-isob-east-1"],
  ["aws-iso-e", "eu-isoe-west-1"],
  ["aws-iso-f", "us-isof-south-1"],
  ["aws-eusc", "eusc-de-east-1"],
]);
