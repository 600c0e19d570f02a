import type { StatementCodes } from "../lint/own-statements/statement-codes";
import type { OversizedPolicy } from "../describe/policy-sizes";

/** What is wrong with a policy that a config gives. */
export interface PolicyCodes extends StatementCodes {
  readonly "policy-too-large": OversizedPolicy;
  /** A warning: the account's limit may have been raised. */
  readonly "policy-over-default": OversizedPolicy;
}
