import type { Check } from "../terraform/blueprint";
import {
  call,
  conditional,
  each,
  input,
  item,
  list,
  literal,
  member,
  operator,
  partitionOfArn,
  index,
  text,
} from "../terraform/expression";
import type { RoleGroup } from "./reader-roles";
import { roleSettings } from "./reader-roles";
import type { Scope } from "./scope";

/** What AWS refuses of a role, and whom it would let in without need. They look at one instance each. */
export function roleChecks(scope: Scope, group: RoleGroup): readonly Check[] {
  const account = scope.accountOf(group.provider);
  const role = member(item("each"), "value");
  const name = member(item("each"), "key");
  const boundary = member(role, "permissions_boundary");
  const policiesOf = (owner: typeof account) => text`arn:${scope.partition}:iam::${owner}:policy`;
  return [
    ...(buildsRolesAlone(scope)
      ? [
          {
            option: "key.existing",
            condition: operator(partitionOfArn(input("key_arn")), "==", scope.partition),
            message: text`The key ${input("key_arn")} is not in partition ${scope.partition}, in which the role ${name} is created. Create the role in the key's partition.`,
          },
        ]
      : [
          {
            option: "readers[].assumableRole.trustedAccounts",
            condition: call(
              "alltrue",
              each("account_id", member(role, "trusted_account_ids"), (id) => operator(id, "!=", account)),
            ),
            message: text`The role ${name} is created in account ${account} for readers of other accounts, but it trusts this account too. Remove it there, and name its users and roles as readers.`,
          },
        ]),
    ...(roleSettings(group, scope.open).permissionsBoundary
      ? [
          {
            option: "readers[].assumableRole.permissionsBoundary",
            condition: conditional(
              operator(boundary, "==", literal(null)),
              literal(true),
              call(
                "contains",
                list(policiesOf(account), policiesOf(literal("aws"))),
                index(call("split", literal("/"), boundary), 0),
              ),
            ),
            message: text`The permissions boundary of the role ${name} must be a policy of account ${account}, in which the role is created, or of AWS, in partition ${scope.partition}.`,
          },
        ]
      : []),
  ];
}

/** Who creates roles alone decides for the account that they are in. */
const buildsRolesAlone = ({ config }: Scope): boolean =>
  config.trail === null && config.key.existing !== null;
