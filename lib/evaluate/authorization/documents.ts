import type { CompiledPolicy } from "../compile-policy";
import type { Grant } from "./grant";

/**
 * The policies beside the resource policy that decide a request. What is undefined is not known; a null or an empty
 * list says that there is none.
 */
export interface Documents {
  /** Of the accounts' organization. Null: they are in no organization. */
  readonly managementAccount?: string | null;
  readonly accounts: ReadonlyMap<string, AccountDocuments>;
  /** The key's grants. */
  readonly grants?: readonly Grant[];
}

export interface AccountDocuments {
  /** The service control policies that bind the account's own principals; each level must allow the request. */
  readonly scps?: readonly ScpLevel[];
  /** The resource control policies that bind the account's resources. `RCPFullAWSAccess` is implied. */
  readonly rcps?: readonly NamedPolicy[];
  /** By the ARN of a user, a role, a role session or a federated user. */
  readonly identities: ReadonlyMap<string, IdentityDocuments>;
}

/** The root, an organizational unit or the account, with the policies that are attached there. */
export interface ScpLevel {
  readonly level: string;
  readonly policies: readonly NamedPolicy[];
}

/** A role session has its own `sessionPolicies` and, beside them, what its role has. */
export interface IdentityDocuments {
  /** All identity-based policies, inline or attached, those of a user's groups included. */
  readonly policies?: readonly NamedPolicy[];
  readonly boundary?: NamedPolicy | null;
  /** Of a session or federated user. Empty: the session was started without one. */
  readonly sessionPolicies?: readonly NamedPolicy[];
}

export interface NamedPolicy {
  /** As a message names it, such as its file. Null: it has none. */
  readonly name: string | null;
  readonly compiled: CompiledPolicy;
}

/** Nothing is known beside the resource policy. */
export const noDocuments: Documents = { accounts: new Map() };
