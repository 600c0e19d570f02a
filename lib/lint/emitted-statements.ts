import { cloudTrailDecryptsLogs } from "../describe/statements/cloudtrail-decrypts-logs";
import { cloudTrailDescribesKey } from "../describe/statements/cloudtrail-describes-key";
import { cloudTrailEncryptsLogs } from "../describe/statements/cloudtrail-encrypts-logs";
import { configUsesKey } from "../describe/statements/config-uses-key";
import { enableIamPolicies } from "../describe/statements/enable-iam-policies";
import { administratorsManageKey } from "../describe/statements/administrators-manage-key";
import { logReadersDecrypt } from "../describe/statements/log-readers-decrypt";
import type { MatchedSources } from "../describe/trail-sources";
import type { JsonValue } from "../terraform/canonical-json";
import { freeSid } from "../policy/free-sid";
import type { Expression, ObjectExpression } from "../terraform/expression";
import { list, literal } from "../terraform/expression";
import { noBindings } from "../terraform/reduce";
import { resolve } from "../terraform/resolve";
import type { LintedPolicy } from "./linted-policy";
import { parseArn } from "../config/arn";
import type { Owner, TrailPattern } from "./trails";

/** A statement that trailkey itself writes for trails. */
export type TrailStatement = (sources: MatchedSources) => ObjectExpression;

export const trailStatements = {
  encrypt: (sources) => cloudTrailEncryptsLogs(sources),
  describe: cloudTrailDescribesKey,
  decrypt: cloudTrailDecryptsLogs,
} as const satisfies Readonly<Record<string, TrailStatement>>;

/** Statements for CloudTrail, for these trails and no others. */
export const forTrails = (
  policy: LintedPolicy,
  statements: readonly TrailStatement[],
  trails: readonly TrailPattern[],
): readonly JsonValue[] =>
  statements.map((statement) => withFreshSid(policy, plain(statement(sourcesOf(trails)))));

export const delegationTo = (policy: LintedPolicy, { partition, id }: Owner): JsonValue =>
  withFreshSid(policy, plain(enableIamPolicies({ partition: literal(partition), keyAccount: literal(id) })));

export const readingBy = (policy: LintedPolicy, principal: string): JsonValue =>
  withFreshSid(policy, plain(logReadersDecrypt(literal(principal))));

export const configUseFor = (policy: LintedPolicy, organization: string): JsonValue =>
  withFreshSid(policy, plain(configUsesKey(literal(organization))));

export const administrationBy = (policy: LintedPolicy, principal: string): JsonValue =>
  withFreshSid(policy, plain(administratorsManageKey(literal(principal), false)));

/** A Sid that no other statement has. */
export const freshSid = ({ firstOfSid }: LintedPolicy, wanted: string): string => freeSid(wanted, firstOfSid);

function withFreshSid(policy: LintedPolicy, statement: Readonly<Record<string, JsonValue>>): JsonValue {
  const { Sid: sid } = statement;
  return typeof sid === "string" ? { ...statement, Sid: freshSid(policy, sid) } : statement;
}

function sourcesOf(trails: readonly TrailPattern[]): MatchedSources {
  const contexts = trails.map(
    ({ pattern, account }) => `arn:${parseArn(pattern)?.partition ?? "aws"}:cloudtrail:*:${account}:trail/*`,
  );
  return {
    operator: trails.some(({ pattern }) => /[*?]/.test(pattern)) ? "ArnLike" : "StringEquals",
    arns: oneOrMany(trails.map(({ pattern }) => pattern)),
    contexts: oneOrMany(contexts),
  };
}

function oneOrMany(values: readonly string[]): Expression {
  const [only, ...more] = [...new Set(values)].map((value) => literal(value));
  return only && more.length === 0 ? only : list(...(only ? [only, ...more] : []));
}

/** Our statements are made of literals here: there is nothing to look up. */
const plain = (statement: ObjectExpression): Readonly<Record<string, JsonValue>> =>
  resolve(statement, noBindings) as Readonly<Record<string, JsonValue>>;
