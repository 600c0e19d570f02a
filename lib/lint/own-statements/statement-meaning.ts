import type { Config } from "../../config/config";
import type { CompiledStatement } from "../../evaluate/compile-policy";
import { cloudTrail, sourceArnKey } from "../../policy/cloudtrail";
import { parseArn } from "../../config/arn";
import type { LintContext } from "../lint-context";
import type { LintedStatement } from "../linted-policy";
import { witnessesOf } from "../witnesses";
import { accountOf, isService, isTold } from "./caller-of-request";
import { namedAccounts } from "./named-accounts";
import type { OwnEvaluator, Standing } from "./own-evaluator";
import { ownEvaluator } from "./own-evaluator";
import type { OwnPolicy } from "./own-policy";
import type { AskedQuestion } from "./questions";
import { promisedRequests, requestsFor } from "./questions";
import type { StatementCodes } from "./statement-codes";

/** A request that statements of the user's decide otherwise than the config would. */
export interface ChangedRequest {
  readonly code: MeaningCode;
  readonly asked: AskedQuestion;
  /** The statement, or those that do it only together: indices in the policy. */
  readonly blamed: readonly number[];
  /** Condition keys of which the config says nothing, and on which it depends. */
  readonly keys: readonly string[];
  /** The config's organization, where the caller stands for any account of it. */
  readonly organization: string | null;
}

/** Whom a config knows. */
interface KnownCallers {
  readonly accounts: ReadonlySet<string>;
  readonly organization: string | null;
}

export type MeaningCode = Exclude<
  keyof StatementCodes,
  | "statement-malformed"
  | "statement-sid-taken"
  | "statement-untried"
  | "statement-place-unknown"
  | "statement-resource"
  | "statement-lets-trails-deliver"
  | "statement-of-other-bucket"
>;

export interface StatementMeaning {
  readonly changes: readonly ChangedRequest[];
  /** Statements that no request met: indices in the policy. */
  readonly untried: readonly number[];
}

/**
 * Decides every request of the matrix, and those that the user's statements seem to be meant for, by the config's
 * statements alone and together with the user's. Each difference is put to the statements that make it.
 */
export function statementMeaning(config: Config, own: OwnPolicy, context: LintContext): StatementMeaning {
  const evaluator = ownEvaluator(own);
  const compiledAt = new Map(own.policy.compiled.statements.map((one) => [one.statement.index, one]));
  const organization = config.organization?.id ?? null;
  const accounts = new Set([...namedAccounts(config), own.deployment.account, own.deployment.owner]);
  const promised = promisedRequests(config, own);
  const tried = own.own.flatMap((linted) => {
    const compiled = compiledAt.get(linted.statement.index);
    return compiled && !isDeny(linted)
      ? [{ linted, ...requestsFor(linted, compiled, context, evaluator) }]
      : [];
  });
  const asked = [...promised, ...tried.flatMap(({ questions }) => questions)];
  return {
    changes: [
      ...asked.flatMap((question) => changed(question, evaluator, { accounts, organization })),
      ...own.own.flatMap((linted) => {
        const compiled = compiledAt.get(linted.statement.index);
        return compiled && isDeny(linted) ? deniedUnder(linted, compiled, promised, evaluator) : [];
      }),
    ],
    untried: tried.filter(({ isMet }) => !isMet).map(({ linted }) => linted.statement.index),
  };
}

const isDeny = (linted: LintedStatement): boolean => linted.statement.effect === "Deny";

function changed(
  asked: AskedQuestion,
  evaluator: OwnEvaluator,
  known: KnownCallers,
): readonly ChangedRequest[] {
  const before = evaluator.withSome(asked, []);
  // A Deny on something unknown, such as an address, may or may not apply: nothing that is let in hides behind it.
  const counts = (one: CompiledStatement): boolean =>
    before === "allowed" || one.statement.effect !== "Deny" || unknownKeys([one], asked).length === 0;
  const { standing: after, deciding } = evaluator.withAll(asked, counts);
  if (before === after) return [];
  const alone = deciding.filter((one) => evaluator.withSome(asked, [one]) === after);
  return (alone.length > 0 ? alone.map((one) => [one]) : [deciding]).map((blamed) => {
    const keys = after === "refused" ? unknownKeys(blamed, asked) : [];
    return {
      code: codeOf(asked, after, keys.length > 0, blamed, known),
      asked,
      blamed: blamed.map(({ statement }) => statement.index),
      keys,
      organization: organizationOfCaller(asked, known),
    };
  });
}

