import { isUnresolved } from "../policy/interpolation";
import type { Policy, Principal, PrincipalElement } from "../policy/policy";
import type { Caller } from "./caller";
import { principalKeys } from "./caller";
import { covers } from "./glob";
import { plainText } from "./policy-text";
import type { Truth } from "./truth";
import { not, or } from "./truth";

/** How a statement names the caller. */
export interface Naming {
  /** By itself, or with everyone. */
  readonly itself: Truth;
  /** By its account, which leaves it to the account's IAM. */
  readonly account: Truth;
}

export type PrincipalTest = (caller: Caller) => Naming;

/**
 * Prepares `Principal` or `NotPrincipal`. AWS looks for the caller itself among the exceptions of `NotPrincipal`:
 * an account named there excepts its root alone, and none of its users and roles.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function principalTest(element: PrincipalElement, version: Policy["version"]): PrincipalTest {
  const unresolved = element.principals.filter(({ value }) => isUnresolved(value));
  const resolved = element.principals.filter(({ value }) => !isUnresolved(value));
  const everyone = resolved.some(({ type, value }) => type === "AWS" && value === "*");
  const keys = new Set(resolved.flatMap(({ type, value }) => principalKeys(type, value)));
  const maybe = unresolved.map((principal) => unresolvedTest(principal, version));

  const named: PrincipalTest = (caller) => {
    const itself = everyone || caller.ownKeys.some((key) => keys.has(key));
    const account = caller.accountKeys.some((key) => keys.has(key));
    return maybe.reduce<Naming>((naming, test) => either(naming, test(caller)), { itself, account });
  };
  return element.negated ? (caller) => ({ itself: not(named(caller).itself), account: false }) : named;
}

const either = (left: Naming, right: Naming): Naming => ({
  itself: or(left.itself, right.itself),
  account: or(left.account, right.account),
});

export const nobody: Naming = { itself: false, account: false };

/** An entry that Terraform has yet to resolve: it names whoever its known parts leave possible. */
function unresolvedTest({ type, value }: Principal, version: Policy["version"]): PrincipalTest {
  const globs = [value, withoutPath(value)].map((text) => plainText(text, version));
  const couldBe = (text: string): boolean => globs.some((glob) => covers(glob, text));
  const possible = (texts: readonly string[]): Truth => texts.some(couldBe) && "unknown";
  return (caller) => {
    const anybody = couldBe("*") && (type === "AWS" || type === caller.type);
    if (type !== caller.type) return anybody ? { itself: "unknown", account: false } : nobody;
    return {
      itself: anybody ? "unknown" : possible(caller.ownTexts),
      account: possible(caller.accountTexts),
    };
  };
}

/** The ARN of a role as it would be without its path, which a session's ARN does not tell. */
const withoutPath = (arn: string): string => arn.replace(/:role\/.*\//s, ":role/");
