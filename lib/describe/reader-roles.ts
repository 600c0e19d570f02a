import type { Config, Reader } from "../config/config";
import { accountIdRule, createdRoleNameRule } from "../config/rules";
import type { Input, Move } from "../terraform/blueprint";
import { byBytes } from "../terraform/canonical-json";
import type { Expression } from "../terraform/expression";
import { attributeOf, each, member, text } from "../terraform/expression";
import { quote } from "../terraform/quoted-string";
import { setOf } from "../terraform/type";
import type { Scope } from "./scope";
import { isOpen } from "./scope";

type AssumableRole = Extract<Reader, { readonly kind: "assumableRole" }>;

/** The roles that are created for readers of other accounts. */
export const readerRoles = (readers: readonly Reader[]): readonly AssumableRole[] =>
  readers.filter((reader) => reader.kind === "assumableRole");

export const readerRolesInput = "reader_roles";

/** The map of roles to create, by name. */
export function readerRoleInputs(config: Config): readonly Input[] {
  const open = isOpen(config);
  const roles = readerRoles(config.readers);
  if (roles.length === 0 && !open) return [];
  const value = Object.fromEntries(
    roles.map(({ name, trustedAccounts }) => [
      name,
      { trusted_account_ids: [...trustedAccounts].sort(byBytes) },
    ]),
  );
  return [
    {
      name: readerRolesInput,
      description:
        "Roles to create for readers in other accounts, by name. IAM policies of each trusted account decide which of its users and roles can assume the role.",
      type: {
        kind: "map",
        of: { kind: "object", members: { trusted_account_ids: setOf(accountIdRule, 1) } },
        keys: createdRoleNameRule,
      },
      value,
      default: open ? {} : value,
    },
  ];
}

/** Built from their paths and names: known before the roles are created, and yet behind them. */
export const readerRoleArns = (scope: Scope): Expression =>
  each(
    "role",
    attributeOf("aws_iam_role", "reader", null),
    (role) =>
      text`arn:${scope.partition}:iam::${scope.account}:role${member(role, "path")}${member(role, "name")}`,
  );

/** Each role had blocks of its own in trailkey 0.1, named by a slug. Kept until 2.0. */
export function movesOfReaderRoles(readers: readonly Reader[]): readonly Move[] {
  const taken = new Set<string>();
  return readerRoles(readers).flatMap(({ name }, position) => {
    const slug = freeSlug(slugOf(name), taken);
    taken.add(slug);
    return ["aws_iam_role", "aws_iam_role_policy"].map((type) => ({
      ...(position === 0 &&
        type === "aws_iam_role" && { comment: "trailkey 0.1 created separate resources for each role." }),
      from: `${type}.${slug}`,
      to: `${type}.reader[${quote(name)}]`,
    }));
  });
}

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
