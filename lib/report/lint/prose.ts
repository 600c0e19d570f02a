import type { RuleArgs, RuleId } from "../../lint/all-rules";
import type { DenyArgs } from "../../lint/deny-findings";
import type { RefusalArgs } from "../../lint/refusal-findings";
import { pages } from "../../lint/pages";
import { configActions } from "../../policy/aws-config";
import { impossibilities } from "./impossibilities";
import { policyFaultText } from "../policy-fault";
import { principalProblems } from "./principal-problems";
import { refusalReason } from "./refusal-sentence";
import { largestText } from "../statement-sizes";
import { statementText } from "../statement-text";
import { enumeration, suggestion } from "./words";

/** All that is said of a rule. */
export interface RuleProse<Args> {
  /** What the rule finds, as a heading. */
  readonly title: string;
  /** What happens in practice, in one or two sentences. */
  readonly practice: string;
  /** One finding, in one sentence without its full stop. */
  readonly says: (args: Args) => string;
}

const cannot =
  (what: string) =>
  (args: RefusalArgs): string =>
    `CloudTrail cannot ${what} for ${args.who} (${args.action}): ${refusalReason(args)}`;

/** The same of what Control Tower's page has. An update of the landing zone has been seen to write the policy anew. */
const cannotOrLost =
  (what: string) =>
  (args: RefusalArgs): string =>
    cannot(what)(args) + (args.controlTower && args.nearest === null ? lost : "");

const lost = "; an update of Control Tower's landing zone may have overwritten the policy";

const denies = ({ statement, actions, who }: DenyArgs): string =>
  `${statementText(statement)} denies ${enumeration(actions)} to ${enumeration(who)}`;

const notTrusted = (accounts: readonly string[]): string =>
  `${accounts.length === 1 ? "account" : "accounts"} ${enumeration(accounts)} ${accounts.length === 1 ? "is" : "are"} not trusted (--trust)`;

