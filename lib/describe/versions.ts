import type { Config } from "../config/config";
import { providerRange } from "../config/provider-versions";
import { rangeText } from "../config/version-range";

/**
 * The Terraform versions that a module works on. `removed` blocks came with 1.7. Without one, the newest that a module
 * uses is `optional` in an object type, which came with 1.3; 1.5 is the oldest version that the modules were run with.
 * OpenTofu began at 1.6 with all of this except removals, which need OpenTofu 1.10.
 * https://developer.hashicorp.com/terraform/language/block/removed
 * https://github.com/hashicorp/terraform/blob/v1.3/CHANGELOG.md
 */
export const terraformVersionFor = ({ removals }: { readonly removals: readonly string[] }): string =>
  removals.length > 0 ? ">= 1.7.0" : ">= 1.5.0";

/** The AWS provider versions that a module works on, as far as the config allows them. */
export const awsProviderVersionFor = (config: Config): string =>
  rangeText(providerRange(config, config.awsProvider));
