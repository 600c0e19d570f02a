import { isUnresolved } from "../../policy/interpolation";
import type { Policy, ValuesElement } from "../../policy/policy";
import type { Glob } from "../glob";
import { anyText, covers, globOf, splitAtColons } from "../glob";
import type { ResourceTest } from "../resource-test";
import { resourceTest } from "../resource-test";
import type { Truth } from "../truth";
import { not, some } from "../truth";

/**
 * Prepares `Resource` or `NotResource` of a policy that is attached to principals or an account. Unlike a key policy it
 * may be about other keys than the one that is asked about: where that one's ARN is not told, a policy that is about
 * some of the owner's keys may be about it.
 */
export function attachedResourceTest(element: ValuesElement, version: Policy["version"]): ResourceTest {
  const exact = resourceTest({ ...element, negated: false }, version);
  const listed: ResourceTest = (target, context) =>
    "arn" in target ? exact(target, context) : coversSome(element, target.ofService, target.owner, "key/");
  return element.negated ? (target, context) => not(listed(target, context)) : listed;
}

/** Whether the element covers an alias of the owner, whichever it is. */
export function coversAlias(element: ValuesElement, owner: string): Truth {
  const listed = coversSome(element, "kms", owner, "alias/");
  return element.negated ? not(listed) : listed;
}

const coversSome = ({ values }: ValuesElement, service: string, owner: string, type: string): Truth =>
  some(values, (text) => coversAny(text, service, owner, type));

/** Whether a text covers a resource of the owner whose ARN is not told: any, none, or it may. */
function coversAny(text: string, service: string, owner: string, type: string): Truth {
  if (/^\*+$/.test(text)) return true;
  if (text.includes("${") || isUnresolved(text)) return "unknown";
  const [arn = [], , ofService, region, account, resource] = splitAtColons(globOf(text, true), 6);
  if (!covers(arn, "arn") || (ofService && !covers(ofService, service))) return false;
  if (!resource || !region || !account) return text.endsWith("*") && "unknown";
  // Only KMS names account and type in every ARN.
  if (service !== "kms") return "unknown";
  if (!covers(account, owner) || !startsAlike(resource, globOf(type, false))) return false;
  return isAny(region) && (isAny(resource) || isAny(resource.slice(type.length))) ? true : "unknown";
}

const isAny = (part: Glob): boolean => part.length > 0 && part.every((code) => code === anyText);

/** Whether a pattern can begin as the text does. */
function startsAlike(pattern: Glob, text: Glob): boolean {
  const wildcard = pattern.findIndex((code) => code < 0);
  const fixed = wildcard === -1 ? pattern : pattern.slice(0, wildcard);
  if (wildcard === -1 && fixed.length < text.length) return false;
  return text.every((code, index) => index >= fixed.length || code === fixed[index]);
}
