import { parseArn } from "../../config/arn";
import type { Config } from "../../config/config";
import type { CompiledStatement } from "../../evaluate/compile-policy";
import { isCaller } from "../../evaluate/request-parts";
import type { AccessRequest } from "../../evaluate/request";
import { keyExpectations } from "../../expectations/key-expectations";
import type { LintContext } from "../lint-context";
import type { LintedStatement } from "../linted-policy";
import { requestsAtStake, strangerTo, trailsMeant } from "../requests-at-stake";
import type { OwnEvaluator, Question } from "./own-evaluator";
import type { OwnPolicy } from "./own-policy";

/** A request of which the config says, or implies, whether it is allowed. */
export interface AskedQuestion extends Question {
  /** A sentence of the matrix; null where the request was made from a statement. */
  readonly promise: string | null;
}

/** Every request that the config settles. */
export const promisedRequests = (config: Config, { deployment }: OwnPolicy): readonly AskedQuestion[] =>
  keyExpectations(config, deployment)
    // Of a caller whom only Terraform knows, nothing can be asked.
    .filter(({ principal }) => isCaller(principal))
    .map(({ name, principal, action, context, iamAllows = false }) => ({
      promise: name,
      request: withOrganization(config, { principal, action, ...(context && { context }) }),
      iamAllows,
    }));

/**
 * A call of CloudTrail for an account of the organization carries the organization, and so does one of the accounts
 * that can have its trail: whoever is signed in.
 */
function withOrganization({ account, organization }: Config, request: AccessRequest): AccessRequest {
  if (organization === null) return request;
  const { principal, context = {} } = request;
  const { id, managementAccount } = organization;
  const own = [account, managementAccount];
  const source = context["aws:SourceAccount"];
  const caller = parseArn(principal)?.account;
  const known = {
    ...(typeof source === "string" && own.includes(source) && { "aws:SourceOrgID": id }),
    ...(caller !== undefined && own.includes(caller) && { "aws:PrincipalOrgID": id }),
  };
  return Object.keys(known).length === 0 ? request : { ...request, context: { ...known, ...context } };
}

export interface TriedStatement {
  readonly questions: readonly AskedQuestion[];
  /** Whether a request was found that it allows. */
  readonly isMet: boolean;
}

/** Requests that a statement may be meant for: of those whom it names, under its conditions. */
export function requestsFor(
  linted: LintedStatement,
  compiled: CompiledStatement,
  context: LintContext,
  evaluator: OwnEvaluator,
): TriedStatement {
  let isMet = false;
  const change = {
    code: "foreign-account",
    // What the config settles is asked once, and not for each statement.
    context: { ...context, needs: [], expectations: [] },
    gone: null,
    added: [linted],
    stranger: strangerTo(context),
    trails: trailsMeant(context),
  } as const;
  const questions = new Map<string, AskedQuestion>();
  const differs = (question: Question): boolean => {
    isMet ||= evaluator.by(question, compiled) === "allowed";
    return evaluator.withSome(question, [compiled]) !== evaluator.withSome(question, []);
  };
  const asQuestions = ({ request, iamAllows }: Question): readonly AskedQuestion[] =>
    possibleRequests(request).map((possible) => ({ promise: null, request: possible, iamAllows }));
  const mayDiffer = (question: Question): boolean => asQuestions(question).filter(differs).length > 0;
  for (const question of requestsAtStake(change, mayDiffer)) {
    for (const asked of asQuestions(question)) {
      if (differs(asked)) questions.set(JSON.stringify(asked), asked);
    }
  }
  return { questions: [...questions.values()], isMet };
}

/** A request that says of its caller what the caller is: what the statement asks for is tried as a caller of its own. */
function possibleRequests(request: AccessRequest): readonly AccessRequest[] {
  const { principal, context = {} } = request;
  const entries = Object.entries(context);
  const plain = Object.fromEntries(entries.filter(([key]) => !ofCaller.test(key)));
  const named = entries.flatMap(([key, value]) =>
    /^aws:principalarn$/i.test(key) && typeof value === "string" && isCaller(value) ? [value] : [],
  );
  return [principal, ...named].map((caller) => ({
    ...request,
    principal: caller,
    context: caller === "*" ? withoutIdentity(plain) : plain,
  }));
}

/** Nobody who is not signed in is of an organization, or has tags. */
const withoutIdentity = (context: NonNullable<AccessRequest["context"]>): AccessRequest["context"] =>
  Object.fromEntries(Object.entries(context).filter(([key]) => !ofIdentity.test(key)));

const ofIdentity = /^aws:principal(orgid|orgpaths|tag\/.*)$/i;

/** Keys whose values follow from who calls. */
const ofCaller =
  /^(aws:principal(account|arn|type|isawsservice|servicename)|kms:calleraccount|aws:username)$/i;
