import type { AssumableRole, Config, Reader } from "../config/config";
import { accountOf } from "../config/key-owner";
import type { Deployment } from "./deployment";

/** The identities that a reader stands for. */
export interface WhoReads {
  readonly principals: readonly string[];
  /** Whether their own IAM must also allow it. */
  readonly iamAllows: { readonly iamAllows?: true };
  /** By the ARN of a session, which tells no path, its role's ARN, which is what `aws:PrincipalArn` holds. */
  readonly sessions: ReadonlyMap<string, string>;
}

const none: ReadonlyMap<string, string> = new Map();

/** What a request of one of the principals tells of it beside its ARN. */
export function contextOf({ sessions }: WhoReads, principal: string): Readonly<Record<string, string>> {
  const role = sessions.get(principal);
  return role === undefined ? {} : { "aws:PrincipalArn": role };
}

export function whoReads(config: Config, deployment: Deployment, reader: Reader): WhoReads {
  const arn = (account: string, rest: string): string =>
    `arn:${deployment.partition}:iam::${account}:${rest}`;
  const role = (account: string, path: string): Pick<WhoReads, "principals" | "sessions"> => {
    const roleArn = arn(account, `role/${path}`);
    const name = path.slice(path.lastIndexOf("/") + 1);
    const session = `arn:${deployment.partition}:sts::${account}:assumed-role/${name}/session`;
    return { principals: [roleArn, session], sessions: new Map([[session, roleArn]]) };
  };
  switch (reader.kind) {
    case "user":
      return { principals: [arn(deployment.owner, `user/${reader.name}`)], iamAllows: {}, sessions: none };
    case "role":
      return { ...role(deployment.owner, reader.name), iamAllows: {} };
    case "principal":
      return { principals: [reader.arn], iamAllows: {}, sessions: none };
    // Its accounts are tried apart: their requests carry more than a name.
    case "organization":
      return { principals: [], iamAllows: {}, sessions: none };
    case "permissionSet": {
      const roles = [`${deployment.region}/`, ""].map((region) =>
        role(
          deployment.owner,
          `aws-reserved/sso.amazonaws.com/${region}AWSReservedSSO_${reader.name}_0123456789abcdef`,
        ),
      );
      return {
        principals: [...new Set(roles.flatMap(({ principals }) => principals))],
        iamAllows: { iamAllows: true },
        sessions: new Map(roles.flatMap(({ sessions }) => [...sessions])),
      };
    }
    case "account":
      return {
        principals: [arn(reader.id, "user/Alice"), arn(reader.id, "role/Audit")],
        iamAllows: { iamAllows: true },
        sessions: none,
      };
    case "assumableRole": {
      const account = accountOfRole(config, deployment, reader);
      // Where the key is another account's, the role needs its own IAM too: it has it, we create the role.
      return {
        ...role(account, `${reader.path.slice(1)}${reader.name}`),
        iamAllows: account === deployment.owner ? {} : { iamAllows: true },
      };
    }
  }
}

/** The account that a role is created in. */
export const accountOfRole = (
  config: Pick<Config, "account" | "accounts">,
  { account }: Deployment,
  { provider }: AssumableRole,
): string => accountOf({ ...config, account }, provider) ?? account;
