import type { Condition } from "../policy/policy";
import type { Caller } from "./caller";
import { principalKeys } from "./caller";
import type { CompiledStatement } from "./compile-policy";
import { CompiledPolicy } from "./compile-policy";
import { isUnresolved } from "../policy/interpolation";
import type { AccessRequest } from "./request";
import { contextOf } from "./request-context";
import type { RequestValue } from "./request-value";

/**
 * Finds the statements of a policy that can have a say in a request, without asking each of them: by whom they name,
 * and by what their conditions ask for. The verdict over those that it finds is the verdict over all. It finds a few
 * too many, never one too few.
 */
export class StatementIndex {
  readonly #byPrincipal = new Map<string, Shelf>();
  readonly #forAnybody = new Shelf();
  readonly #policy: CompiledPolicy;

  /** @param statements those to look among, where not all of the policy's count */
  constructor(policy: CompiledPolicy, statements: readonly CompiledStatement[] = policy.statements) {
    this.#policy = policy;
    for (const statement of statements) this.#file(statement);
  }

  /**
   * A policy of those statements alone.
   *
   * @param owner the account of what is acted on
   */
  concerning(request: AccessRequest, owner: string): CompiledPolicy {
    const caller = this.#policy.callerOf(request.principal, request.resource);
    if (!caller) return this.#policy;
    const { get } = contextOf(request, caller, owner);
    const shelves = [...new Set([...caller.ownKeys, ...caller.accountKeys])].flatMap(
      (key) => this.#byPrincipal.get(key) ?? [],
    );
    const found = new Set([this.#forAnybody, ...shelves].flatMap((shelf) => shelf.statementsFor(get)));
    return new PolicyFor(
      caller,
      [...found].sort((left, right) => left.statement.index - right.statement.index),
    );
  }

  #file(compiled: CompiledStatement): void {
    const { principals, malformed } = compiled.statement;
    const named = principals?.principals ?? [];
    const anybody =
      principals?.negated === true ||
      malformed.length > 0 ||
      named.some(({ type, value }) => (type === "AWS" && value === "*") || isUnresolved(value));
    if (anybody) {
      this.#forAnybody.add(compiled);
      return;
    }
    for (const key of new Set(named.flatMap(({ type, value }) => principalKeys(type, value)))) {
      const shelf = this.#byPrincipal.get(key) ?? new Shelf();
      this.#byPrincipal.set(key, shelf);
      shelf.add(compiled);
    }
  }
}

/** Some statements of a policy, for one caller: a bare account ID takes its partition from the whole policy. */
export class PolicyFor extends CompiledPolicy {
  readonly #caller: Caller;

  constructor(caller: Caller, statements: readonly CompiledStatement[]) {
    super(statements, [], "aws");
    this.#caller = caller;
  }

  override callerOf(): Caller {
    return this.#caller;
  }
}

type Values = (key: string) => readonly RequestValue[] | undefined;

/** Statements by a condition without which they do nothing. */
class Shelf {
  readonly #always: CompiledStatement[] = [];
  readonly #byKey = new Map<string, Patterns>();

  add(compiled: CompiledStatement): void {
    const condition = compiled.statement.conditions.find(isFiled);
    if (!condition) {
      this.#always.push(compiled);
      return;
    }
    const key = condition.key.toLowerCase();
    const patterns = this.#byKey.get(key) ?? new Patterns();
    this.#byKey.set(key, patterns);
    for (const text of new Set(condition.values)) patterns.add(text, compiled);
  }

  statementsFor(get: Values): readonly CompiledStatement[] {
    const found = [...this.#always];
    for (const [key, patterns] of this.#byKey) {
      for (const value of get(key) ?? []) {
        // What is not known in full may begin in any way.
        found.push(...(typeof value === "string" ? patterns.thatMayCover(value) : patterns.all));
      }
    }
    return found;
  }
}

/** Whether a condition fails for every value but those that begin like one of its own. */
function isFiled({ operator, key, values }: Condition): boolean {
  if (!operator || operator.negated || operator.ifExists || operator.qualifier === "ForAllValues")
    return false;
  const { comparison } = operator;
  const compares = comparison.type === "arn" || (comparison.type === "string" && !comparison.ignoreCase);
  return (
    compares &&
    filedKeys.has(key.toLowerCase()) &&
    values.every((text) => beginningOf(accountAndResource(text) ?? text) !== "")
  );
}

/** Keys whose values a request tells, and by which the statements of a policy for many differ. */
const filedKeys: ReadonlySet<string> = new Set([
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:principalarn",
  "aws:principalaccount",
  "kms:calleraccount",
  "kms:encryptioncontext:aws:cloudtrail:arn",
]);

/** Statements by how a text of theirs begins, up to its first wildcard. */
class Patterns {
  readonly #texts = new Beginnings();
  /**
   * ARNs of six parts, by account and resource: the Region is often open. Their five colons can only cover the five of
   * another such ARN, so the parts that are left out do not matter.
   */
  readonly #arns = new Beginnings();

  add(text: string, compiled: CompiledStatement): void {
    const arn = accountAndResource(text);
    if (arn === null) this.#texts.add(text, compiled);
    else this.#arns.add(arn, compiled);
  }

  get all(): readonly CompiledStatement[] {
    return [...this.#texts.all, ...this.#arns.all];
  }

  thatMayCover(actual: string): readonly CompiledStatement[] {
    const arn = accountAndResource(actual);
    // A wildcard of a text operator crosses colons: an ARN may cover what is none.
    const arns = arn === null ? this.#arns.all : this.#arns.startOf(arn);
    return [...this.#texts.startOf(actual), ...arns];
  }
}

class Beginnings {
  readonly all: CompiledStatement[] = [];
  readonly #byBeginning = new Map<string, CompiledStatement[]>();
  readonly #lengths = new Set<number>();

  add(pattern: string, compiled: CompiledStatement): void {
    const beginning = beginningOf(pattern);
    const filed = this.#byBeginning.get(beginning) ?? [];
    this.#byBeginning.set(beginning, filed);
    this.#lengths.add(beginning.length);
    filed.push(compiled);
    this.all.push(compiled);
  }

  /** The statements of every pattern that begins as the text does. */
  startOf(text: string): readonly CompiledStatement[] {
    return [...this.#lengths].flatMap((length) =>
      length <= text.length ? (this.#byBeginning.get(text.slice(0, length)) ?? []) : [],
    );
  }
}

const beginningOf = (pattern: string): string =>
  (/^(?:(?!\$\{)[^*?])*/.exec(pattern)?.[0] ?? "").slice(0, longestBeginning);

/** A longer one tells no more statements apart, and each length is looked up. */
const longestBeginning = 120;

function accountAndResource(text: string): string | null {
  const parts = text.split(":");
  return parts.length === 6 && parts[0] === "arn" && !text.includes("${")
    ? `${parts[4] ?? ""}:${parts[5] ?? ""}`
    : null;
}
