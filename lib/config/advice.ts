import { parseArn } from "./arn";
import type { Arn } from "./arn";
import type { TextRule } from "./value-rule";
import { show } from "./show";

/** A kind of ARN that is often written where another thing is meant. */
interface Mistake {
  readonly service: string;
  /** How the resource part starts. */
  readonly resource: string;
  readonly what: string;
  /** What to write, where that is more than what the rule expects. */
  readonly instead?: (arn: Arn) => string;
}

const mistakes: readonly Mistake[] = [
  {
    service: "sts",
    resource: "assumed-role/",
    what: "a session of a role",
    instead: ({ partition, account, resource }) =>
      `the ARN of the role, arn:${partition}:iam::${account}:role/${resource.split("/")[1] ?? ""}`,
  },
  {
    service: "iam",
    resource: "root",
    what: "a whole account",
    instead: ({ account }) => `the ARN of a user or role; as a reader, account: "${account}"`,
  },
  { service: "iam", resource: "group/", what: "an IAM group, which no key policy can name" },
  { service: "iam", resource: "role/", what: "an IAM role" },
  { service: "iam", resource: "user/", what: "an IAM user" },
  { service: "kms", resource: "alias/", what: "an alias, which may be moved to another key" },
  { service: "kms", resource: "key/", what: "a KMS key" },
  { service: "cloudtrail", resource: "trail/", what: "a trail" },
  { service: "s3", resource: "", what: "a bucket", instead: ({ resource }) => `its name alone, ${resource}` },
];

/** A better error for an ARN of a kind that the rule does not ask for, or undefined for any other text. */
export function adviceOn(rule: TextRule, text: string): string | undefined {
  const arn = parseArn(text);
  if (arn === undefined) return undefined;
  const mistake = mistakes.find(
    ({ service, resource }) => arn.service === service && arn.resource.startsWith(resource),
  );
  // An ARN of the right kind that is wrong in another part is what the rule itself can explain.
  if (mistake === undefined || rule.expected.includes(`:${mistake.resource}`)) return undefined;
  return `${show(text)} is the ARN of ${mistake.what}: write ${mistake.instead?.(arn) ?? rule.expected}`;
}
