import type { Subject } from "../fit";
import type { Truth } from "../truth";
import type { Documents } from "./documents";
import { isWithoutKey } from "./operation";
import type { Side } from "./side";
import { notGiven, partOf, settled } from "./side";
import { allOf, neutral, together } from "./weight";

/** What the policies of an organization say. */
export interface OrganizationSide {
  readonly side: Side;
  /** Whether the policies bind the request not at all, because of who makes it. */
  readonly exempt: Truth;
  /** Whether they bind it depends on which account is the management account, which was not given. */
  readonly needsManagementAccount: boolean;
}

const noSay: OrganizationSide = { side: settled(neutral), exempt: false, needsManagementAccount: false };

/**
 * The service control policies of the caller's account, wherever the resource is. They bind neither services nor the
 * management account's principals.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function servicePolicies(subject: Subject, documents: Documents): OrganizationSide {
  const { account } = subject.caller;
  const { managementAccount, accounts } = documents;
  if (account === null || managementAccount === null || managementAccount === account) return noSay;
  const levels = accounts.get(account)?.scps;
  const exempt = isServiceLinked(subject);
  if (levels === undefined) {
    return { side: notGiven(neutral, { document: "scps", account }), exempt, needsManagementAccount: false };
  }
  const parts = levels.map(({ level, policies }) =>
    policies.map(({ name, compiled }) => partOf({ document: "scp", level, name }, compiled, subject)),
  );
  const weight = allOf(parts.map((ofLevel) => together(ofLevel.map((part) => part.weight))));
  return {
    side: settled(weight, parts.flat()),
    exempt,
    needsManagementAccount: levels.length > 0 && managementAccount === undefined,
  };
}

/**
 * The resource control policies of the owner's account, whoever calls. They bind neither the management account's
 * resources nor the retirement of a grant.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function resourcePolicies(subject: Subject, documents: Documents, owner: string): OrganizationSide {
  const { managementAccount, accounts } = documents;
  const { action } = subject;
  if (action === "kms:retiregrant" || isWithoutKey(action)) return noSay;
  if (managementAccount === null || managementAccount === owner) return noSay;
  const policies = accounts.get(owner)?.rcps;
  const exempt = isServiceLinked(subject);
  if (policies === undefined) {
    return {
      side: notGiven(neutral, { document: "rcps", account: owner }),
      exempt,
      needsManagementAccount: false,
    };
  }
  const parts = policies.map(({ name, compiled }) => partOf({ document: "rcp", name }, compiled, subject));
  const { denies } = together(parts.map(({ weight }) => weight));
  return {
    // AWS attaches RCPFullAWSAccess, which allows all, and nobody can detach it.
    side: settled({ allows: true, denies }, parts),
    exempt,
    needsManagementAccount: policies.length > 0 && managementAccount === undefined,
  };
}

/**
 * Whether the caller is a service-linked role, which no organization's policy binds. Its path tells. The ARN of a
 * session has no path; a name alone proves nothing, but AWS begins the names of all such roles alike.
 */
function isServiceLinked({ request: { principal } }: Subject): Truth {
  if (/^arn:[^:]+:iam::\d{12}:role\/aws-service-role\//.test(principal)) return true;
  return /^arn:[^:]+:sts::\d{12}:assumed-role\/AWSServiceRoleFor/.test(principal) && "unknown";
}
