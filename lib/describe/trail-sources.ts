import type { Config, TrailSource } from "../config/config";
import { ownTrailName } from "../config/control-tower";
import { accountIdRule, trailArnRule } from "../config/rules";
import type { ConditionElement, StatementExpression } from "./statement";
import { leftOutIf } from "./statement";
import type { Expression, ObjectExpression } from "../terraform/expression";
import {
  accountOfArn,
  call,
  each,
  input,
  list,
  literal,
  local,
  operator,
  text,
} from "../terraform/expression";
import type { Input, Local } from "../terraform/blueprint";
import { grantInputs } from "./part";
import type { Scope } from "./scope";
import { isOpen } from "./scope";
import { contextKey, sourceArnKey } from "../policy/cloudtrail";

/**
 * The trails that a statement for CloudTrail is meant for: our own, and those that the config lets in beside it.
 *
 * A trail is named exactly where its account, Region and name are known. Where only its account is, every
 * trail of that account is meant.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export interface TrailSources {
  /**
   * How `aws:SourceArn` is compared: the same whatever the config, so that a further trail changes the values
   * alone. The style `aws-docs` has AWS's own StringEquals where no wildcard is needed.
   */
  readonly operator: "StringEquals" | "ArnLike";
  /**
   * The set of accounts whose trails only a pattern names, where a module's caller fills it: while it is empty, AWS's own
   * StringEquals is used all the same.
   */
  readonly patternsFor?: Expression;
  /** What `aws:SourceArn` must be. */
  readonly arns: Expression;
  /** Something that each account of the trails has, our own first: one value where ours is the only one, else a list. */
  readonly perAccount: PerAccount;
  /** What CloudTrail's encryption context must look like: one pattern an account, for any Region. */
  readonly contexts: Expression;
  /** The locals that the expressions above name. */
  readonly locals: readonly Local[];
}

/** What the statements for CloudTrail compare with. */
export type MatchedSources = Pick<TrailSources, "operator" | "arns" | "contexts">;

/** A statement that compares trails; two of which one is left out, where a set of a module for others decides how. */
export function comparing(
  sources: TrailSources,
  statementFor: (sources: TrailSources) => ObjectExpression,
): readonly StatementExpression[] {
  const { patternsFor } = sources;
  if (patternsFor === undefined) return [statementFor(sources)];
  const accounts = call("length", patternsFor);
  return [
    leftOutIf(operator(accounts, "!=", literal(0)), statementFor({ ...sources, operator: "StringEquals" })),
    leftOutIf(operator(accounts, "==", literal(0)), {
      ...statementFor({ ...sources, operator: "ArnLike" }),
      comment: "The same if whole accounts are let in, whose trails only a pattern names.",
    }),
  ];
}

type PerAccount = (body: (account: Expression) => Expression) => Expression;

/** What further trails are let in for, and how the names of their inputs and locals begin. */
export interface Admission {
  readonly prefix: string;
  readonly purpose: string;
  /** The file of the policy that lets them in, where the locals stand. */
  readonly file: string;
}

export const toEncrypt: Admission = {
  prefix: "encrypt_for",
  purpose: "encrypt with the key",
  file: "key.tf",
};
export const toDeliver: Admission = {
  prefix: "deliver_from",
  purpose: "deliver into the bucket",
  file: "bucket.tf",
};

/** The inputs that hold further trails, such as `encrypt_for_account_ids`, beside what is let in anyway. */
export function trailSourceInputs(
  { prefix, purpose }: Admission,
  sources: readonly TrailSource[],
  config: Config,
): readonly Input[] {
  const { ids, arns } = split(sources);
  const isKeyAlone = ownTrailName(config) === null;
  const besides = isKeyAlone ? ownAccount(config) : "this trail";
  const open = isOpen(config);
  return [
    ...grantInputs(
      open,
      `${prefix}_account_ids`,
      `Accounts whose trails may ${purpose}, besides ${besides}${isKeyAlone ? ", whose trails always may" : ""}: 12 digits each.`,
      accountIdRule,
      ids,
    ),
    ...grantInputs(
      open,
      `${prefix}_trail_arns`,
      `ARNs of trails that may ${purpose}, besides ${isKeyAlone ? "those of " : ""}${besides}.`,
      trailArnRule,
      arns,
    ),
  ];
}

