import type { PolicyFault } from "../policy/policy";

/** What is wrong with the policies beside a key policy, besides what their schema refuses. */
export interface DocumentCodes {
  /** AWS would refuse the policy. */
  readonly "document-fault": { readonly fault: PolicyFault };
  /** A key of `accounts` that is no account ID. */
  readonly "documents-account": { readonly value: string };
  /** A key of `identities` that is not the ARN of a user, role or session of the account. */
  readonly "documents-identity": { readonly value: string; readonly account: string };
  /** What a role session does not have of its own, or what a user or role does not have. */
  readonly "documents-session": { readonly isSession: boolean };
  readonly "documents-no-policies": { readonly level: string };
  readonly "documents-level-twice": { readonly level: string };
  /** SCPs or RCPs beside an account that is in no organization. */
  readonly "documents-without-organization": { readonly account: string };
  readonly "grantee-unknown": { readonly value: string };
  /** `aws kms list-grants` printed a part of the grants. */
  readonly "grants-truncated": object;
}
