import type { Config } from "../../config/config";
import { existingKeyArn } from "../../config/key-owner";
import { isUnresolved } from "../../policy/interpolation";
import type { StatementName } from "../../policy/statement-name";
import type { UntriedFinding } from "../findings-in";
import { findingsIn } from "../findings-in";
import type { LintContext } from "../lint-context";
import { contextOfPolicy } from "../lint-context";
import { malformedStatements } from "./malformed-statements";
import { accountsIn, namedAccounts } from "./named-accounts";
import type { OwnPolicy, Place } from "./own-policy";
import { ownPolicy } from "./own-policy";
import type { MeaningCode, StatementMeaning } from "./statement-meaning";
import { statementMeaning } from "./statement-meaning";
import type { StatementProblem } from "./statement-problem";
import type { ToldRequest } from "./statement-codes";

export interface JudgedStatements {
  readonly problems: readonly StatementProblem[];
  /** What lint finds in them besides. Their paths begin at `key.statements`. */
  readonly findings: readonly UntriedFinding[];
}

/**
 * Judges the statements of `key.statements`: what AWS would refuse, what breaks a promise of the config or lets in
 * whom it does not name, and, as warnings, what lets in more than the config does or cannot be told.
 *
 * @param place What is known of where the key is applied, beyond the config.
 */
export function judgeStatements(config: Config, place: Place): JudgedStatements {
  if (config.key.statements.length === 0) return { problems: [], findings: [] };
  const own = ownPolicy(config, place);
  const malformed = malformedStatements(own);
  if (malformed.length > 0) return { problems: malformed, findings: [] };
  const context = contextOfPolicy(own.policy, { config, owner: own.deployment.owner }, false);
  const unplaced = unplacedStatements(config, place, own);
  const meaning = statementMeaning(config, own, context);
  const problems = [
    ...meaningProblems(own, meaning, new Set(unplaced.flatMap(([index]) => index))),
    ...unplaced.map(placeProblem(own)),
    ...resourceProblems(config, own),
  ];
  return { problems, findings: findingsOf(config, own, context, problems) };
}

/** The statement that a problem names, by its position among the user's. */
const nameIn =
  ({ policy, first }: OwnPolicy) =>
  (index: number): StatementName => ({
    index: index - first,
    sid: policy.statementAt(index)?.statement.sid ?? null,
  });

/** One problem for each statement, or group of them, and kind. */
function meaningProblems(
  own: OwnPolicy,
  { changes, untried }: StatementMeaning,
  unplaced: ReadonlySet<number>,
): readonly StatementProblem[] {
  const groups = new Map<string, Group>();
  for (const { code, asked, blamed, keys, organization } of changes) {
    const key = JSON.stringify([code, blamed]);
    const group = groups.get(key) ?? { code, indices: blamed, requests: [], keys: [], anyTrail: false };
    groups.set(key, group);
    const { principal, action } = asked.request;
    group.requests.push({
      principal,
      action,
      promise: asked.promise,
      ...(organization !== null && { organization }),
    });
    group.keys.push(...keys);
    group.anyTrail ||= blamed.every((index) => namesNoTrail(own, index));
  }
  const told = new Set([...groups.values()].flatMap(({ indices }) => indices));
  const letIn = new Set(
    [...groups.values()].flatMap(({ code, indices }) => (letsIn.has(code) ? indices : [])),
  );
  const problems = [...groups.values()]
    // What more it allows does not matter where it must be changed anyway.
    .filter(({ code, indices }) => code !== "statement-widens" || !indices.every((index) => letIn.has(index)))
    .map((group) => problemOf(own, group, unplaced));
  const unmet = untried
    .filter((index) => !told.has(index))
    .map((index): StatementProblem => ({
      code: "statement-untried",
      severity: "warning",
      path: [index - own.first],
      args: { statements: [nameIn(own)(index)] },
    }));
  return [...problems, ...unmet].sort(byStatement);
}

const letsIn: ReadonlySet<MeaningCode> = new Set([
  "statement-lets-cloudtrail",
  "statement-lets-strangers",
  "statement-passes-iam",
]);

interface Group {
  readonly code: MeaningCode;
  readonly indices: readonly number[];
  readonly requests: ToldRequest[];
  readonly keys: string[];
  anyTrail: boolean;
}

function problemOf(
  own: OwnPolicy,
  { code, indices, requests, keys, anyTrail }: Group,
  unplaced: ReadonlySet<number>,
): StatementProblem {
  const severity = isError[code] && !indices.some((index) => unplaced.has(index)) ? "error" : "warning";
  const statements = indices.map(nameIn(own));
  const distinct = [...new Map(requests.map((request) => [JSON.stringify(request), request])).values()];
  const place = { severity, path: [(indices[0] ?? own.first) - own.first] } as const;
  const args = { statements, requests: distinct };
  switch (code) {
    case "statement-may-deny":
      return { code, ...place, args: { ...args, keys: [...new Set(keys)] } };
    case "statement-lets-cloudtrail":
      return { code, ...place, args: { ...args, anyTrail } };
    default:
      return { code, ...place, args };
  }
}

