import { interpolations, isUnresolved } from "../policy/interpolation";
import type { Policy, ValuesElement } from "../policy/policy";
import { covers, globOf, splitAtColons } from "./glob";
import { resourceMatcher } from "./matcher";
import type { RequestContext } from "./request-context";
import type { Truth } from "./truth";
import { not, some } from "./truth";

/** What is acted on: an ARN, or the resource that the policy belongs to, whose ARN nobody told. */
export type Target = { readonly arn: string } | { readonly ofService: string; readonly owner: string };

export type ResourceTest = (target: Target, context: RequestContext) => Truth;

/** Prepares `Resource` or `NotResource`. */
export function resourceTest(element: ValuesElement, version: Policy["version"]): ResourceTest {
  const entries = element.values.map((text) => ({
    text,
    matches: resourceMatcher(text, version),
    isDead: hasMisplacedVariable(text, version),
  }));
  const listed: ResourceTest = (target, context) =>
    some(entries, ({ text, matches, isDead }) => {
      // What an exception that never resolves leaves of its statement, AWS does not say.
      if (isDead) return element.negated && "unknown";
      return "arn" in target
        ? matches(target.arn, context)
        : ownResource(text, target.ofService, target.owner);
    });
  return element.negated ? (target, context) => not(listed(target, context)) : listed;
}

/**
 * Whether a policy variable stands before the fifth colon of an ARN, where it does not resolve: then it matches
 * nothing. What Terraform has yet to resolve may hold the colon.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse
 */
function hasMisplacedVariable(text: string, version: Policy["version"]): boolean {
  if (version !== "2012-10-17") return false;
  const [first] = interpolations(text);
  return (
    first !== undefined && first.kind !== "terraform" && text.slice(0, first.start).split(":").length <= 5
  );
}

/**
 * Whether a text means the resource that the policy is on. `*` does. In a key policy any ARN of a key in the owner's
 * account does too: there is one key that the policy can speak about. Elsewhere nobody can tell.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
function ownResource(text: string, service: string, owner: string): Truth {
  if (/^\*+$/.test(text)) return true;
  if (service !== "kms" || isUnresolved(text)) return "unknown";
  const [arn = [], , policyService = [], , account = [], resource] = splitAtColons(globOf(text, true), 6);
  if (!resource) return text.endsWith("*") && "unknown";
  const wildcard = resource.findIndex((code) => code < 0);
  const fixed = wildcard === -1 ? Infinity : wildcard;
  const startsAlike = globOf("key/", false).every(
    (code, index) => index >= fixed || code === resource[index],
  );
  return covers(arn, "arn") && covers(policyService, "kms") && covers(account, owner) && startsAlike;
}