/** Keys of statements that deny, of which a request says nothing. */
function unknownKeys(denying: readonly CompiledStatement[], { request }: AskedQuestion): readonly string[] {
  const keysOf = ({ statement }: CompiledStatement): readonly string[] =>
    statement.conditions.map(({ key }) => key).filter((key) => !isTold(key, request));
  // One that asks for nothing unknown denies for certain.
  return denying.every((one) => keysOf(one).length > 0) ? [...new Set(denying.flatMap(keysOf))] : [];
}

function codeOf(
  asked: AskedQuestion,
  after: Standing,
  isOpen: boolean,
  deciding: readonly CompiledStatement[],
  known: KnownCallers,
): MeaningCode {
  const { accounts } = known;
  if (after === "unknown") return "statement-unclear";
  if (after === "refused") return isOpen ? "statement-may-deny" : "statement-denies";
  const { principal } = asked.request;
  if (principal === cloudTrail) {
    return isForKnownTrail(asked, accounts) ? "statement-widens" : "statement-lets-cloudtrail";
  }
  if (isService(principal)) return "statement-widens";
  if (organizationOfCaller(asked, known) !== null) return "statement-widens";
  const account = accountOf(principal);
  if (account === null || !accounts.has(account)) return "statement-lets-strangers";
  const byName = deciding.some(({ statement }) =>
    (statement.principals?.principals ?? []).some(({ value }) => value === principal),
  );
  return asked.iamAllows === false && !byName && isNobodyInParticular(principal)
    ? "statement-passes-iam"
    : "statement-widens";
}

/** The config's organization, where the request is one of an account of it that the config does not name. */
function organizationOfCaller(
  { request: { principal, context = {} } }: AskedQuestion,
  { accounts, organization }: KnownCallers,
): string | null {
  const account = accountOf(principal);
  if (account === null || accounts.has(account)) return null;
  const isMember = Object.entries(context).some(
    ([key, value]) => key.toLowerCase() === "aws:principalorgid" && value === organization,
  );
  return isMember ? organization : null;
}

/** What the config does not settle, for one trail that a statement names. */
function isForKnownTrail({ promise, request }: AskedQuestion, accounts: ReadonlySet<string>): boolean {
  const source = request.context?.[sourceArnKey];
  const account = typeof source === "string" ? parseArn(source)?.account : undefined;
  return promise === null && account !== undefined && accounts.has(account);
}

/** A role that the matrix, or lint, makes up. */
const isNobodyInParticular = (principal: string): boolean =>
  /:role\/trailkey-(nobody-in-particular|somebody)$/.test(principal);

/**
 * What a Deny takes away from somebody only under conditions of which the config says nothing, such as an address:
 * the requests of the matrix carry none.
 */
function deniedUnder(
  linted: LintedStatement,
  compiled: CompiledStatement,
  promised: readonly AskedQuestion[],
  evaluator: OwnEvaluator,
): readonly ChangedRequest[] {
  return promised.flatMap((asked): readonly ChangedRequest[] => {
    const open = linted.conditions.filter(({ key }) => !isTold(key, asked.request));
    const keys = [...new Set(open.map(({ key }) => key))];
    if (keys.length === 0 || evaluator.withSome(asked, []) !== "allowed") return [];
    if (evaluator.withSome(asked, [compiled]) !== "allowed") return [];
    const isDenied = witnessesOf({ ...linted, conditions: open }).some(
      (witness) =>
        evaluator.withSome(
          { ...asked, request: { ...asked.request, context: { ...witness, ...asked.request.context } } },
          [compiled],
        ) !== "allowed",
    );
    return isDenied
      ? [{ code: "statement-may-deny", asked, blamed: [linted.statement.index], keys, organization: null }]
      : [];
  });
}
