import { parseArn } from "./arn";
import type { Coded } from "./coded";
import type { ArnKind, SchemaCodes } from "./problem-codes";
import type { TextRule } from "./value-rule";

/** The kinds of ARN that are often written where another thing is meant; `resource` is how that part starts. */
const kinds: readonly { readonly service: string; readonly resource: string; readonly kind: ArnKind }[] = [
  { service: "sts", resource: "assumed-role/", kind: "role-session" },
  { service: "iam", resource: "root", kind: "root" },
  { service: "iam", resource: "group/", kind: "group" },
  { service: "iam", resource: "role/", kind: "role" },
  { service: "iam", resource: "user/", kind: "user" },
  { service: "kms", resource: "alias/", kind: "alias" },
  { service: "kms", resource: "key/", kind: "key" },
  { service: "cloudtrail", resource: "trail/", kind: "trail" },
  { service: "s3", resource: "", kind: "bucket" },
];

/** What an ARN of a kind that the rule does not ask for is, or undefined for any other text. */
export function otherArn(
  { expected }: TextRule,
  value: string,
): Coded<Pick<SchemaCodes, "other-arn">> | undefined {
  const arn = parseArn(value);
  if (arn === undefined) return undefined;
  const found = kinds.find(
    ({ service, resource }) => arn.service === service && arn.resource.startsWith(resource),
  );
  // An ARN of the right kind that is wrong in another part is what the rule itself can explain.
  if (found === undefined || expected.includes(`:${found.resource}`)) return undefined;
  return { code: "other-arn", args: { value, kind: found.kind, expected } };
}
