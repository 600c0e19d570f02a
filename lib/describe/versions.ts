/** The Terraform versions that the emitted module works on: 1.5 is the first with `check` blocks. */
export const requiredTerraformVersion = ">= 1.5.0";

/** The AWS provider versions that the emitted module works on. Tried with 5.100 and 6.x. */
export const requiredAwsProviderVersion = ">= 5.60.0, < 7.0.0";
