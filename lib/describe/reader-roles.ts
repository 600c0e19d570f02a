import type { AssumableRole, Config, Reader } from "../config/config";
import {
  accountIdRule,
  createdRoleNameRule,
  externalIdRule,
  iamPathRule,
  policyArnRule,
} from "../config/rules";
import type { TextRule } from "../config/value-rule";
import type { Input, Move } from "../terraform/blueprint";
import { byBytes } from "../terraform/canonical-json";
import type { Each } from "../terraform/expression";
import { attributeOf, each, member, text } from "../terraform/expression";
import { quote } from "../terraform/quoted-string";
import { setOf, string } from "../terraform/type";
import { withoutNullMembers } from "../terraform/without-null-members";
import type { Scope } from "./scope";
import { isOpen } from "./scope";

/** The roles that are created for readers of other accounts. */
export const readerRoles = (readers: readonly Reader[]): readonly AssumableRole[] =>
  readers.filter((reader) => reader.kind === "assumableRole");

/** The roles that one provider creates: a resource has one provider, so each group is a resource of its own. */
export interface RoleGroup {
  readonly provider: string | null;
  /** The input with the map of these roles, by name. */
  readonly input: string;
  /** The name of their resource. */
  readonly block: string;
  readonly roles: readonly AssumableRole[];
}

/** In a module for others, those of the account that a role is created in unless the config says where. */
export function roleGroups(config: Config): readonly RoleGroup[] {
  const roles = readerRoles(config.readers);
  return [null, ...Object.keys(config.accounts)].flatMap((provider) => {
    const own = roles.filter((role) => role.provider === provider);
    if (own.length === 0 && !(isOpen(config) && provider === config.key.provider)) return [];
    return [
      {
        provider,
        input: provider === null ? "reader_roles" : `${provider}_reader_roles`,
        block: provider === null ? "reader" : `reader_${provider}`,
        roles: own,
      },
    ];
  });
}

/** The maps of roles to create. */
export const readerRoleInputs = (config: Config): readonly Input[] =>
  roleGroups(config).map((group) => roleInput(group, isOpen(config)));

/** Which of the settings that a role may leave out are there: those of the config, or in a module for others all. */
export function roleSettings(
  { roles }: RoleGroup,
  open: boolean,
): { readonly externalId: boolean; readonly path: boolean; readonly permissionsBoundary: boolean } {
  return {
    externalId: open || roles.some(({ externalId }) => externalId !== null),
    path: open || roles.some(({ path }) => path !== noPath),
    permissionsBoundary: open || roles.some(({ permissionsBoundary }) => permissionsBoundary !== null),
  };
}

const noPath = "/";

function roleInput(group: RoleGroup, open: boolean): Input {
  const { input: name, provider, roles } = group;
  const settings = roleSettings(group, open);
  const where = provider === null ? "" : ` in the account of the provider aws.${provider}`;
  const vendors = [
    ...(settings.externalId
      ? [`Principals that assume a role with an external_id (${lengthOf(externalIdRule)}) must send it.`]
      : []),
    ...(settings.path ? [`Its path, / by default, has at most ${iamPathRule.maxLength} characters.`] : []),
    ...(open ? ["Default: none."] : []),
  ].map((sentence) => ` ${sentence}`);
  const valueOf = ({ trustedAccounts, externalId, path, permissionsBoundary }: AssumableRole): RoleValue => ({
    trusted_account_ids: [...trustedAccounts].sort(byBytes),
    ...(settings.externalId && { external_id: externalId }),
    ...(settings.path && { path }),
    ...(settings.permissionsBoundary && { permissions_boundary: permissionsBoundary }),
  });
  const value = Object.fromEntries(roles.map((role) => [role.name, valueOf(role)]));
  return {
    name,
    description: `Roles to create${where} for readers, by name. IAM policies of each account in trusted_account_ids (12 digits each) decide which of its users and roles can assume the role.${vendors.join("")}`,
    type: {
      kind: "map",
      of: {
        kind: "object",
        members: {
          trusted_account_ids: setOf(accountIdRule, 1),
          ...(settings.externalId && { external_id: string(externalIdRule) }),
          ...(settings.path && { path: string(iamPathRule) }),
          ...(settings.permissionsBoundary && { permissions_boundary: string(policyArnRule) }),
        },
        optional: {
          ...(settings.externalId && { external_id: null }),
          ...(settings.path && { path: noPath }),
          ...(settings.permissionsBoundary && { permissions_boundary: null }),
        },
      },
      keys: createdRoleNameRule,
    },
    value,
    default: open ? {} : withoutNullMembers(value),
  };
}

const lengthOf = ({ minLength = 0, maxLength }: TextRule): string =>
  `${minLength} to ${maxLength} characters`;

type RoleValue = Readonly<Record<string, string | null | readonly string[]>>;

/** Built from their paths and names: known before the roles are created, and yet behind them. */
export const readerRoleArns = (scope: Scope, { provider, block }: RoleGroup): Each =>
  each(
    "role",
    attributeOf("aws_iam_role", block, null),
    (role) =>
      text`arn:${scope.partition}:iam::${scope.accountOf(provider)}:role${member(role, "path")}${member(role, "name")}`,
  );

/**
 * Each role had blocks of its own in trailkey 0.1, named by a slug. Kept until 2.0. It created none in another
 * account: one that is created there now is another role.
 */
export function movesOfReaderRoles(readers: readonly Reader[]): readonly Move[] {
  const taken = new Set<string>();
  return readerRoles(readers).flatMap(({ name, provider }, position) => {
    const slug = freeSlug(slugOf(name), taken);
    taken.add(slug);
    if (provider !== null) return [];
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
