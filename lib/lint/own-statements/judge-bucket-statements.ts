import type { Config } from "../../config/config";
import { describeResources } from "../../describe/describe";
import { attributesOf } from "../../describe/deployment-attributes";
import { compileResourcePolicy } from "../../evaluate/authorization/resource-policy";
import { authorize } from "../../evaluate/authorize";
import type { CompiledPolicy } from "../../evaluate/compile-policy";
import type { Verdict } from "../../evaluate/decision";
import { isCaller } from "../../evaluate/request-parts";
import { bucketExpectations } from "../../expectations/bucket-expectations";
import type { PolicyExpectation } from "../../expectations/policy-expectation";
import { cloudTrail } from "../../policy/cloudtrail";
import { isUnresolved } from "../../policy/interpolation";
import type { StatementName } from "../../policy/statement-name";
import { policyOf } from "../../terraform/policy-of";
import type { LintedStatement } from "../linted-policy";
import { statementsIn } from "../linted-policy";
import { accountOf, isService, isTold } from "./caller-of-request";
import { malformedStatements } from "./malformed-statements";
import { namedAccounts } from "./named-accounts";
import type { Place } from "./own-policy";
import { deploymentIn, policyWithOwn } from "./own-policy";
import type { ToldRequest } from "./statement-codes";
import type { StatementProblem } from "./statement-problem";

type Statement = Readonly<Record<string, unknown>>;

/**
 * Judges statements that are added to the bucket policy of a config: what S3 would refuse, what takes from CloudTrail or
 * a reader what the config promises, what lets strangers in; and, as warnings, what it allows beyond the config.
 *
 * @param place what is known of where the bucket is, beyond the config
 */
export function judgeBucketStatements(
  config: Config,
  statements: readonly Statement[],
  place: Place,
): readonly StatementProblem[] {
  if (statements.length === 0 || config.bucket === null) return [];
  const deployment = deploymentIn(config, place);
  const base = policyOf(describeResources(config), "bucket", attributesOf(deployment)) as Statement;
  const withSome = (some: readonly Statement[]): Statement => ({
    ...base,
    Statement: [...statementsIn(base), ...some],
  });
  const own = policyWithOwn(deployment, withSome(statements), statements.length);
  const malformed = malformedStatements(own);
  if (malformed.length > 0) return malformed;
  const [before, after] = [withSome([]), withSome(statements)].map(compiled) as [
    CompiledPolicy,
    CompiledPolicy,
  ];
  const alone = statements.map((statement) => compiled(withSome([statement])));
  const unconditioned = statements.map(({ Condition, ...rest }) =>
    Condition === undefined || rest.Effect !== "Deny" ? null : compiled(withSome([rest])),
  );
  const known = new Set([
    ...namedAccounts(config),
    ...config.lint.trust,
    deployment.account,
    deployment.owner,
  ]);
  const found = new Found();
  const keysOf = (index: number): readonly string[] =>
    (own.own[index]?.conditions ?? []).map(({ key }) => key);
  for (const asked of bucketExpectations(config, deployment)) {
    const [step] = asked.steps;
    if (!isCaller(step.principal)) continue;
    const [was, is] = [verdictBy(before, asked), verdictBy(after, asked)];
    const promised = asked.expect === "Allowed" && was === "Allowed";
    if (was !== is) {
      const blamed = alone.flatMap((one, index) => (verdictBy(one, asked) === is ? [index] : []));
      const indices = blamed.length > 0 ? blamed : [...statements.keys()];
      // A key of which the request says nothing, such as the caller's address, may or may not be as it asks.
      const isOpen = indices.every((index) => keysOf(index).some((key) => !isTold(key, step)));
      const code = codeOf(asked, promised, is, known);
      if (code !== null)
        found.add(code === "statement-denies" && isOpen ? "statement-may-deny" : code, indices, asked);
    } else if (promised) {
      unconditioned.forEach((one, index) => {
        if (one !== null && verdictBy(one, asked) !== "Allowed")
          found.add("statement-may-deny", [index], asked);
      });
    }
  }
  for (const [index, linted] of own.own.entries()) {
    if (linted.statement.effect === "Allow") addNamed(found, index, linted, known);
  }
  const nameOf = (index: number): StatementName => ({ index, sid: own.own[index]?.statement.sid ?? null });
  return [
    ...found.problems(nameOf, keysOf),
    ...own.own.flatMap((linted, index) => elsewhere(linted, nameOf(index), config.bucket?.name ?? "")),
  ];
}

