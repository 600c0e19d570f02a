import type { KmsAction } from "../policy/kms-actions";
import { kmsActions } from "../policy/kms-actions";
import { actionsMeantBy } from "./kms-actions";
import type { JsonValue } from "../terraform/canonical-json";
import { CompiledPolicy, compilePolicy } from "../evaluate/compile-policy";
import type { ConditionOperator } from "../policy/condition-operator";
import { parseConditionOperator } from "../policy/condition-operator";
import { isObject } from "../policy/is-object";
import { parsePolicy } from "../policy/parse-policy";
import type { JsonPath, PolicyFault, PrincipalType, Statement } from "../policy/policy";
import { principalTypes } from "../policy/policy";

/** A text of the policy and where it stands. */
export interface Located {
  readonly text: string;
  readonly path: JsonPath;
}

export interface LocatedAction extends Located {
  /** The actions of KMS that it means, perhaps by a wildcard; none where KMS has no such action. */
  readonly meant: readonly KmsAction[];
}

export interface LocatedPrincipal extends Located {
  readonly type: PrincipalType;
}

/** One operator applied to one key. */
export interface LocatedCondition {
  /** Null where there is no such operator. */
  readonly operator: ConditionOperator | null;
  readonly operatorText: string;
  readonly key: string;
  /** Of the key. */
  readonly path: JsonPath;
  readonly values: readonly Located[];
}

/** A statement with the place of each of its parts. */
export interface LintedStatement {
  readonly statement: Statement;
  /** As the policy has it. */
  readonly json: unknown;
  readonly path: JsonPath;
  readonly principals: readonly LocatedPrincipal[];
  readonly actions: readonly LocatedAction[];
  /** The actions of KMS that are meant, by name, by wildcard or by excepting others. */
  readonly kmsActions: ReadonlySet<string>;
  readonly resources: readonly Located[];
  readonly conditions: readonly LocatedCondition[];
}

export interface LintedPolicy {
  readonly json: unknown;
  /** The same as text, without spaces. */
  readonly text: string;
  readonly faults: readonly PolicyFault[];
  readonly compiled: CompiledPolicy;
  readonly statements: readonly LintedStatement[];
  /** The statement of an index. */
  readonly statementAt: (index: number) => LintedStatement | undefined;
  /** The index of the first statement that has a Sid. */
  readonly firstOfSid: ReadonlyMap<string, number>;
}

/** Reads a policy for linting, whatever its JSON may be. */
export function lintedPolicy(json: unknown): LintedPolicy {
  const { policy, faults } = parsePolicy(json);
  const statements = membersOf(json).get("Statement");
  const meaningOf = remembered(actionsMeantBy);
  const linted = policy.statements.map((statement) =>
    Array.isArray(statements)
      ? lintedStatement(statement, statements[statement.index], ["Statement", statement.index], meaningOf)
      : lintedStatement(statement, statements, ["Statement"], meaningOf),
  );
  return { json, text: textOf(json), faults, compiled: compilePolicy(policy, faults), ...byName(linted) };
}

/**
 * The policy with other statements in the place of one, or with more of them, of which only the new ones are read.
 * The first takes the index of the one that goes, the others have new ones: an order that decides nothing.
 */
export function withStatements(
  before: LintedPolicy,
  gone: LintedStatement | null,
  statements: readonly JsonValue[],
): LintedPolicy {
  const list = statementsIn(before.json);
  // A list with holes: what is read of it has the right index at once.
  const fresh: unknown[] = [];
  statements.forEach((statement, position) => {
    const place = gone === null ? position : position - 1;
    fresh[place === -1 ? (gone?.statement.index ?? 0) : list.length + place] = statement;
  });
  const others = [...membersOf(before.json)].filter(([name]) => name !== "Statement");
  const withList = (Statement: readonly unknown[]): unknown =>
    Object.fromEntries([...others, ["Statement", Statement]]);
  const added = lintedPolicy(withList(fresh));
  const kept = before.statements.filter((linted) => linted !== gone);
  const json = withList([...list.filter((_, index) => index !== gone?.statement.index), ...statements]);
  const isKept = ({ code, path: [element, index] }: PolicyFault): boolean =>
    code !== "statement-missing" &&
    (gone === null ||
      element !== "Statement" ||
      (typeof index === "number" && index !== gone.statement.index));
  const faults = [
    ...before.faults.filter(isKept),
    ...added.faults.filter(({ path: [element, index] }) => element === "Statement" && index !== undefined),
  ];
  const compiled = before.compiled.statements.filter(({ statement }) => statement !== gone?.statement);
  return {
    json,
    text: textOf(json),
    faults,
    compiled: new CompiledPolicy([...compiled, ...added.compiled.statements].sort(byIndex), faults, "aws"),
    ...byName([...kept, ...added.statements].sort(byIndex)),
  };
}

