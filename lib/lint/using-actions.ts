import { kmsActions } from "../policy/kms-actions";

/** What tells of a key or gives a grant back, and lets nobody use the key. */
const harmless = new Set(
  ["DescribeKey", "GetKeyRotationStatus", "GetPublicKey", "ListGrants", "RetireGrant"].map(
    (name) => `kms:${name}`,
  ),
);

/** The actions that use a key, or let others use it. */
export const usingActions: ReadonlySet<string> = new Set(
  kmsActions
    .filter(({ name, acrossAccounts }) => acrossAccounts && !harmless.has(name))
    .map(({ name }) => name),
);
