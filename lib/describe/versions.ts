/**
 * The Terraform versions that a module works on. 1.5 is the oldest that it is written for; `removed` blocks came
 * with 1.7.
 * https://developer.hashicorp.com/terraform/language/block/removed
 */
export const terraformVersionFor = ({ removals }: { readonly removals: readonly string[] }): string =>
  removals.length > 0 ? ">= 1.7.0" : ">= 1.5.0";

/** The AWS provider versions that a module works on. Tried with 5.100. */
export const requiredAwsProviderVersion = ">= 5.60.0, < 7.0.0";
