import type { Condition, Policy, PolicyFault, Statement, ValuesElement } from "../policy/policy";
import type { Caller } from "./caller";
import { parseCaller } from "./caller";
import type { ConditionTest } from "./condition-test";
import { conditionTest } from "./condition-test";
import { textsMatcher } from "./matcher";
import type { PrincipalTest } from "./principal-test";
import { principalTest } from "./principal-test";
import { noContext } from "./request-context";
import type { ResourceTest } from "./resource-test";
import { resourceTest } from "./resource-test";
import type { Truth } from "./truth";
import { not } from "./truth";

/** A policy prepared for many decisions. */
export class CompiledPolicy {
  /** The same few callers ask again and again. */
  private readonly callers = new Map<string, Caller | null>();

  constructor(
    readonly statements: readonly CompiledStatement[],
    readonly faults: readonly PolicyFault[],
    /** The partition that the policy's ARNs are in: that of a bare account id, unless the resource tells. */
    private readonly partition: string,
  ) {}

  /** The same policy with other tests for its statements. */
  withStatements(statements: readonly CompiledStatement[]): CompiledPolicy {
    return new CompiledPolicy(statements, this.faults, this.partition);
  }

  /** Who calls under a name, or null where nobody can. */
  callerOf(principal: string, resource: string | undefined): Caller | null {
    const partition = resource?.startsWith("arn:") ? (resource.split(":", 2)[1] ?? "") : this.partition;
    const key = `${partition} ${principal}`;
    let caller = this.callers.get(key);
    if (caller === undefined) {
      caller = parseCaller(principal, partition);
      if (this.callers.size >= callersKept) this.callers.clear();
      this.callers.set(key, caller);
    }
    return caller;
  }
}

const callersKept = 1000;

/** A statement's tests. An element that is missing, or that nothing could be made of, is null. */
export interface CompiledStatement {
  readonly statement: Statement;
  readonly principals: PrincipalTest | null;
  readonly actions: ActionTest | null;
  readonly resources: ResourceTest | null;
  readonly conditions: readonly CompiledCondition[];
  /** What an explanation shows as expected. */
  readonly expectedPrincipals: readonly string[];
}

export interface CompiledCondition {
  readonly condition: Condition;
  readonly test: ConditionTest;
}

/** Tests an action in lower case. */
export type ActionTest = (action: string) => Truth;

/** Prepares a policy, so that each of many requests costs as little as can be. */
export function compilePolicy(policy: Policy, faults: readonly PolicyFault[] = []): CompiledPolicy {
  const { version } = policy;
  const statements = policy.statements.map((statement) => compileStatement(statement, version));
  return new CompiledPolicy(statements, faults, partitionNamedIn(policy));
}

const compileStatement = (statement: Statement, version: Policy["version"]): CompiledStatement => ({
  statement,
  principals: statement.principals && principalTest(statement.principals, version),
  actions: statement.actions && actionTest(statement.actions),
  resources: statement.resources && resourceTest(statement.resources, version),
  conditions: statement.conditions.map((condition) => ({
    condition,
    test: conditionTest(condition, version),
  })),
  expectedPrincipals: (statement.principals?.principals ?? []).map(({ value }) => value),
});

/** Actions ignore case and know no variables. */
function actionTest(element: ValuesElement): ActionTest {
  const reading = { version: "2008-10-17", wildcards: true, ignoreCase: false } as const;
  const matches = textsMatcher(
    element.values.map((value) => value.toLowerCase()),
    reading,
  );
  const listed: ActionTest = (action) => matches(action, noContext);
  return element.negated ? (action) => not(listed(action)) : listed;
}

function partitionNamedIn(policy: Policy): string {
  for (const { principals } of policy.statements) {
    for (const { value } of principals?.principals ?? []) {
      const [, partition] = /^arn:([a-z0-9-]+):/.exec(value) ?? [];
      if (partition !== undefined) return partition;
    }
  }
  return "aws";
}
