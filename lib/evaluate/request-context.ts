import type { Caller } from "./caller";
import type { AccessRequest, ContextValue } from "./request";

/** The request's condition keys, asked for in lower case. A key without a value is absent. */
export interface RequestContext {
  readonly get: (key: string) => readonly string[] | undefined;
}

/**
 * The keys that the request gives, and those that follow from who calls: a key that is given is never derived.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function contextOf(request: AccessRequest, caller: Caller): RequestContext {
  const given = givenKeys(request.context ?? {});
  return {
    get: (key) => {
      const values = given.get(key) ?? caller.context.get(key);
      return values?.length === 0 ? undefined : values;
    },
  };
}

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

function valuesOf(value: ContextValue | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  if (value === null || value === undefined) return [];
  return isList(value) ? value.map(String) : [String(value)];
}

const isList = <Item>(value: Item | readonly Item[]): value is readonly Item[] => Array.isArray(value);
