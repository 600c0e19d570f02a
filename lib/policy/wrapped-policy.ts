import type { JsonPath } from "./policy";

/** A policy as text inside other JSON. */
export interface WrappedPolicy {
  /** Where the text stands. */
  readonly path: JsonPath;
  readonly text: string;
}

/**
 * The policy inside what the AWS CLI prints without `--output text`: `{"Policy": "…"}` of `aws kms get-key-policy`
 * and of `aws s3api get-bucket-policy`, the content that `aws organizations describe-policy` gives, and the JSON
 * string that `--query Policy` leaves. Null where the JSON is none of them.
 */
export function wrappedPolicy(json: unknown): WrappedPolicy | null {
  if (typeof json === "string") return holdsObject(json) ? { path: [], text: json } : null;
  const policy = memberOf(json, "Policy");
  if (typeof policy === "string" && memberOf(json, "Statement") === undefined) {
    return { path: ["Policy"], text: policy };
  }
  const content = memberOf(policy, "Content");
  return typeof content === "string" ? { path: ["Policy", "Content"], text: content } : null;
}

/**
 * The policy inside what `aws iam get-policy-version` prints, and `aws iam get-role-policy` and its like, where it is no
 * text. Null where the JSON is neither.
 */
export function iamPolicy(json: unknown): { readonly path: JsonPath; readonly policy: unknown } | null {
  const version = memberOf(memberOf(json, "PolicyVersion"), "Document");
  if (version !== undefined) return { path: ["PolicyVersion", "Document"], policy: version };
  const inline = memberOf(json, "PolicyDocument");
  return inline === undefined ? null : { path: ["PolicyDocument"], policy: inline };
}

const holdsObject = (text: string): boolean => /^\s*\{/.test(text);

const memberOf = (json: unknown, name: string): unknown =>
  typeof json === "object" && json !== null && Object.hasOwn(json, name)
    ? (json as Readonly<Record<string, unknown>>)[name]
    : undefined;
