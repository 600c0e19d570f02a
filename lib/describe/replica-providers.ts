import type { Config } from "../config/config";
import { providerCan, providerRange } from "../config/provider-versions";
import { replicaName } from "../config/replica-name";

/** The provider that builds what a replica's Region has, in the account of the key. */
interface ReplicaProvider {
  readonly alias: string;
  readonly region: string;
}

/** The provider of each Region with a replica. None where every version of the AWS provider takes the Region as an argument. */
export const replicaProviders = (config: Config): readonly ReplicaProvider[] =>
  config.key.existing !== null || providerCan(providerRange(config, config.awsProvider)).setRegion
    ? []
    : config.key.replicas.map((region) => ({ alias: replicaName(region), region }));

/** The Region of the replica that a provider is for. Undefined: it is for an account. */
export const replicaRegion = (config: Config, alias: string): string | undefined =>
  replicaProviders(config).find((provider) => provider.alias === alias)?.region;
