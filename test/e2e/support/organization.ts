import type { LocalAws, SignIn } from "./local-aws";

const CLOUDTRAIL = { ServicePrincipal: "cloudtrail.amazonaws.com" };

export interface Organization {
  readonly id: string;
  /** Who creates it. */
  readonly management: SignIn;
  /** The IDs of all other accounts in it. */
  readonly members: readonly string[];
  /** Whether it trusts CloudTrail. @default true */
  readonly trusted?: boolean;
}

/** Creates an organization under the ID that it should have, with accounts that have theirs. */
export async function createOrganization(
  aws: LocalAws,
  { id, management, members, trusted = true }: Organization,
): Promise<void> {
  const call = (action: string, params: object) => aws.call("organizations", action, params, management);
  await call("CreateOrganization", { Id: id, FeatureSet: "ALL" });
  for (const account of members) {
    await call("CreateAccount", {
      AccountId: account,
      AccountName: account,
      Email: `${account}@example.com`,
    });
  }
  if (trusted) await call("EnableAWSServiceAccess", CLOUDTRAIL);
}

/** Switches CloudTrail's trusted access on or off in the organization of a management account. */
export async function trustCloudTrail(aws: LocalAws, trusted: boolean, management: SignIn): Promise<void> {
  const action = trusted ? "EnableAWSServiceAccess" : "DisableAWSServiceAccess";
  await aws.call("organizations", action, CLOUDTRAIL, management);
}

/** Makes a member a delegated administrator of CloudTrail. */
export async function delegate(aws: LocalAws, member: string, management: SignIn): Promise<void> {
  const params = { MemberAccountId: member };
  await aws.call("cloudtrail", "RegisterOrganizationDelegatedAdmin", params, management);
}

/** The delegated administrators of CloudTrail in the organization of a management account. */
export async function delegatedAdministrators(aws: LocalAws, management: SignIn): Promise<readonly string[]> {
  const listed = await aws.call("organizations", "ListDelegatedAdministrators", CLOUDTRAIL, management);
  const { DelegatedAdministrators } = listed as {
    readonly DelegatedAdministrators: readonly { readonly Id: string }[];
  };
  return DelegatedAdministrators.map(({ Id }) => Id);
}
