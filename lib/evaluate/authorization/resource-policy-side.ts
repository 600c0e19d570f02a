import type { CompiledPolicy, CompiledStatement } from "../compile-policy";
import type { Subject } from "../fit";
import { fit } from "../fit";
import type { Truth } from "../truth";
import { or } from "../truth";
import type { NamingManner } from "./naming-manner";
import { namingManner } from "./naming-manner";
import type { SidePart, WeighedStatement } from "./side";
import type { Weight } from "./weight";
import { silent, statementWeight, together } from "./weight";

/** What a resource policy says to a request, by how it names the caller. */
export interface ResourcePolicySide {
  readonly denies: Truth;
  /** Whether it denies to a caller that has a permissions boundary. */
  readonly deniesBounded: Truth;
  readonly allows: Readonly<Record<NamingManner | "account", Truth>>;
  readonly part: SidePart;
  /** The same to a caller that has a permissions boundary. */
  readonly partForBounded: SidePart;
}

export function resourcePolicySide(policy: CompiledPolicy, subject: Subject): ResourcePolicySide {
  const allows: Record<NamingManner | "account", Truth> = {
    exact: false,
    role: false,
    everyone: false,
    account: false,
  };
  const bounded: WeighedStatement[] = [];
  const statements = policy.statements.map((compiled): WeighedStatement => {
    const { itself, account } = fit(compiled, subject);
    const { index, sid } = compiled.statement;
    const name = { index, sid };
    const forBounded = weightForBounded(compiled, subject);
    if (itself === false && account === false) {
      bounded.push({ name, weight: forBounded });
      return { name, weight: silent };
    }
    const direct = statementWeight(compiled, itself);
    const delegated = statementWeight(compiled, account);
    const manner = namingManner(compiled, subject);
    allows[manner] = or(allows[manner], direct.allows);
    allows.account = or(allows.account, delegated.allows);
    const weighed = { name, weight: together([direct, delegated]) };
    bounded.push({ name, weight: together([weighed.weight, forBounded]) });
    return weighed;
  });
  const part = partOfStatements(statements);
  const partForBounded = partOfStatements(bounded);
  return {
    allows,
    denies: part.weight.denies,
    deniesBounded: partForBounded.weight.denies,
    part,
    partForBounded,
  };
}

const partOfStatements = (statements: readonly WeighedStatement[]): SidePart => ({
  document: { document: "resource-policy" },
  weight: together(statements.map(({ weight }) => weight)),
  statements,
});

/**
 * `NotPrincipal` with Deny denies to every principal that has a permissions boundary, whomever it excepts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function weightForBounded(compiled: CompiledStatement, subject: Subject): Weight {
  const isException = compiled.statement.principals?.negated && compiled.statement.effect !== "Allow";
  if (!isException) return silent;
  const { denies } = statementWeight(compiled, fit({ ...compiled, principals: everybody }, subject).itself);
  return { allows: false, denies };
}

const everybody = (): { readonly itself: true; readonly account: false } => ({
  itself: true,
  account: false,
});
