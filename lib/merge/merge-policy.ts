import type * as Jsonc from "jsonc-parser";
import type { Config } from "../config/config";
import type { Location } from "../config/problem";
import { readJson } from "../config/read-json";
import type { Fault } from "../config/source";
import type { CompiledPolicy } from "../evaluate/compile-policy";
import { compilePolicy } from "../evaluate/compile-policy";
import { compileJson } from "../evaluate/evaluate";
import { possibleOwners } from "../evaluate/policy-owner";
import type { Deployment } from "../expectations/deployment";
import { describeResources } from "../describe/describe";
import type { SizeRemedy } from "../describe/size-remedies";
import { keySizeRemedies } from "../describe/size-remedies";
import { parsePolicy } from "../policy/parse-policy";
import type { Policy, PolicyFault, Statement } from "../policy/policy";
import type { StatementName } from "../policy/statement-name";
import type { StatementSize } from "../policy/policy-size";
import { largestFirst, sizeLimits, sizeOf } from "../policy/policy-size";
import type { BlockingDeny } from "./blocking-denies";
import { blockingDenies } from "./blocking-denies";
import { freeSid } from "../policy/free-sid";
import { isAllowed } from "./decision-on";
import { statementsLike } from "./statements-like";
import { insertStatements } from "./insert-statements";
import { narrowStatement } from "./narrow-statement";
import type { JsonObject, NeededStatement } from "./needed-statements";
import type { ExpectedRequest } from "../expectations/expectation";
import { neededStatements } from "./needed-statements";
import type { OwnerObstacle } from "./owner-obstacle";
import { ownerObstacle } from "./owner-obstacle";
import type { StricterStatement } from "./stricter-statements";
import { stricterStatements } from "./stricter-statements";
import { keyPlace, statementsOnKey } from "./statements-on-key";

export type MergeResult =
  | {
      readonly ok: true;
      /** The policy with what it lacked. Where it lacked nothing, the text that was given. */
      readonly text: string;
      readonly added: readonly AddedStatement[];
      /** What to look at: the code `denied` is a statement that may deny what the config needs, by something of which the config says nothing. */
      readonly warnings: readonly MergeObstacle[];
    }
  | { readonly ok: false; readonly obstacles: readonly MergeObstacle[] };

export interface AddedStatement {
  /** One of `key.statements` has a Sid only where the config gives it one. */
  readonly statement: JsonObject & { readonly Sid?: string };
  /** The Sid that the config's policy has for it; another statement had it already, if it is not the statement's own. */
  readonly wantedSid: string;
  /** What the policy did not allow. */
  readonly requests: readonly ExpectedRequest[];
  /** Whether the policy allowed a part of what the config's statement is for, so that only the rest was added. */
  readonly partial: boolean;
}

/** Why nothing can be added, or what stands in the way of what was. */
export type MergeObstacle =
  /** The text is no JSON. */
  | ({ readonly code: "unreadable"; readonly fault: Fault } & Partial<Location>)
  /** AWS would not have taken the policy. */
  | ({ readonly code: "malformed"; readonly fault: PolicyFault } & Partial<Location>)
  | (OwnerObstacle & Partial<Location>)
  /** Nothing tells whose key the policy is on. */
  | ({ readonly code: "owner-unknown"; readonly account: string } & Partial<Location>)
  /** A statement names other resources than the key, and so does nothing. */
  | ({ readonly code: "other-resource" } & OtherResource & Partial<Location>)
  /** Statements name several keys, and nothing tells which of them the policy is on: none of these counts. */
  | ({ readonly code: "several-keys"; readonly arns: readonly string[] } & Partial<Location>)
  /** A statement that is added asks for less than one that is there. */
  | ({ readonly code: "looser"; readonly added: string } & StricterStatement & Partial<Location>)
  | ({ readonly code: "denied"; readonly deny: BlockingDeny } & Partial<Location>)
  | ({ readonly code: "too-large" } & TooLarge & Partial<Location>);

interface OtherResource {
  readonly statement: StatementName;
  /** What it names, as the policy spells it. */
  readonly resources: readonly string[];
}

