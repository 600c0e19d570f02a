import type { Config, Reader } from "../config/config";
import type { Deployment } from "./deployment";
import type { CallerIam, PolicyExpectation } from "./policy-expectation";
import { accountsOf, trailsToTry } from "./trails-to-try";

/** Who may assume the roles that are created for readers of other accounts. */
export function trustExpectations(config: Config, deployment: Deployment): readonly PolicyExpectation[] {
  const { stranger } = trailsToTry(config, deployment);
  const accounts = [...accountsOf(config, deployment), stranger.account].filter((account) => account !== "");
  return config.readers.flatMap((reader) =>
    reader.kind === "assumableRole" ? roleIsAssumed(reader, deployment, new Set(accounts)) : [],
  );
}

type AssumableRole = Extract<Reader, { readonly kind: "assumableRole" }>;

function roleIsAssumed(
  role: AssumableRole,
  deployment: Deployment,
  accounts: ReadonlySet<string>,
): readonly PolicyExpectation[] {
  const asks = (
    name: string,
    expect: "Allowed" | "ImplicitlyDenied",
    principal: string,
    {
      action = "sts:AssumeRole",
      iam = "everything",
    }: { readonly action?: string; readonly iam?: CallerIam } = {},
  ): PolicyExpectation => ({
    name: `${principal} ${name}`,
    steps: [
      {
        principal,
        action,
        on: { kind: "trust", owner: deployment.account, policy: `trust:${role.name}` },
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
