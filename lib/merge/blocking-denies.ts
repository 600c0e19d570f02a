import type { CompiledPolicy } from "../evaluate/compile-policy";
import type { StatementName } from "../policy/statement-name";
import { isKnownKey } from "../evaluate/known-keys";
import { decisionOn } from "./decision-on";
import type { ExpectedRequest } from "../expectations/expectation";

/** A statement that denies what the config needs. */
export interface BlockingDeny {
  readonly statement: StatementName;
  /** What it denies. */
  readonly requests: readonly ExpectedRequest[];
  /**
   * Whether it does so for certain, or depends on something of which the config says nothing, such as the
   * address that a reader calls from.
   */
  readonly certain: boolean;
}

/** Every statement of a policy that denies, or may deny, one of the requests. */
export function blockingDenies(
  policy: CompiledPolicy,
  requests: readonly ExpectedRequest[],
  owner: string,
): readonly BlockingDeny[] {
  const denials = new Map<number, (Denial & { readonly request: ExpectedRequest })[]>();
  for (const request of requests) {
    for (const denial of denyingStatements(policy, request, owner)) {
      const own = denials.get(denial.index);
      if (own) own.push({ ...denial, request });
      else denials.set(denial.index, [{ ...denial, request }]);
    }
  }
  return policy.statements.flatMap(({ statement }) => {
    const own = denials.get(statement.index) ?? [];
    if (own.length === 0) return [];
    const certain = own.filter((denial) => denial.certain);
    const blocked = certain.length > 0 ? certain : own;
    return [{ statement, requests: blocked.map(({ request }) => request), certain: certain.length > 0 }];
  });
}

interface Denial {
  readonly index: number;
  readonly certain: boolean;
}

function denyingStatements(
  policy: CompiledPolicy,
  request: ExpectedRequest,
  owner: string,
): readonly Denial[] {
  const { verdict, statements } = decisionOn(policy, request, owner);
  const isKnown = (key: string): boolean => isKnownKey(key, request.principal.endsWith(".amazonaws.com"));
  return statements
    .filter(({ effect }) => effect !== "Allow")
    .map(({ index }) => ({
      index,
      certain:
        verdict === "ExplicitlyDenied" &&
        policy.statements[index]?.statement.conditions.every(({ key }) => isKnown(key)) === true,
    }));
}