interface TooLarge {
  readonly bytes: number;
  readonly maximum: number;
  /** Sids of the statements that would have been added. */
  readonly added: readonly string[];
  /** What each statement of the merged policy takes, the largest first. */
  readonly statements: readonly StatementSize[];
  /** What would make the config's part of it smaller. */
  readonly remedies: readonly SizeRemedy[];
}

/**
 * Adds to a key policy the statements that a config needs and it lacks, and leaves every character of it as it is.
 * The evaluator decides what is lacking: what the policy grants already, in whatever words, is not added again,
 * and of a statement that it grants in part only the rest is.
 *
 * @param text The policy as JSON, with comments if need be; a byte order mark stays.
 * @param config What the key is for. Its statements are written in its style.
 * @param deployment Where trail and key are.
 */
export function mergePolicy(text: string, config: Config, deployment: Deployment): MergeResult {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const source = readJson(text.slice(mark.length), { comments: true });
  if (!source.ok) return { ok: false, obstacles: source.faults.map(unreadable) };
  const { policy, faults } = parsePolicy(source.input);
  const fatal = faults.filter(({ code }) => code !== "statement-missing");
  if (fatal.length > 0) {
    const located = fatal.map((fault) => ({ ...source.locate(fault.path, "key"), fault }));
    return { ok: false, obstacles: located.map((found) => ({ code: "malformed", ...found })) };
  }

  const at = (index: number): Location | undefined => source.locate(["Statement", index], "value");
  const compiled = compilePolicy(policy, faults);
  const foreign = ownerObstacle(compiled, config, deployment);
  if (foreign) {
    const { statement, ...obstacle } = foreign;
    return { ok: false, obstacles: [{ ...obstacle, ...at(statement) }] };
  }

  const needed = neededStatements(config, deployment);
  const { granting, denying, elsewhere, doubtful } = statementsOnKey(policy, keyPlace(config, deployment));
  const denied = blockingDenies(
    compilePolicy(denying),
    needed.flatMap(({ requests }) => requests),
    deployment.owner,
  ).map((deny) => ({ code: "denied", deny, ...at(deny.statement.index) }) as const);
  if (denied.some(({ deny }) => deny.certain)) {
    return { ok: false, obstacles: denied.filter(({ deny }) => deny.certain) };
  }

  const present = statementsOf(source.input).map(({ json }) => json);
  const added = [
    ...missingStatements(
      granting,
      needed.filter(({ own }) => !own),
      deployment.owner,
    ),
    ...missingOwn(
      policy,
      present,
      needed.filter(({ own }) => own),
    ),
  ];
  const warnings = [
    ...elsewhere.map((statement) => otherResource(statement, at)),
    ...(doubtful.length > 0 ? [{ code: "several-keys", arns: doubtful } as const] : []),
    ...denied,
    ...looserStatements(granting, added, deployment.owner).map((looser) => ({
      ...looser,
      ...at(looser.statement.index),
    })),
  ];
  if (added.length === 0) return { ok: true, text, added, warnings };
  const merged = mark + inserted(text.slice(mark.length), added);
  const tooLarge = sizeObstacle(merged.slice(mark.length), added, config);
  if (tooLarge) {
    const { index = 0 } = tooLarge.statements[0]?.statement ?? {};
    return { ok: false, obstacles: [{ ...tooLarge, ...at(index) }] };
  }
  const ownerUnknown = { code: "owner-unknown", account: deployment.owner } as const;
  const isOwnerTold = possibleOwners(compiled).length > 0;
  return { ok: true, text: merged, added, warnings: isOwnerTold ? warnings : [ownerUnknown, ...warnings] };
}

const looserStatements = (
  policy: Policy,
  added: readonly AddedStatement[],
  owner: string,
): readonly (MergeObstacle & { readonly code: "looser" })[] =>
  added.flatMap(({ statement, requests }) =>
    stricterStatements(policy, requests, owner).map((stricter) => ({
      code: "looser",
      added: statement.Sid ?? "",
      ...stricter,
    })),
  );

const otherResource = (
  { index, sid, resources }: Statement,
  at: (index: number) => Location | undefined,
): MergeObstacle => ({
  code: "other-resource",
  statement: { index, sid },
  resources: resources?.values ?? [],
  ...at(index),
});

