import { parseCaller, principalKeys } from "../caller";
import type { Subject } from "../fit";
import type { Truth } from "../truth";
import { and, or } from "../truth";
import { valuesOf } from "../request-context";

/** A grant on the key, as `aws kms list-grants` prints it. */
export interface Grant {
  readonly id: string;
  /** ARN of the key. Undefined: the key that is asked about. */
  readonly keyArn?: string;
  /** An ARN, or the service principal that stands for several of the service's own principals. */
  readonly grantee: string;
  readonly retiring?: string;
  /** Such as `Decrypt`. */
  readonly operations: readonly string[];
  /** The encryption context that a request must have and no other. */
  readonly contextEquals?: Readonly<Record<string, string>>;
  /** The encryption context that a request must have, perhaps with more. */
  readonly contextSubset?: Readonly<Record<string, string>>;
}

/**
 * Whether a grant allows the request, whatever bounds the grantee. The encryption context is compared in case; where
 * an operation has none, its constraints are ignored.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export function grantAllows(grant: Grant, subject: Subject): Truth {
  const { action, target } = subject;
  const operation = action.replace(/^kms:/, "");
  if ("arn" in target && grant.keyArn !== undefined && grant.keyArn !== target.arn) return false;
  const isGrantee = names(grant.grantee, subject);
  const has = grant.operations.some((one) => one.toLowerCase() === operation);
  if (operation === "retiregrant") {
    return or(grant.retiring === undefined ? false : names(grant.retiring, subject), has && isGrantee);
  }
  if (!has) return false;
  return and(isGrantee, operation === "describekey" || contextFits(grant, subject));
}

function names(principal: string, { caller, request }: Subject): Truth {
  const type = principal.startsWith("arn:") || /^\d{12}$/.test(principal) ? "AWS" : "Service";
  if (type === "Service") {
    // KMS shows the service alone; which of its principals is meant, it does not tell.
    return caller.type === "Service" && firstLabel(principal) === firstLabel(request.principal) && "unknown";
  }
  const keys = new Set(principalKeys(type, principal));
  if (caller.ownKeys.some((key) => keys.has(key))) return true;
  // What a grant to a whole account gives its users and roles is not documented.
  return caller.accountKeys.some((key) => keys.has(key)) && "unknown";
}

const firstLabel = (service: string): string => (service.split(".", 1)[0] ?? "").toLowerCase();

function contextFits({ contextEquals, contextSubset }: Grant, { request }: Subject): boolean {
  if (contextEquals === undefined && contextSubset === undefined) return true;
  const actual = encryptionContextOf(request.context ?? {});
  const contains = (wanted: Readonly<Record<string, string>>): boolean =>
    Object.entries(wanted).every(([key, value]) => actual.get(key) === value);
  if (contextSubset !== undefined && !contains(contextSubset)) return false;
  if (contextEquals === undefined) return true;
  return contains(contextEquals) && actual.size === Object.keys(contextEquals).length;
}

const contextPrefix = "kms:encryptioncontext:";

function encryptionContextOf(
  context: NonNullable<Subject["request"]["context"]>,
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const [key, value] of Object.entries(context)) {
    if (!key.toLowerCase().startsWith(contextPrefix)) continue;
    const [only, another] = valuesOf(value);
    if (only !== undefined && another === undefined) pairs.set(key.slice(contextPrefix.length), only);
  }
  return pairs;
}

/** Whether a text can be a grantee: an ARN of a principal, an account, a service, or the ID of a deleted principal. */
export const isGrantee = (text: string): boolean =>
  /^A[A-Z0-9]{15,}$/.test(text) || (text !== "*" && parseCaller(text, "aws") !== null);
