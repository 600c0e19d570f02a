import type { AssumableRole, Config } from "../config/config";
import type { Deployment } from "./deployment";
import type { PolicyExpectation, PolicyRequest } from "./policy-expectation";
import { accountsOf, trailsToTry } from "./trails-to-try";
import { accountOfRole } from "./who-reads";

/** Who may assume the roles that are created for readers of other accounts. */
export function trustExpectations(config: Config, deployment: Deployment): readonly PolicyExpectation[] {
  const { stranger } = trailsToTry(config, deployment);
  const accounts = [...accountsOf(config, deployment), stranger.account].filter((account) => account !== "");
  return config.readers.flatMap((reader) =>
    reader.kind === "assumableRole"
      ? roleIsAssumed(reader, accountOfRole(config, deployment, reader), deployment, new Set(accounts))
      : [],
  );
}

function roleIsAssumed(
  role: AssumableRole,
  owner: string,
  deployment: Deployment,
  accounts: ReadonlySet<string>,
): readonly PolicyExpectation[] {
  const proof: Readonly<Record<string, string>> =
    role.externalId === null ? {} : { [externalIdKey]: role.externalId };
  const asks = (
    name: string,
    expect: "Allowed" | "ImplicitlyDenied",
    principal: string,
    {
      action = "sts:AssumeRole",
      iam = "everything",
      context = proof,
    }: Partial<Pick<PolicyRequest, "action" | "iam" | "context">> = {},
  ): PolicyExpectation => ({
    name: `${principal} ${name}`,
    steps: [
      {
        principal,
        action,
        ...(Object.keys(context).length > 0 && { context }),
        on: { kind: "trust", owner, policy: `trust:${role.name}` },
        iam,
      },
    ],
    expect,
  });
  const membersOf = (account: string): readonly string[] => [
    `arn:${deployment.partition}:iam::${account}:user/Alice`,
    `arn:${deployment.partition}:iam::${account}:role/Audit`,
    `arn:${deployment.partition}:sts::${account}:assumed-role/Audit/session`,
  ];
  const trusted = role.trustedAccounts.flatMap(membersOf);
  const others = [...accounts].filter((account) => !role.trustedAccounts.includes(account));
  return [
    ...trusted.flatMap((member) => [
      asks(`assumes ${role.name}`, "Allowed", member),
      ...withoutProof(role.externalId).map(({ when, context }) =>
        asks(`does not assume ${role.name} ${when}`, "ImplicitlyDenied", member, { context }),
      ),
      asks(`does not assume ${role.name} unless its own IAM allows it`, "ImplicitlyDenied", member, {
        iam: "nothing",
      }),
      ...[
        "sts:AssumeRoleWithSAML",
        "sts:AssumeRoleWithWebIdentity",
        "sts:TagSession",
        "sts:SetSourceIdentity",
      ].map((action) => asks(`has no ${action} on ${role.name}`, "ImplicitlyDenied", member, { action })),
    ]),
    ...[...accounts].map((account) =>
      asks(
        `cannot assume ${role.name}: root users cannot assume roles`,
        "ImplicitlyDenied",
        `arn:${deployment.partition}:iam::${account}:root`,
      ),
    ),
    ...others
      .flatMap(membersOf)
      .map((member) =>
        asks(`does not assume ${role.name}, whatever its own IAM allows`, "ImplicitlyDenied", member),
      ),
    ...["cloudtrail.amazonaws.com", "lambda.amazonaws.com", "ec2.amazonaws.com", "*"].map((principal) =>
      asks(`does not assume ${role.name}`, "ImplicitlyDenied", principal),
    ),
  ];
}

const externalIdKey = "sts:ExternalId";

/** Where the role asks for an external ID, a vendor's other customers have other ones. */
const withoutProof = (
  externalId: string | null,
): readonly { readonly when: string; readonly context: Readonly<Record<string, string>> }[] =>
  externalId === null
    ? []
    : [
        { when: "without the external ID", context: {} },
        { when: "with another external ID", context: { [externalIdKey]: `${externalId}-2` } },
        { when: "with any external ID", context: { [externalIdKey]: "*" } },
      ];