const isError: Readonly<Record<MeaningCode, boolean>> = {
  "statement-denies": true,
  "statement-lets-cloudtrail": true,
  "statement-lets-strangers": true,
  "statement-passes-iam": true,
  "statement-may-deny": false,
  "statement-unclear": false,
  "statement-widens": false,
};

/** Whether CloudTrail need not say on behalf of which trail it calls. */
const namesNoTrail = ({ policy }: OwnPolicy, index: number): boolean =>
  !(policy.statementAt(index)?.conditions ?? []).some(({ key }) => /^aws:source(arn|account)$/i.test(key));

const byStatement = (left: StatementProblem, right: StatementProblem): number =>
  Number(left.path[0]) - Number(right.path[0]);

/** Statements that name accounts or Regions where the config leaves its own to the provider, with the options that would tell. */
function unplacedStatements(
  config: Config,
  place: Place,
  { own }: OwnPolicy,
): readonly (readonly [index: number, options: readonly string[]])[] {
  if (existingKeyArn(config) !== undefined && place.account !== null && place.region !== null) return [];
  const named = namedAccounts(config);
  return own.flatMap(({ statement, json }) => {
    const options = [
      ...(place.account === null && [...accountsIn(json)].some((id) => !named.has(id)) ? ["account"] : []),
      ...(place.region === null && /\b[a-z]{2}(-[a-z]+)+-\d\b/.test(JSON.stringify(json)) ? ["region"] : []),
    ];
    return options.length === 0 ? [] : [[statement.index, options] as const];
  });
}

const placeProblem =
  (own: OwnPolicy) =>
  ([index, options]: readonly [number, readonly string[]]): StatementProblem => ({
    code: "statement-place-unknown",
    severity: "warning",
    path: [index - own.first],
    args: { statements: [nameIn(own)(index)], options },
  });

/** A statement about another key than the policy's has no effect. Which key is created, nobody knows beforehand. */
const resourceProblems = (config: Config, own: OwnPolicy): readonly StatementProblem[] =>
  own.own.flatMap(({ statement, resources, path: statementPath }) =>
    resources
      .filter(({ text }) => text !== "*" && text !== config.key.existing && !isUnresolved(text))
      .map(({ text, path }): StatementProblem => ({
        code: "statement-resource",
        severity: "warning",
        path: [statement.index - own.first, ...path.slice(statementPath.length)],
        args: { statement: nameIn(own)(statement.index), resource: text, key: config.key.existing },
      })),
  );

/** Rules about what a policy does, which is told already where a statement does it. */
const aboutMeaning: ReadonlySet<string> = new Set([
  "world-open",
  "foreign-account",
  "foreign-source",
  "service-unconditioned",
  "service-without-source",
  "service-without-context",
  "needless-service-action",
  "organization-of-everyone",
  "caller-account-of-everyone",
  "deny-blocks-cloudtrail",
  "deny-blocks-readers",
  "reader-without-context",
  "reader-beyond-decrypt",
  "resource-is-no-key",
  "resource-of-another-key",
  "lockout",
]);

function findingsOf(
  { lint }: Config,
  { first }: OwnPolicy,
  context: LintContext,
  problems: readonly StatementProblem[],
): readonly UntriedFinding[] {
  const told = new Set(problems.map(({ path }) => path[0]));
  return findingsIn(context).flatMap((finding) => {
    const [element, index, ...rest] = finding.path;
    if (element !== "Statement" || typeof index !== "number" || index < first) return [];
    const sid = context.policy.statementAt(index)?.statement.sid ?? null;
    const isAccepted =
      lint.severity[finding.code] === "off" ||
      lint.ignore.some(
        (one) => one.rule === finding.code && one.file === null && (one.sid === null || one.sid === sid),
      );
    if (finding.severity === "note" || isAccepted) return [];
    if (aboutMeaning.has(finding.code) && told.has(index - first)) return [];
    return [{ ...finding, path: [index - first, ...rest], args: renumbered(finding.args, first) }];
  });
}

/** A finding names statements by their place in the policy; the user knows theirs by its place in the config. */
function renumbered(args: UntriedFinding["args"], first: number): UntriedFinding["args"] {
  const { statement } = args;
  if (typeof statement !== "object" || statement === null || !("index" in statement)) return args;
  return { ...args, statement: { ...statement, index: Number(statement.index) - first } };
}
