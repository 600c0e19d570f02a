import { cloudTrailDecryptsLogs } from "../describe/statements/cloudtrail-decrypts-logs";
import { cloudTrailDescribesKey } from "../describe/statements/cloudtrail-describes-key";
import { cloudTrailEncryptsLogs } from "../describe/statements/cloudtrail-encrypts-logs";
import { enableIamPolicies } from "../describe/statements/enable-iam-policies";
import { administratorsManageKey } from "../describe/statements/administrators-manage-key";
import { logReadersDecrypt } from "../describe/statements/log-readers-decrypt";
import type { MatchedSources } from "../describe/trail-sources";
import type { JsonValue } from "../terraform/canonical-json";
import { freeSid } from "../policy/free-sid";
import type { Expression, ObjectExpression } from "../terraform/expression";
import { list, literal } from "../terraform/expression";
import type { JsonPath } from "../policy/policy";
import { noBindings } from "../terraform/reduce";
import { resolve } from "../terraform/resolve";
import type { LintedPolicy, LintedStatement } from "./linted-policy";
import { membersOf } from "./linted-policy";
import type { Mend } from "./found";
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

export const administrationBy = (policy: LintedPolicy, principal: string): JsonValue =>
  withFreshSid(policy, plain(administratorsManageKey(literal(principal))));

export const addition = (...statements: readonly JsonValue[]): Mend => ({ how: "add", statements });

export const replacement = (...statements: readonly JsonValue[]): Mend => ({ how: "replace", statements });

/** The statement with other values at some of its paths, which are counted from the policy; undefined leaves it out. */
export function changed(
  { json, path }: LintedStatement,
  ...changes: readonly (readonly [at: JsonPath, value: JsonValue | undefined])[]
): JsonValue {
  return changes.reduce<JsonValue>(
    (statement, [at, value]) => put(statement, at.slice(path.length), value),
    asJson(json),
  );
}

/** A Sid that no other statement has. */
export const freshSid = ({ statements }: LintedPolicy, wanted: string): string =>
  freeSid(wanted, new Set(statements.flatMap(({ statement }) => statement.sid ?? [])));

function withFreshSid(policy: LintedPolicy, statement: JsonValue): JsonValue {
  const sid = membersOf(statement).get("Sid");
  return typeof sid === "string" ? put(statement, ["Sid"], freshSid(policy, sid)) : statement;
}

function sourcesOf(trails: readonly TrailPattern[]): MatchedSources {
  const contexts = trails.map(
    ({ pattern, account }) => `arn:${pattern.split(":")[1] ?? "aws"}:cloudtrail:*:${account}:trail/*`,
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
const plain = (statement: ObjectExpression): JsonValue => resolve(statement, noBindings);

function put(json: JsonValue, [step, ...rest]: JsonPath, value: JsonValue | undefined): JsonValue {
  if (step === undefined) return value ?? null;
  if (Array.isArray(json)) {
    const items = json as readonly JsonValue[];
    return items.flatMap((item, index) => {
      if (index !== step) return [item];
      return rest.length === 0 && value === undefined ? [] : [put(item, rest, value)];
    });
  }
  const members = [...membersOf(json)] as readonly (readonly [string, JsonValue])[];
  const known = members.some(([name]) => name === step) ? members : [...members, [String(step), {}] as const];
  return Object.fromEntries(
    known.flatMap(([name, member]) => {
      if (name !== String(step)) return [[name, member]];
      return rest.length === 0 && value === undefined ? [] : [[name, put(member, rest, value)]];
    }),
  );
}

/** A policy has been read from JSON, so its parts are JSON. */
const asJson = (json: unknown): JsonValue => json as JsonValue;