/** Whose trails use a key that is made alone, as a description calls it. */
function ownAccount({ organization, key }: Config): string {
  if (organization !== null) return "the organization's management account";
  return key.provider === null ? "the key's own account" : "the account of the default provider";
}

/** The input that holds accounts whose trails are let in, or none. */
export const accountIdInputs = (
  { open }: Scope,
  { prefix }: Admission,
  sources: readonly TrailSource[],
): readonly Expression[] => (open || split(sources).ids.length > 0 ? [input(`${prefix}_account_ids`)] : []);

/** The input that holds ARNs of trails that are let in, or none. */
export const trailArnInputs = (
  { open }: Scope,
  { prefix }: Admission,
  sources: readonly TrailSource[],
): readonly Expression[] => (open || split(sources).arns.length > 0 ? [input(`${prefix}_trail_arns`)] : []);

/** Our own trail and those that the inputs of an admission hold. */
export function trailSources(
  scope: Scope,
  admission: Admission,
  further: readonly TrailSource[],
): TrailSources {
  const { prefix, purpose, file } = admission;
  const { ids } = split(further);
  const anyTrailOf = (account: Expression): Expression =>
    text`arn:${scope.partition}:cloudtrail:*:${account}:trail/*`;
  const ownTrailIsKnown = ownTrailName(scope.config) !== null;
  const mayBeExact = ownTrailIsKnown && scope.config.key.style === "aws-docs";
  const comparison = mayBeExact && ids.length === 0 && !scope.open ? "StringEquals" : "ArnLike";
  const ownArn = ownTrailIsKnown ? local("trail_arn") : anyTrailOf(scope.trailAccount);
  if (further.length === 0 && !scope.open) {
    const perAccount: PerAccount = (body) => body(scope.trailAccount);
    return { operator: comparison, arns: ownArn, perAccount, contexts: perAccount(anyTrailOf), locals: [] };
  }
  const idSets = accountIdInputs(scope, admission, further);
  const arnSets = trailArnInputs(scope, admission, further);
  const perAccount: PerAccount = (body) =>
    call(
      "setunion",
      list(body(scope.trailAccount)),
      ...idSets.map((from) => each("account_id", from, body)),
      ...arnSets.map((from) => each("arn", from, (arn) => body(accountOfArn(arn)))),
    );
  const named = {
    arns: {
      name: `${prefix}_arns`,
      file,
      comment: `The trails that may ${purpose}.`,
      value: call(
        "setunion",
        list(ownArn),
        ...arnSets,
        ...idSets.map((from) => each("account_id", from, anyTrailOf)),
      ),
    },
    contexts: {
      name: `${prefix}_contexts`,
      file,
      comment: "The encryption contexts of their logs, in any Region.",
      value: perAccount(anyTrailOf),
    },
  };
  return {
    operator: comparison,
    ...(mayBeExact && scope.open && { patternsFor: input(`${prefix}_account_ids`) }),
    arns: local(named.arns.name),
    perAccount,
    contexts: local(named.contexts.name),
    locals: [named.arns, named.contexts],
  };
}

/** Both halves of what ties a call of CloudTrail to its trail: whose logs they are, and which trail makes it ask. */
export const sameTrail = (sources: MatchedSources): ConditionElement => ({
  [sources.operator]: { [sourceArnKey]: sources.arns },
  StringLike: { [contextKey]: sources.contexts },
});

function split(sources: readonly TrailSource[]): {
  readonly ids: readonly string[];
  readonly arns: readonly string[];
} {
  return {
    ids: sources.flatMap((source) => (source.kind === "account" ? [source.id] : [])),
    arns: sources.flatMap((source) => (source.kind === "trail" ? [source.arn] : [])),
  };
}
