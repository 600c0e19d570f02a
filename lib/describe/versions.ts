import type { Block } from "../terraform/blueprint";

/**
 * The Terraform versions that a module works on. `removed` blocks came with 1.7. Without one, the newest that a module
 * uses is `optional` in an object type, which came with 1.3; 1.5 is the oldest version that the modules were run with.
 * OpenTofu began at 1.6 with all of this except removals, which need OpenTofu 1.10.
 * https://developer.hashicorp.com/terraform/language/block/removed
 * https://github.com/hashicorp/terraform/blob/v1.3/CHANGELOG.md
 */
export const terraformVersionFor = ({ removals }: { readonly removals: readonly string[] }): string =>
  removals.length > 0 ? ">= 1.7.0" : ">= 1.5.0";

/**
 * The AWS provider versions that a module works on. `rotation_period_in_days` of a key came with 5.49, and
 * CloudTrail's delegated administrators with 5.63; everything else is older. Run with 5.100; 5.60 was only read about.
 * https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/CHANGELOG.md
 */
export const awsProviderVersionFor = ({ blocks }: { readonly blocks: readonly Block[] }): string =>
  blocks.some(({ type }) => type === "aws_cloudtrail_organization_delegated_admin_account")
    ? ">= 5.63.0, < 7.0.0"
    : ">= 5.60.0, < 7.0.0";