/** The items of `Statement`, of which a single one may stand without a list. */
export function statementsIn(json: unknown): readonly unknown[] {
  const statements = membersOf(json).get("Statement");
  return statements === undefined ? [] : Array.isArray(statements) ? statements : [statements];
}

type Indexed = Pick<LintedStatement, "statement">;

const byIndex = (left: Indexed, right: Indexed): number => left.statement.index - right.statement.index;

function byName(
  statements: readonly LintedStatement[],
): Pick<LintedPolicy, "statements" | "statementAt" | "firstOfSid"> {
  const known = new Map(statements.map((linted) => [linted.statement.index, linted]));
  const firstOfSid = new Map<string, number>();
  for (const { sid, index } of statements.map(({ statement }) => statement)) {
    if (sid !== null && !firstOfSid.has(sid)) firstOfSid.set(sid, index);
  }
  return { statements, statementAt: (index) => known.get(index), firstOfSid };
}

type MeaningOf = (text: string) => readonly KmsAction[];

/** The many statements of a policy name the same few actions. */
function remembered(meaningOf: MeaningOf): MeaningOf {
  const known = new Map<string, readonly KmsAction[]>();
  return (text) => {
    const meaning = known.get(text) ?? meaningOf(text);
    known.set(text, meaning);
    return meaning;
  };
}

/** Only what is no JSON has no text. */
const textOf = (json: unknown): string => (json === undefined ? "" : JSON.stringify(json));

function lintedStatement(
  statement: Statement,
  json: unknown,
  path: JsonPath,
  meaningOf: MeaningOf,
): LintedStatement {
  const members = membersOf(json);
  const element = (name: string): readonly Located[] =>
    [name, `Not${name}`].flatMap((key) => textsAt(members.get(key), [...path, key]));
  const actions = element("Action").map((located) => ({ ...located, meant: meaningOf(located.text) }));
  return {
    statement,
    json,
    path,
    principals: ["Principal", "NotPrincipal"].flatMap((key) =>
      principalsAt(members.get(key), [...path, key]),
    ),
    actions,
    kmsActions: meantBy(statement, actions),
    resources: element("Resource"),
    conditions: conditionsAt(members.get("Condition"), [...path, "Condition"]),
  };
}

/** The actions that a statement means, of those that its entries mean. */
function meantBy({ actions }: Statement, located: readonly LocatedAction[]): ReadonlySet<string> {
  const listed = new Set(located.flatMap(({ meant }) => meant.map(({ name }) => name)));
  if (actions?.negated !== true) return listed;
  return new Set(kmsActions.map(({ name }) => name).filter((name) => !listed.has(name)));
}

function principalsAt(json: unknown, path: JsonPath): readonly LocatedPrincipal[] {
  if (typeof json === "string") return [{ type: "AWS", text: json, path }];
  return [...membersOf(json)].flatMap(([key, values]) => {
    const type = principalTypes.find((known) => known === key);
    return type ? textsAt(values, [...path, key]).map((located) => ({ ...located, type })) : [];
  });
}

const conditionsAt = (json: unknown, path: JsonPath): readonly LocatedCondition[] =>
  [...membersOf(json)].flatMap(([operatorText, keys]) =>
    [...membersOf(keys)].map(([key, values]) => {
      const here = [...path, operatorText, key];
      return {
        operator: parseConditionOperator(operatorText),
        operatorText,
        key,
        path: here,
        values: textsAt(values, here),
      };
    }),
  );

function textsAt(json: unknown, path: JsonPath): readonly Located[] {
  if (Array.isArray(json)) return json.flatMap((item, index) => textsAt(item, [...path, index]));
  const scalar = typeof json === "string" || typeof json === "number" || typeof json === "boolean";
  return scalar ? [{ text: String(json), path }] : [];
}

/** The members of an object, none of anything else. A map: a member may be named `__proto__`. */
export const membersOf = (json: unknown): ReadonlyMap<string, unknown> =>
  isObject(json) ? new Map(Object.entries(json)) : new Map();