const unreadable = (fault: Fault): MergeObstacle => {
  const { line, column } = fault;
  return { code: "unreadable", fault, ...(line !== undefined && column !== undefined && { line, column }) };
};

/** Whatever a Deny takes away is {@link blockingDenies}'s to say: what is granted is asked of the others alone. */
function missingStatements(
  policy: Policy,
  needed: readonly NeededStatement[],
  owner: string,
): readonly AddedStatement[] {
  const granting = policy.statements.filter(({ effect }) => effect !== "Deny");
  const policies: CompiledPolicy[] = [compilePolicy({ ...policy, statements: granting })];
  const sids = new Set(policy.statements.flatMap(({ sid }) => (sid === null ? [] : [sid])));
  return needed.flatMap(({ statement, requests }) => {
    const missing = requests.filter((request) => !policies.some((one) => isAllowed(one, request, owner)));
    if (missing.length === 0) return [];
    const partial = missing.length < requests.length;
    const narrowed = partial ? narrowStatement(statement, missing, owner) : statement;
    const wantedSid = typeof statement.Sid === "string" ? statement.Sid : "";
    const sid = freeSid(wantedSid, sids);
    sids.add(sid);
    const added = { ...narrowed, Sid: sid };
    policies.push(compileJson({ Version: "2012-10-17", Statement: [added] }));
    return [{ statement: added, wantedSid, requests: missing, partial }];
  });
}

/** Statements of the user's are wanted as they are: one that grants the same in other words does not count. */
function missingOwn(
  policy: Policy,
  present: readonly unknown[],
  own: readonly NeededStatement[],
): readonly AddedStatement[] {
  const isPresent = statementsLike(present);
  const sids = new Set(policy.statements.flatMap(({ sid }) => (sid === null ? [] : [sid])));
  return own
    .filter(({ statement }) => !isPresent(statement))
    .map(({ statement, requests }) => {
      const { Sid: wantedSid = null } = statement;
      if (typeof wantedSid !== "string")
        return {
          statement: statement,
          wantedSid: "",
          requests,
          partial: false,
        };
      const sid = freeSid(wantedSid, sids);
      sids.add(sid);
      return { statement: { ...statement, Sid: sid }, wantedSid, requests, partial: false };
    });
}

function inserted(text: string, added: readonly AddedStatement[]): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed
  const jsonc = require("jsonc-parser") as typeof Jsonc;
  const root = jsonc.parseTree(text);
  if (!root) throw new Error("the policy was read before");
  return insertStatements(
    text,
    root,
    added.map(({ statement }) => statement),
  );
}

/** KMS counts the policy without the spaces between its parts. */
function sizeObstacle(
  merged: string,
  added: readonly AddedStatement[],
  config: Config,
): ({ readonly code: "too-large" } & TooLarge) | null {
  const source = readJson(merged, { comments: true });
  if (!source.ok) throw new Error(`the merged policy cannot be read: ${JSON.stringify(source.faults)}`);
  const bytesOf = (json: unknown): number => sizeOf(JSON.stringify(json), sizeLimits.key);
  const bytes = bytesOf(source.input);
  if (bytes <= sizeLimits.key.maximum) return null;
  const statements = largestFirst(
    statementsOf(source.input).map(({ index, sid, json }) => ({
      statement: { index, sid },
      size: bytesOf(json),
    })),
  );
  const sids = added.map(({ statement }) => statement.Sid ?? "a statement of key.statements");
  return {
    code: "too-large",
    bytes,
    maximum: sizeLimits.key.maximum,
    added: sids,
    statements,
    remedies: keySizeRemedies(describeResources(config)),
  };
}

function statementsOf(
  json: unknown,
): readonly { readonly index: number; readonly sid: string | null; readonly json: unknown }[] {
  const { Statement = [] } = json as { readonly Statement?: unknown };
  const list: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  return list.map((item, index) => {
    const { Sid } = item as { readonly Sid?: unknown };
    return { index, sid: typeof Sid === "string" ? Sid : null, json: item };
  });
}
