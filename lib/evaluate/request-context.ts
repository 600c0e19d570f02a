import type { Caller } from "./caller";
import type { AccessRequest, ContextValue } from "./request";
import type { RequestValue } from "./request-value";
import { withGap } from "./request-value";

/** The request's condition keys, asked for in lower case. A key without a value is absent. */
export interface RequestContext {
  readonly get: (key: string) => readonly RequestValue[] | undefined;
  /** Whether it is not known if the request has a key that `get` finds no value of: one that the key's tags decide. */
  readonly isOpen: (key: string) => boolean;
}

/**
 * The keys that the request gives, and those that follow from who calls and what is acted on: a key that is given is
 * never derived. Every request counts as made over TLS.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 *
 * @param owner the account of what is acted on, or "" where it is not known; an ARN that names an account wins
 */
export function contextOf(request: AccessRequest, caller: Caller, owner: string): RequestContext {
  const given = givenKeys(request.context ?? {});
  return {
    get: (key) => {
      const values = given.get(key) ?? caller.context.get(key) ?? derived(key, request, caller, owner, given);
      return values?.length === 0 ? undefined : values;
    },
    isOpen: (key) => ofResource.test(key) && !given.has(key),
  };
}

/** A request without any condition key. */
export const noContext: RequestContext = { get: () => undefined, isOpen: () => false };

/** Keys whose values are tags and aliases of the KMS key, which a policy does not tell. */
const ofResource = /^(aws:resourcetag\/.*|kms:resourcealiases)$/;

function derived(
  key: string,
  { resource }: AccessRequest,
  { type, context }: Caller,
  owner: string,
  given: ReadonlyMap<string, readonly string[]>,
): readonly RequestValue[] | undefined {
  switch (key) {
    case "aws:securetransport":
      return overTls;
    case "aws:currenttime":
    case "aws:epochtime":
      return someTime;
    case "aws:tokenissuetime":
      return temporary.has(context.get("aws:principaltype")?.[0]) ? someTime : undefined;
    case "aws:resourceaccount": {
      const account = accountIn(resource) ?? owner;
      return [account === "" ? withGap("", "account", "") : account];
    }
    case "aws:sourceaccount": {
      const [source, another] = given.get("aws:sourcearn") ?? [];
      const account = another === undefined ? accountIn(source) : undefined;
      return type === "Service" && account !== undefined ? [account] : undefined;
    }
    default:
      return undefined;
  }
}

const overTls = ["true"];

/** AWS puts the time into every request, and nobody knows which. */
const someTime = [withGap("", "time", "")];

/** Types of principals that call with temporary credentials, which have been issued at some time. */
const temporary: ReadonlySet<unknown> = new Set(["AssumedRole", "FederatedUser"]);

const accountIn = (arn: string | undefined): string | undefined =>
  /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn ?? "")?.[1];

function givenKeys(context: NonNullable<AccessRequest["context"]>): ReadonlyMap<string, readonly string[]> {
  const given = new Map<string, readonly string[]>();
  const encryptionContext: string[] = [];
  for (const key of Object.keys(context)) {
    const lower = key.toLowerCase();
    const values = valuesOf(context[key]);
    given.set(lower, values);
    if (lower.startsWith(encryptionContextPrefix) && values.length > 0) {
      encryptionContext.push(key.slice(encryptionContextPrefix.length));
    }
  }
  // KMS names the keys of the encryption context in one more key.
  if (encryptionContext.length > 0 && !given.has("kms:encryptioncontextkeys")) {
    given.set("kms:encryptioncontextkeys", encryptionContext);
  }
  return given;
}

const encryptionContextPrefix = "kms:encryptioncontext:";

/** The values that a request gives a key. */
export function valuesOf(value: ContextValue | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  if (value === null || value === undefined) return [];
  return isList(value) ? value.map(String) : [String(value)];
}

const isList = <Item>(value: Item | readonly Item[]): value is readonly Item[] => Array.isArray(value);