/** The only prose about findings. */
export const ruleProse: { readonly [Id in RuleId]: RuleProse<RuleArgs[Id]> } = {
  "malformed-policy": {
    title: "The policy, or a part of it, is not valid",
    practice: "AWS refuses the whole policy, with MalformedPolicyDocumentException.",
    says: ({ statement, place, fault, details }) =>
      [
        statement === null ? (place === "" ? "the policy" : "") : statementText(statement),
        place,
        policyFaultText({ code: fault, path: [], args: details }),
      ]
        .filter((word) => word !== "")
        .join(" "),
  },
  "world-open": {
    title: "Anyone can use the key",
    practice:
      "Principals in any AWS account can call these actions on the key. Your own IAM policies cannot prevent it.",
    says: ({ statement, actions, byException, weak }) =>
      byException
        ? `${statementText(statement)} allows ${enumeration(actions)} to every principal except those that it names`
        : weak.length === 0
          ? `${statementText(statement)} allows ${enumeration(actions)} to every principal, with no condition that limits the caller`
          : `${statementText(statement)} allows ${enumeration(actions)} to every principal that meets its condition on ${enumeration(weak)}, which principals in any AWS account can meet`,
  },
  "foreign-account": {
    title: "Another account can use the key",
    practice:
      "Principals in that account can then decrypt, encrypt or create grants with the key, if their IAM policies allow it too. An account is trusted if the config (readers, encryptFor, lint.trust) or --trust names it.",
    says: ({ statement, owner, who, accounts, actions }) =>
      `${statementText(statement)} allows ${actions.length === 0 ? "the use of the key" : enumeration(actions)} to ${enumeration(who)}; account ${owner} owns the key, and ${notTrusted(accounts)}`,
  },
  "foreign-source": {
    title: "A service can use the key for another account",
    practice:
      "The service encrypts or decrypts with the key on behalf of that account. An account is trusted if the config (encryptFor, lint.trust) or --trust names it.",
    says: ({ statement, services, values, accounts }) =>
      `${statementText(statement)} allows ${enumeration(services)} to use the key for ${enumeration(values)}; ${notTrusted(accounts)}`,
  },
  "no-effect-across-accounts": {
    title: "An action that a key policy cannot allow for another account",
    practice:
      "A key policy can allow identities of other accounts to use a key, but not to manage it. KMS denies them these actions, whatever the policy says.",
    says: ({ statement, owner, who, actions }) =>
      `${statementText(statement)} allows ${enumeration(actions)} to ${enumeration(who)}, which has no effect outside account ${owner}`,
  },
  "owner-not-known": {
    title: "Several accounts can use the key, and its owner is not known",
    practice:
      "Every account except the owner is another account that can use your key. With --owner or a config, lint checks them.",
    says: ({ accounts }) =>
      `accounts ${enumeration(accounts)} can use the key, and lint does not know which of them owns it (--owner)`,
  },
  "caller-account-of-everyone": {
    title: "Every identity of an account is allowed, whatever its IAM policies say",
    practice:
      "Principal * with a condition on kms:CallerAccount or aws:PrincipalAccount includes every user and role of the account directly, so they need no IAM permissions. With the account's root as the principal, IAM policies decide.",
    says: ({ statement, accounts, actions }) =>
      `${statementText(statement)} allows ${enumeration(actions)} to every identity of ${enumeration(accounts)}, whether or not its IAM policies allow it`,
  },
  "organization-of-everyone": {
    title: "Every identity in an organization is allowed",
    practice:
      "Principal * with a condition on aws:PrincipalOrgID includes every identity of the key's own account, which then needs no IAM permissions, and every account that joins the organization later. Exclude the key's account (StringNotEquals aws:PrincipalAccount), name its readers, and require the encryption context of the organization trail.",
    says: ({ statement, organizations, actions, ownerToo, anyLogs }) =>
      `${statementText(statement)} allows ${enumeration(actions)} to every identity in ${enumeration(organizations)}` +
      (ownerToo
        ? ", including those of the key's own account, whether or not their IAM policies allow it"
        : "") +
      (anyLogs ? ", for the logs of any trail" : ""),
  },
  "service-unconditioned": {
    title: "A service can use the key on behalf of any account",
    practice:
      "The service acts for every AWS account. Anyone who knows the key's ARN can make the service use the key for them, and the conditions of other statements for the service have no effect.",
    says: ({ statement, services, actions, voids, limit }) =>
      `${statementText(statement)} ` +
      (limit === "metadata alone"
        ? `allows ${enumeration(services)} to describe the key for any account, which reveals metadata but no data`
        : `allows ${enumeration(actions)} to ${enumeration(services)} with no condition on the source or the encryption context`) +
      (limit === "Control Tower's page"
        ? ", as on AWS's page for Control Tower; a condition on aws:SourceOrgID limits it to your organization"
        : "") +
      (limit === "no trail known"
        ? ", as AWS's pages show for event data stores and encrypted SNS topics; do not use this key for a trail"
        : "") +
      (voids.length > 0 ? `, which bypasses the conditions of ${enumeration(voids.map(statementText))}` : ""),
  },
  "service-without-source": {
    title: "No condition on CloudTrail's source",
    practice:
      "Without a condition on aws:SourceArn, CloudTrail can use the key on behalf of any trail if the encryption context matches. AWS recommends both conditions.",
    says: ({ statement, actions }) =>
      `${statementText(statement)} allows ${enumeration(actions)} to CloudTrail with no condition on the trail that it acts for (aws:SourceArn)`,
  },
  "service-without-context": {
    title: "No condition on CloudTrail's encryption context",
    practice:
      "The source already names the trail. A condition on the encryption context also ties each call to the account whose logs it encrypts, as on AWS's page.",
    says: ({ statement, actions }) =>
      `${statementText(statement)} allows ${enumeration(actions)} to CloudTrail with no condition on whose logs they are (kms:EncryptionContext:aws:cloudtrail:arn)`,
  },
  "needless-service-action": {
    title: "CloudTrail is allowed more than it needs",
    practice:
      "CloudTrail generates data keys, describes the key, and decrypts if the bucket has an S3 Bucket Key. It needs no other actions.",
    says: ({ statement, actions }) =>
      `${statementText(statement)} allows CloudTrail ${enumeration(actions)}, which it never needs`,
  },
  "cloudtrail-cannot-encrypt": {
    title: "CloudTrail cannot encrypt a trail's logs",
    practice:
      "The trail cannot be created or changed (InsufficientEncryptionPolicyException). An existing trail stops delivering logs, and you are not notified.",
    says: cannotOrLost("encrypt logs"),
  },
  "cloudtrail-cannot-describe": {
    title: "CloudTrail cannot describe the key",
    practice: "The trail cannot be created or changed with this key (InsufficientEncryptionPolicyException).",
    says: (args) =>
      cannot("describe the key")(args) +
      (args.controlTower && args.nearest === null
        ? `; AWS's page for Control Tower omits this (${pages.controlTowerKey}), but its page for CloudTrail requires it (${pages.cloudTrailDescribe})`
        : ""),
  },
  "cloudtrail-cannot-decrypt": {
    title: "CloudTrail cannot decrypt, which an S3 Bucket Key requires",
    practice:
      "If the bucket has an S3 Bucket Key, the trail cannot be created or changed (InsufficientEncryptionPolicyException).",
    says: cannotOrLost("decrypt logs"),
  },
  "deny-blocks-cloudtrail": {
    title: "A Deny blocks CloudTrail",
    practice:
      "A Deny overrides every Allow: the trail stops delivering logs, and you are not notified. A Deny that exempts some callers, by ArnNotEquals aws:PrincipalArn for example, still applies to CloudTrail, whose requests have none of an IAM identity's condition keys. Add Bool aws:PrincipalIsAWSService false to exempt it.",
    says: denies,
  },
  "config-cannot-use-key": {
    title: "AWS Config cannot use the key of a Control Tower landing zone",
    practice:
      "AWS Config cannot deliver to the bucket that is encrypted with this key, for any account of the landing zone. Since landing zone 4.0 Config may use another key: if yours does, suppress this finding.",
    says: ({ actions, denied, ...refusal }) =>
      denied === null
        ? `AWS Config cannot use the key (${enumeration(actions)}): ${refusalReason({ ...refusal, action: actions[0] ?? "" })}${refusal.nearest === null && actions.length === configActions.length ? lost : ""}`
        : `${statementText(denied)} denies ${enumeration(actions)} to AWS Config`,
  },
  "reader-cannot-decrypt": {
    title: "A reader that the config names cannot read logs",
    practice: "Getting a log file from the bucket fails with AccessDenied.",
    says: (args) => `${args.who} cannot read logs (${args.action}): ${refusalReason(args)}`,
  },
  "reader-without-context": {
    title: "A reader of logs can decrypt anything",
    practice:
      "These readers can also decrypt everything else that this key encrypts, now or later. Only CloudTrail's logs have its encryption context.",
    says: ({ statement, readers }) =>
      `${statementText(statement)} allows ${enumeration(readers)} to decrypt anything, not only CloudTrail's logs`,
  },
  "reader-beyond-decrypt": {
    title: "A reader of logs can do more than read",
    practice:
      "Reading logs requires only kms:Decrypt. A reader that can encrypt with the key can forge log files, and a reader that can create grants can give others access.",
    says: ({ statement, readers, actions }) =>
      `${statementText(statement)} allows ${enumeration(readers)} to decrypt logs, and also allows ${enumeration(actions)}, which no reader needs`,
  },
  "deny-blocks-readers": {
    title: "A Deny blocks readers",
    practice: "A Deny overrides every Allow: getting a log file from the bucket fails with AccessDenied.",
    says: denies,
  },
  lockout: {
    title: "No principal can change the policy",
    practice:
      "KMS refuses such a policy unless its lockout safety check is bypassed. Once the policy is attached, only AWS Support can restore access to the key.",
    says: ({ owner, denied, outright }) =>
      denied === null
        ? `no statement allows ${owner === null ? "the key's account" : `account ${owner}`}, or an administrator in it, to change this policy`
        : `${statementText(denied)} denies kms:PutKeyPolicy to every principal${outright ? "" : " that another statement allows it to"}`,
  },
  "administrator-cannot-manage": {
    title: "An administrator that the config names cannot manage the key",
    practice: "KMS denies the administrator, unless an IAM policy of the key's account allows the action.",
    says: (args) => `${args.who} cannot manage the key (${args.action}): ${refusalReason(args)}`,
  },
  "dead-condition": {
    title: "A condition key that requests for the action never have",
    practice:
      "A condition is not met if its condition key is absent from the request. For these actions the statement has no effect. For example, kms:DescribeKey has no encryption context.",
    says: ({ statement, effect, key, actions, whole }) =>
      `${statementText(statement)} requires ${key}, which requests for ${enumeration(actions)} never have, so it ${effect === "Allow" ? "allows" : "denies"} ${whole ? "nothing" : "none of these"}`,
  },
  "impossible-condition": {
    title: "Conditions that can never be met",
    practice:
      "A statement applies only if all its conditions are met at once. If that is impossible, it has no effect.",
    says: ({ statement, effect, key, problem, values, against }) =>
      `${statementText(statement)} ${effect === "Deny" ? "denies" : "allows"} nothing: ${impossibilities[problem](key, enumeration(values), enumeration(against))}`,
  },
  "missing-element": {
    title: "A statement without Action or Resource",
    practice: "KMS stores such a statement, but it has no effect.",
    says: ({ statement, effect, element }) =>
      `${statementText(statement)} has no ${element}, so it ${effect === "Deny" ? "denies" : "allows"} nothing`,
  },
  "unknown-action": {
    title: "An action that KMS does not have",
    practice: "KMS stores the policy, but the action allows or denies nothing.",
    says: ({ statement, action, nearest }) =>
      `${statementText(statement)} names ${action}, but KMS has no such action${suggestion(nearest)}`,
  },
  "action-without-key": {
    title: "An action that does not apply to a key",
    practice: "Only IAM policies allow or deny it. In a key policy it has no effect.",
    says: ({ statement, action }) =>
      `${statementText(statement)} names ${action}, which does not apply to a key: a key policy cannot allow it`,
  },
  "unknown-condition-key": {
    title: "A condition key that requests to KMS do not have",
    practice:
      "No request has it. A condition that requires a value is never met, and a condition that excludes values is always met.",
    says: ({ statement, key, nearest, fault }) =>
      `${statementText(statement)} has a condition on ${key}, ` +
      (fault === "of another service"
        ? "which requests to KMS do not have"
        : `but ${/^aws:/i.test(key) ? "AWS" : "KMS"} has no such condition key${suggestion(nearest)}`),
  },
  "wildcard-compared-literally": {
    title: "A wildcard with an operator that does not support wildcards",
    practice:
      "The operator compares the asterisk as an ordinary character, so it does not match the intended values.",
    says: ({ statement, operator, key, value, instead }) =>
      `${statementText(statement)} compares ${key} with ${value} by ${operator}, which does not support wildcards; ${instead} does`,
  },
  "stray-space": {
    title: "A space at the beginning or end of a value",
    practice:
      "AWS compares the space as a character, so the intended value does not match, or AWS refuses the policy.",
    says: ({ statement, text }) =>
      `${statementText(statement)} has ${JSON.stringify(text)}, with a space at ${/^\s/.test(text) ? "its beginning" : "its end"}`,
  },
  "impossible-principal": {
    title: "An invalid principal",
    practice:
      "AWS refuses the policy (MalformedPolicyDocumentException, invalid principals), or the statement matches no caller.",
    says: ({ statement, type, principal, problem, nearest }) =>
      `${statementText(statement)} names ${principal} as ${type}: ${principalProblems[problem]}${suggestion(nearest)}`,
  },
  "account-id": {
    title: "An invalid account ID",
    practice:
      "AWS refuses the policy, or the value matches no account. An account ID has 12 digits, including leading zeros.",
    says: ({ statement, value, id }) =>
      `${statementText(statement)} has ${/^\d+$/.test(id) ? `${id.length} digits` : `"${id}"`} where an AWS account ID has 12 digits: ${value}`,
  },
  "wrong-partition": {
    title: "An ARN of another partition",
    practice:
      "A key policy has no effect across partitions (aws, aws-cn, aws-us-gov …): AWS refuses such a principal, and such a condition is never met.",
    says: ({ statement, value, partition, expected }) =>
      expected === null
        ? `${statementText(statement)} names ${value}, but there is no partition ${partition}`
        : `${statementText(statement)} names ${value} in partition ${partition}, but the key is in ${expected}`,
  },
  "wrong-account": {
    title: "Conditions or ARNs whose accounts contradict each other",
    practice:
      "The conditions can never be met at once, or the statement names another key: it has no effect.",
    says: ({ statement, value, account, against, accounts }) =>
      `${statementText(statement)} names ${value} of account ${account}, but ${against} is of ${enumeration(accounts)}`,
  },
  "no-trail-arn": {
    title: "A source or context that is not a trail's ARN",
    practice:
      "CloudTrail sends the ARN of its trail, arn:PARTITION:cloudtrail:REGION:ACCOUNT:trail/NAME, so the condition is never met.",
    says: ({ statement, key, value }) =>
      `${statementText(statement)} compares ${key} with ${value}, which is not a trail's ARN`,
  },
  "resource-is-no-key": {
    title: "A resource that is not the key",
    practice:
      'In a key policy, Resource is the key itself: "*" means this key. With any other resource the statement has no effect.',
    says: ({ statement, resource, alias }) =>
      `${statementText(statement)} has the resource ${resource}, which is ${alias ? "an alias, not the key" : "not a key"}`,
  },
  "resource-of-another-key": {
    title: "A resource that is another key",
    practice:
      'A key policy applies only to the key that it is attached to. A statement with another key as its resource has no effect. "*" means this key.',
    says: ({ statement, resource, key, others }) =>
      key === null
        ? `${statementText(statement)} has the resource ${resource}, and other entries name ${enumeration(others)}: a policy is attached to one key`
        : `${statementText(statement)} has the resource ${resource}, but the key is ${key}`,
  },
  "duplicate-sid": {
    title: "Two statements with the same Sid",
    practice: "IAM requires Sids to be unique within a policy. A reference to a repeated Sid is ambiguous.",
    says: ({ sid, first }) => `the Sid ${JSON.stringify(sid)} is already used by statement ${first + 1}`,
  },
  "endless-plan": {
    title: "A principal that AWS stores in another form",
    practice:
      "AWS stores an account ID as the ARN of the account's root, and stores a repeated principal once. Terraform then plans a change on every run.",
    says: ({ statement, principal, problem, stored }) =>
      problem === "account ID"
        ? `${statementText(statement)} names the account ID ${principal}, which AWS stores as ${stored}`
        : `${statementText(statement)} names ${principal} twice, which AWS stores once`,
  },
  "policy-size": {
    title: "The policy is too large, or almost too large",
    practice:
      "KMS refuses a key policy of more than 32,768 bytes, counted without whitespace between its parts.",
    says: ({ bytes, maximum, shares }) =>
      `the policy has ${bytes} of at most ${maximum} bytes; its largest statements are ${largestText(shares, bytes, statementText)}`,
  },
  "refused-character": {
    title: "A character that KMS refuses",
    practice:
      "KMS refuses a key policy with characters other than tab, line feed, carriage return and U+0020 to U+00FF.",
    says: ({ text, character }) =>
      `${JSON.stringify(text)} contains the character ${character}, which KMS refuses`,
  },
  "unescaped-interpolation": {
    title: "Text that Terraform would evaluate",
    practice:
      "Terraform evaluates ${…} and %{…} in templates and quoted strings; write $${…} and %%{…} for the literal text. Text that file() reads, or that another tool sends, reaches AWS unchanged.",
    says: ({ found, isPolicyVariable }) =>
      isPolicyVariable
        ? `${found} is an IAM policy variable, but Terraform would evaluate it: in a template, write $${found}`
        : `${found} is a Terraform expression: AWS would receive it as literal text`,
  },
  "policy-not-known": {
    title: "A policy that is not known at plan time",
    practice:
      'The plan does not contain the policy, so lint did not check it. With values that are known at plan time, such as "*" in place of the key\'s own ARN, the plan contains it.',
    says: () => "the policy is known only after apply",
  },
  "policy-owned-twice": {
    title: "Two Terraform resources set one key policy",
    practice:
      "A key has one policy. An aws_kms_key with a policy argument and an aws_kms_key_policy, or two aws_kms_key_policy resources, overwrite each other on every apply.",
    says: ({ rivals }) => `the policy is also set by ${enumeration(rivals)}`,
  },
};
