import type { Config } from "../config/config";
import { isControlTower } from "../config/control-tower";
import { awsConfig, configActions } from "../policy/aws-config";
import { sourceOrganizationKey } from "../policy/cloudtrail";
import type { Expectation, ExpectedRequest } from "./expectation";
import { allowed, refused } from "./expectation";
import type { TrailsToTry } from "./trails-to-try";

/** With Control Tower, AWS Config delivers for every account of the organization, and for no other. */
export function configUsesKey(
  config: Config,
  { deployment, own, stranger }: TrailsToTry,
): readonly Expectation[] {
  const { organization } = config;
  if (!isControlTower(config) || organization === null) return [];
  const member = deployment.account === "222222222222" ? "333333333333" : "222222222222";
  const ask = (
    verb: "has" | "has no",
    action: string,
    who: string,
    account: string | null,
    id: string | null,
  ): ExpectedRequest => ({
    name: `AWS Config ${verb} ${action} for ${who}`,
    principal: awsConfig,
    action,
    context: {
      ...(account !== null && { "aws:SourceAccount": account }),
      ...(id !== null && { [sourceOrganizationKey]: id }),
    },
  });
  return [
    ...configActions.flatMap((action) => [
      allowed(ask("has", action, "the management account", own.account, organization.id)),
      allowed(ask("has", action, "another account of the organization", member, organization.id)),
      ...[
        ask("has no", action, "an account of another organization", stranger.account, `${organization.id}z`),
        ask("has no", action, "an account of no organization", stranger.account, null),
        ask("has no", action, "nobody in particular", null, null),
      ].map((request) => refused(config, request, ["aws-docs"])),
    ]),
    ...["kms:Encrypt", "kms:DescribeKey", "kms:CreateGrant", "kms:PutKeyPolicy"].map((action) =>
      refused(config, ask("has no", action, "the management account", own.account, organization.id)),
    ),
  ];
}
