import type { StatementName } from "../../policy/statement-name";
import type { ToldRequest } from "../../lint/own-statements/statement-codes";
import { enumeration } from "../lint/words";
import { policyFaultText } from "../policy-fault";
import type { PolicyCodes } from "../policy-codes";
import { largestText, remediesText } from "../statement-sizes";
import type { Sentences } from "./sentences";
import { guess } from "./sentences";

/** Policies that a config gives. */
export const policySentences: Sentences<PolicyCodes> = {
  "policy-too-large": ({ policy, size, limit, statements, remedies }) =>
    `the policy ${policy} has ${size} ${limit.unit}, and ${limit.service} accepts at most ${limit.maximum}; ` +
    `its largest statements are ${largestText(statements, size, ownStatement)}${remediesText(remedies)}`,
  "policy-over-default": ({ policy, size, limit, remedies }) =>
    `the policy ${policy} has ${size} ${limit.unit}, and ${limit.service} accepts ${limit.maximum} unless the account's ` +
    `quota is higher; request an increase in Service Quotas${remediesText(remedies)}`,
  "statement-malformed": ({ statement, fault, details, meant }) =>
    `${named([statement])}: ${policyFaultText({ code: fault, path: [], args: details })}${guess(meant)}`,
  "statement-sid-taken": ({ statement, sid, by }) =>
    `${named([statement])} has the Sid of ${by === null ? "a statement that trailkey writes" : named([by])}, ${JSON.stringify(sid)}: ` +
    "use another Sid, or none",
  "statement-denies": ({ statements, requests }) =>
    `${subject(statements)} ${verb(statements, "denies", "deny")} ${told(requests)}, which ${isOrAre(requests)} allowed without ${them(statements)}: ` +
    "limit the statement to other principals, actions or conditions",
  "statement-may-deny": ({ statements, requests, keys }) =>
    `${subject(statements)} may deny ${told(requests)}, depending on ${enumeration(keys)}, which the config does not determine`,
  "statement-lets-cloudtrail": ({ statements, requests, anyTrail }) =>
    anyTrail
      ? `${subject(statements)} ${verb(statements, "lets", "let")} CloudTrail ${verbs(requests)} for any account's trail: add aws:SourceArn, the trail's ARN`
      : `${subject(statements)} ${verb(statements, "lets", "let")} CloudTrail do what the config does not: ${told(requests)}; ` +
        "name further trails in encryptFor instead",
  "statement-lets-strangers": ({ statements, requests }) =>
    `${subject(statements)} ${verb(statements, "allows", "allow")} callers that the config does not name: ${told(requests)}; ` +
    "limit the statement to accounts that the config names, or add the account to readers, encryptFor or lint.trust",
  "statement-passes-iam": ({ statements, requests }) =>
    `${subject(statements)} ${verb(statements, "allows", "allow")} ${actions(requests)} to every principal of the account, whatever its IAM policies say: ` +
    "use the account's root as the Principal, so that IAM policies decide",
  "statement-widens": ({ statements, requests }) =>
    `${subject(statements)} ${verb(statements, "allows", "allow")} more than the config does: ${told(requests)}`,
  "statement-unclear": ({ statements, requests }) =>
    `whether ${subject(statements)} ${verb(statements, "changes", "change")} ${told(requests)} depends on values that are not known yet`,
  "statement-resource": ({ statement, resource, key }) =>
    `${named([statement])} has the Resource ${JSON.stringify(resource)}, but a key policy applies only to its own key` +
    `${key === null ? ", whose ARN is not known before it is created" : ""}: write "*"`,
  "statement-lets-trails-deliver": ({ statements, requests }) =>
    `${subject(statements)} ${verb(statements, "lets", "let")} CloudTrail do what the config does not: ${told(requests)}; ` +
    "name further trails in bucket.deliverFrom instead",
  "statement-of-other-bucket": ({ statement, resource, bucket }) =>
    `${named([statement])} has the Resource ${JSON.stringify(resource)}, but S3 accepts only the bucket ${bucket} and its objects`,
  "statement-untried": ({ statements }) =>
    `${subject(statements)} could not be checked, because no request was found that it allows: check its Principal, Action and Condition`,
  "statement-place-unknown": ({ statements, options }) =>
    `${subject(statements)} names accounts or Regions, so what it does depends on ${enumeration(options)}, which the config does not set: ` +
    `set ${options.length === 1 ? "it" : "them"}, so that the statement can be checked`,
};

/** By its position in `key.statements`, counted from 1: `statement 2 (Sid AllowVendor)`. */
const named = (statements: readonly StatementName[]): string =>
  enumeration(
    statements.map(
      ({ index, sid }) => `statement ${index + 1}${sid === null || sid === "" ? "" : ` (Sid ${sid})`}`,
    ),
  );

const subject = (statements: readonly StatementName[]): string =>
  statements.length === 1 ? named(statements) : `${named(statements)} together`;

const verb = (statements: readonly StatementName[], one: string, several: string): string =>
  statements.length === 1 ? one : several;

const them = (statements: readonly StatementName[]): string => verb(statements, "it", "them");

const isOrAre = (requests: readonly ToldRequest[]): string =>
  distinct(requests).length === 1 ? "is" : "are";

/** Who asks for what, and what the matrix says of it: `kms:Decrypt to arn:… ("… reads logs")`. */
const told = (requests: readonly ToldRequest[]): string => enumeration(distinct(requests), 3);

function distinct(requests: readonly ToldRequest[]): readonly string[] {
  const promises = new Map<string, string | null>();
  for (const { principal, action, promise, organization } of requests) {
    const caller =
      organization === undefined ? callerText(principal) : `accounts of organization ${organization}`;
    const who = `${action} to ${caller}`;
    promises.set(who, promises.get(who) ?? promise);
  }
  return [...promises].map(([who, promise]) => (promise === null ? who : `${who} ("${promise}")`));
}

function callerText(principal: string): string {
  if (principal === "*") return "anonymous callers";
  const [, account] =
    /^arn:[^:]*:iam::(\d{12}):role\/trailkey-(?:somebody|nobody-in-particular)$/.exec(principal) ?? [];
  return account === undefined ? principal : `principals of account ${account}`;
}

const actions = (requests: readonly ToldRequest[]): string =>
  enumeration([...new Set(requests.map(({ action }) => action))], 5);

const verbs = (requests: readonly ToldRequest[]): string => {
  const known: Readonly<Record<string, string>> = {
    "kms:GenerateDataKey": "encrypt",
    "kms:Decrypt": "decrypt",
    "kms:DescribeKey": "describe the key",
  };
  const all = [...new Set(requests.map(({ action }) => action))];
  const words = all.flatMap((action) => known[action] ?? []);
  return enumeration(words.length > 0 ? words : all, 3);
};

/** A statement that trailkey wrote: each has a Sid. */
const ownStatement = ({ index, sid }: StatementName): string => `statement ${index + 1} "${sid ?? ""}"`;
