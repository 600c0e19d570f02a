import { awsPrincipal, statement } from "../statement";
import type { Expression, ObjectExpression } from "../../terraform/expression";
import { call, each, input, list, literal } from "../../terraform/expression";
import { readerAccounts } from "../reader-principals";
import { roleGroups } from "../reader-roles";
import type { Scope } from "../scope";
import type { TrailSources } from "../trail-sources";
import { contextKey } from "../../policy/cloudtrail";
import { awsPages } from "../aws-pages";

/**
 * The two statements of the console's default policy that let whole accounts read logs.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/default-kms-key-policy.html
 */
export function accountsDecryptLogs(scope: Scope, sources: TrailSources): readonly ObjectExpression[] {
  const others = otherAccounts(scope);
  const both = [
    everybodyOf(
      scope.keyAccount,
      sources,
      "Allow principals in the account to decrypt log files",
      "As the console writes it: every identity of the account can decrypt logs, whatever its IAM policies say.",
    ),
    everybodyOf(
      others.length > 0 ? call("setunion", list(scope.keyAccount), ...others) : scope.keyAccount,
      sources,
      "Enable cross account log decryption",
      "As the console writes it: identities of these accounts can decrypt logs, if the IAM policies of another account " +
        "than the key's allow it too.",
    ),
  ];
  // The second has the accounts of the first among its own.
  return scope.compact ? both.slice(1) : both;
}

/** Accounts besides the key's that read: those of the config, and those in which we create roles. */
function otherAccounts(scope: Scope): readonly Expression[] {
  const { config, open, accountOf } = scope;
  const accounts = readerAccounts(scope);
  const ofRoles = roleGroups(config).filter(
    ({ provider }) => config.key.existing !== null || provider !== config.key.provider,
  );
  return [
    ...(accounts ? [accounts] : []),
    ...(ofRoles.length > 0 && !open ? [list(...ofRoles.map(({ provider }) => accountOf(provider)))] : []),
    // The caller of a module for others may create none.
    ...(open ? ofRoles : []).map((group) =>
      each("name", call("keys", input(group.input)), () => accountOf(group.provider)),
    ),
  ];
}

const everybodyOf = (
  accounts: Expression,
  sources: TrailSources,
  sid: string,
  comment: string,
): ObjectExpression =>
  statement({
    sid,
    comment,
    page: awsPages.keyPolicyOfConsole,
    principal: awsPrincipal(literal("*")),
    actions: ["kms:Decrypt", "kms:ReEncryptFrom"],
    condition: {
      StringEquals: { "kms:CallerAccount": accounts },
      StringLike: { [contextKey]: sources.contexts },
    },
  });
