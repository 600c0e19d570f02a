import type { Reader } from "../config/config";
import { accountIdRule, createdRoleNameRule } from "../config/rules";
import type { Expression } from "../terraform/expression";
import { input, text } from "../terraform/expression";
import type { Input } from "../terraform/blueprint";
import type { Scope } from "./scope";

/** A role that we create for readers of other accounts, under the name that its blocks and inputs bear. */
export interface ReaderRole {
  readonly slug: string;
  readonly name: string;
  readonly trustedAccounts: readonly string[];
}

/** The roles to create, each with a slug of its own: two names may differ in characters that a slug cannot hold. */
export function readerRoles(readers: readonly Reader[]): readonly ReaderRole[] {
  const taken = new Set<string>();
  return readers.flatMap((reader) => {
    if (reader.kind !== "assumableRole") return [];
    const slug = freeSlug(slugOf(reader.name), taken);
    taken.add(slug);
    return [{ slug, name: reader.name, trustedAccounts: reader.trustedAccounts }];
  });
}

export function roleInputs(role: ReaderRole): readonly Input[] {
  return [
    {
      name: `${role.slug}_name`,
      description: "Name of the role that readers of the trusted accounts assume.",
      type: "string",
      value: role.name,
      rule: createdRoleNameRule,
    },
    {
      name: `${role.slug}_trusted_account_ids`,
      description: "Accounts whose own IAM decides who there may assume the role.",
      type: "list(string)",
      value: role.trustedAccounts,
      rule: accountIdRule,
      minItems: 1,
    },
  ];
}

/** Built from its parts, so that the key policy is known before the role is created. */
export const roleArn = (scope: Scope, role: ReaderRole): Expression =>
  text`arn:${scope.partition}:iam::${scope.account}:role/${input(`${role.slug}_name`)}`;

/** A Terraform name from an IAM one: `CloudTrailReadRole` is `cloud_trail_read_role`. */
function slugOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const slug = words.join("_").replace(/^(?=[0-9]|$)/, "reader_");
  return slug.endsWith("role") ? slug : `${slug}_role`;
}

function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? slug : `${slug}_${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}