const compiled = (policy: Statement): CompiledPolicy => compileResourcePolicy(policy, "bucket");

function verdictBy(policy: CompiledPolicy, { steps: [step] }: PolicyExpectation): Verdict {
  const { principal, action, resource, context, on, iam } = step;
  const request = {
    principal,
    action,
    ...(resource !== undefined && { resource }),
    ...(context && { context }),
  };
  const documents = { managementAccount: null, accounts: new Map(), grants: [] };
  // What a reader's own policy allows does not hang on the statements: it counts as everything here.
  return authorize(policy, request, documents, {
    owner: on.owner,
    kind: "bucket",
    iamAllows: iam !== "nothing",
  }).verdict;
}

type BucketCode =
  | "statement-denies"
  | "statement-may-deny"
  | "statement-unclear"
  | "statement-lets-strangers"
  | "statement-lets-trails-deliver"
  | "statement-widens";

function codeOf(
  { steps: [{ principal }] }: PolicyExpectation,
  promised: boolean,
  is: Verdict,
  known: ReadonlySet<string>,
): BucketCode | null {
  if (is === "Unknown") return "statement-unclear";
  if (promised) return "statement-denies";
  if (is !== "Allowed") return null;
  if (principal === cloudTrail) return "statement-lets-trails-deliver";
  return isService(principal) || known.has(accountOf(principal) ?? "")
    ? "statement-widens"
    : "statement-lets-strangers";
}

/** Whom a statement names: of an account that the config does not know it is a stranger, whatever the conditions. */
function addNamed(
  found: Found,
  index: number,
  { principals, actions }: LintedStatement,
  known: ReadonlySet<string>,
): void {
  for (const principal of principals.map(({ text }) => text)) {
    const account = accountOf(principal);
    const isStranger = account !== null && !known.has(account);
    for (const { text: action } of actions)
      found.addRequest(isStranger ? "statement-lets-strangers" : "statement-widens", [index], {
        principal,
        action,
        promise: null,
      });
  }
}

/** S3 refuses a policy that speaks of another bucket. */
function elsewhere(
  { statement, resources, path }: LintedStatement,
  name: StatementName,
  bucket: string,
): readonly StatementProblem[] {
  return resources
    .filter(({ text }) => {
      const [, of] = /^arn:[^:]*:s3:::([^/]*)/.exec(text) ?? [];
      return (
        text !== "*" &&
        !isUnresolved(text) &&
        !isUnresolved(bucket) &&
        of !== bucket &&
        !/[*?]/.test(of ?? "")
      );
    })
    .map((resource): StatementProblem => ({
      code: "statement-of-other-bucket",
      severity: "error",
      path: [name.index, ...resource.path.slice(path.length)],
      args: { statement: { index: name.index, sid: statement.sid }, resource: resource.text, bucket },
    }));
}

const errors: ReadonlySet<BucketCode> = new Set([
  "statement-denies",
  "statement-lets-strangers",
  "statement-lets-trails-deliver",
]);

/** What was found, one problem for each kind and group of statements. */
class Found {
  readonly #groups = new Map<
    string,
    { readonly code: BucketCode; readonly indices: readonly number[]; readonly requests: ToldRequest[] }
  >();

  add(code: BucketCode, indices: readonly number[], { name, steps: [step] }: PolicyExpectation): void {
    const { principal, action } = step;
    this.addRequest(code, indices, { principal, action, promise: name });
  }

  addRequest(code: BucketCode, indices: readonly number[], request: ToldRequest): void {
    const key = JSON.stringify([code, indices]);
    const group = this.#groups.get(key) ?? { code, indices, requests: [] };
    this.#groups.set(key, group);
    group.requests.push(request);
  }

  problems(
    nameOf: (index: number) => StatementName,
    keysOf: (index: number) => readonly string[],
  ): readonly StatementProblem[] {
    const all = [...this.#groups.values()];
    const wrong = new Set(all.filter(({ code }) => errors.has(code)).flatMap(({ indices }) => indices));
    return (
      all
        // What else it does matters once it is right.
        .filter(({ code, indices }) => errors.has(code) || !indices.every((index) => wrong.has(index)))
        .map(({ code, indices, requests }): StatementProblem => {
          const severity = errors.has(code) ? "error" : "warning";
          const args = { statements: indices.map(nameOf), requests };
          const path = [indices[0] ?? 0];
          return code === "statement-may-deny"
            ? { code, severity, path, args: { ...args, keys: [...new Set(indices.flatMap(keysOf))] } }
            : { code, severity, path, args };
        })
    );
  }
}
