import { accountIdRule, maximumDelegatedAdministrators } from "../config/rules";
import { cloudTrail } from "../policy/cloudtrail";
import type { Check } from "../terraform/blueprint";
import type { Reference } from "../terraform/expression";
import {
  call,
  conditional,
  dataAttribute,
  input,
  item,
  literal,
  member,
  operator,
  text,
} from "../terraform/expression";
import type { Part } from "./part";
import { attribute, grantInputs } from "./part";
import type { Scope } from "./scope";
import { isManagedElsewhere } from "./scope";

const delegatedAdministratorsInput = "delegated_administrator_account_ids";

/** What Terraform finds out of the organization of the provider's account. */
export const currentOrganization = (name: string): Reference =>
  dataAttribute("aws_organizations_organization", "current", name);

/** What the organization itself needs: CloudTrail's delegated administrators, which the config may register. */
export function organizationPart(scope: Scope): Part {
  const { config, open } = scope;
  if (config.organization === null || config.trail === null) return {};
  const { delegatedAdministrators } = config.organization;
  return {
    inputs: grantInputs(
      open,
      delegatedAdministratorsInput,
      "Accounts that are registered as delegated administrators of CloudTrail: 12 digits each, at most 3. They can manage the organization's trails.",
      accountIdRule,
      delegatedAdministrators,
      maximumDelegatedAdministrators,
    ),
    blocks: [
      {
        mode: "data",
        type: "aws_organizations_organization",
        name: "current",
        file: "main.tf",
        args: [],
      },
      ...(delegatedAdministrators.length > 0 || open
        ? ([
            {
              mode: "resource",
              type: "aws_cloudtrail_organization_delegated_admin_account",
              name: "this",
              file: "organization.tf",
              comment: "Only the management account can register delegated administrators.",
              forEach: input(delegatedAdministratorsInput),
              args: [attribute("account_id", member(item("each"), "value"))],
              lifecycle: { preconditions: [...organizationChecks(scope), ...delegationChecks(scope)] },
            },
          ] as const)
        : []),
    ],
  };
}

/** Whom CloudTrail does not register, and from where it does not. */
const delegationChecks = ({ config, account, trailAccount }: Scope): readonly Check[] => [
  isManagedElsewhere(config)
    ? {
        option: "organization.delegatedAdministrators",
        condition: operator(account, "==", trailAccount),
        message: text`Only the management account, ${trailAccount}, can register delegated administrators of CloudTrail, but the provider is for account ${account}. Register them there.`,
      }
    : {
        option: "organization.delegatedAdministrators",
        condition: operator(member(item("each"), "value"), "!=", trailAccount),
        message: text`Account ${trailAccount} is the management account, which manages the trails of the organization anyway. Remove it from the delegated administrators.`,
      },
];

/**
 * What must hold of the organization before its trail is created. Trusted access is checked and not managed: AWS
 * recommends to enable it with CloudTrail's own tools, and it is the whole organization's.
 * https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-cloudtrail.html
 */
export function organizationChecks({ config, organizationId, trailAccount }: Scope): readonly Check[] {
  if (config.organization?.trustedAccess !== "check") return [];
  const id = currentOrganization("id");
  const management = currentOrganization("master_account_id");
  const services = currentOrganization("aws_service_access_principals");
  return [
    {
      condition: operator(id, "==", organizationId),
      message: text`The provider's account is in organization ${id}, but this trail is for organization ${organizationId}. Correct the organization's ID, or use credentials of an account in that organization.`,
    },
    {
      condition: operator(management, "==", trailAccount),
      message: text`The organization's management account is ${management}, but the policies name the trail as one of account ${trailAccount}. An organization trail's ARN carries the management account, so CloudTrail could not use the key and the bucket. Correct the management account.`,
    },
    {
      // Absent where the account is neither the management account nor a delegated administrator.
      condition: conditional(
        operator(services, "==", literal(null)),
        literal(false),
        call("contains", services, literal(cloudTrail)),
      ),
      message: literal(
        `CloudTrail has no trusted access in the organization, which an organization trail needs, or the provider's account may not see it. In the management account, run: aws organizations enable-aws-service-access --service-principal ${cloudTrail}`,
      ),
    },
  ];
}
