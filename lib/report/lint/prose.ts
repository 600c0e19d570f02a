import type { RuleArgs, RuleId } from "../../lint/all-rules";
import type { DenyArgs } from "../../lint/deny-findings";
import type { RefusalArgs } from "../../lint/refusal-findings";
import { pages } from "../../lint/pages";
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

const denies = ({ statement, actions, who }: DenyArgs): string =>
  `${statementText(statement)} denies ${enumeration(actions)} to ${enumeration(who)}`;

/** The only prose about findings. */
export const ruleProse: { readonly [Id in RuleId]: RuleProse<RuleArgs[Id]> } = {
  "malformed-policy": {
    title: "The policy, or a part of it, makes no sense",
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
    title: "Everybody in the world may use the key",
    practice:
      "Any AWS account can call these actions on the key: no IAM policy of yours can stop a stranger.",
    says: ({ statement, actions, byException, weak }) =>
      byException
        ? `${statementText(statement)} allows ${enumeration(actions)} to everybody but those it names`
        : weak.length === 0
          ? `${statementText(statement)} allows ${enumeration(actions)} to everybody, with no condition on who they are`
          : `${statementText(statement)} allows ${enumeration(actions)} to everybody who meets its condition on ${enumeration(weak)}, as identities of any AWS account can`,
  },
  "foreign-account": {
    title: "Another account may use the key",
    practice:
      "Whoever that account lets use it can decrypt, encrypt or hand on the key. An account is trusted where the config names it (readers, encryptFor), or by the config's lint.trust or --trust.",
    says: ({ statement, owner, who, accounts, actions }) =>
      `${statementText(statement)} allows ${actions.length === 0 ? "the use of the key" : enumeration(actions)} to ${enumeration(who)}; account ${owner} owns the key, and account ${enumeration(accounts)} is not trusted (--trust)`,
  },
  "foreign-source": {
    title: "A service may use the key for another account",
    practice:
      "The service encrypts or decrypts with the key on behalf of that account. An account is trusted where the config names it (encryptFor), or by the config's lint.trust or --trust.",
    says: ({ statement, services, values, accounts }) =>
      `${statementText(statement)} lets ${enumeration(services)} use the key for ${enumeration(values)}; account ${enumeration(accounts)} is not trusted (--trust)`,
  },
  "no-effect-across-accounts": {
    title: "An action that a key policy cannot allow to another account",
    practice:
      "Identities of other accounts can be allowed to use a key, never to manage it: KMS refuses them, whatever the policy says.",
    says: ({ statement, owner, who, actions }) =>
      `${statementText(statement)} allows ${enumeration(actions)} to ${enumeration(who)}, which has no effect outside account ${owner}`,
  },
  "owner-not-known": {
    title: "Several accounts may use the key, and which one owns it is not known",
    practice:
      "All but the owner are other accounts, which can then use your key. With --owner or a config they are judged.",
    says: ({ accounts }) =>
      `accounts ${enumeration(accounts)} may use the key, and nothing says which of them owns it (--owner)`,
  },
  "caller-account-of-everyone": {
    title: "Every identity of an account gets in, whatever its IAM says",
    practice:
      "A principal * under kms:CallerAccount or aws:PrincipalAccount names every user and role of the account itself, so their own IAM policies are not asked. The account's root as the principal would leave it to IAM.",
    says: ({ statement, accounts, actions }) =>
      `${statementText(statement)} allows ${enumeration(actions)} to every identity of ${enumeration(accounts)}, whether or not its IAM allows it`,
  },
  "organization-of-everyone": {
    title: "Everybody in an organization gets in",
    practice:
      "A principal * under aws:PrincipalOrgID names every identity of the key's own account too, whose IAM is then not asked, and every future account. Exclude that account (StringNotEquals aws:PrincipalAccount), name its readers, and ask for the organization trail as the encryption context.",
    says: ({ statement, organizations, actions, ownerToo, anyLogs }) =>
      `${statementText(statement)} allows ${enumeration(actions)} to everybody in ${enumeration(organizations)}` +
      (ownerToo ? ", and to every identity of the key's own account whether or not its IAM allows it" : "") +
      (anyLogs ? ", and for the logs of any trail" : ""),
  },
  "service-unconditioned": {
    title: "A service may use the key on anybody's behalf",
    practice:
      "The service acts for every AWS account. Whoever knows the key's ARN can have the service use it for them, and conditions on other statements for the service come to nothing.",
    says: ({ statement, services, actions, voids, limit }) =>
      `${statementText(statement)} ` +
      (limit === "metadata alone"
        ? `lets ${enumeration(services)} describe the key for any account: its metadata, and no data`
        : `allows ${enumeration(actions)} to ${enumeration(services)} with no condition on the source or the encryption context`) +
      (limit === "no trail known"
        ? ", as AWS's pages show for event data stores and encrypted SNS topics; do not use this key for a trail"
        : "") +
      (voids.length > 0 ? `, which voids the conditions of ${enumeration(voids.map(statementText))}` : ""),
  },
  "service-without-source": {
    title: "CloudTrail's source is not asked for",
    practice:
      "Without aws:SourceArn, CloudTrail may use the key when any trail makes it ask, so long as the encryption context fits. AWS advises to ask for both.",
    says: ({ statement, actions }) =>
      `${statementText(statement)} allows ${enumeration(actions)} to CloudTrail without asking which trail it acts for (aws:SourceArn)`,
  },
  "service-without-context": {
    title: "CloudTrail's encryption context is not asked for",
    practice:
      "The source already names the trail. The encryption context would also tie each call to whose logs it encrypts, as AWS's page has it.",
    says: ({ statement, actions }) =>
      `${statementText(statement)} allows ${enumeration(actions)} to CloudTrail without asking whose logs they are (kms:EncryptionContext:aws:cloudtrail:arn)`,
  },
  "needless-service-action": {
    title: "CloudTrail is given more than it needs",
    practice:
      "CloudTrail asks for data keys, describes the key, and decrypts where the bucket has an S3 Bucket Key. It has no use for anything else.",
    says: ({ statement, actions }) =>
      `${statementText(statement)} gives CloudTrail ${enumeration(actions)}, which it never needs`,
  },
  "cloudtrail-cannot-encrypt": {
    title: "CloudTrail cannot encrypt a trail's logs",
    practice:
      "The trail cannot be created or changed (InsufficientEncryptionPolicyException). A trail that exists stops delivering, and nothing says so.",
    says: cannot("encrypt logs"),
  },
  "cloudtrail-cannot-describe": {
    title: "CloudTrail cannot describe the key",
    practice: "The trail cannot be created or changed with this key (InsufficientEncryptionPolicyException).",
    says: (args) =>
      cannot("describe the key")(args) +
      (args.controlTower
        ? `; AWS's page for Control Tower leaves this out (${pages.controlTowerKey}), and its page for CloudTrail requires it (${pages.cloudTrailDescribe})`
        : ""),
  },
  "cloudtrail-cannot-decrypt": {
    title: "CloudTrail cannot decrypt, which an S3 Bucket Key needs",
    practice:
      "Where the bucket has an S3 Bucket Key, the trail cannot be created or changed (InsufficientEncryptionPolicyException).",
    says: cannot("decrypt logs"),
  },
  "deny-blocks-cloudtrail": {
    title: "A Deny keeps CloudTrail from the key",
    practice:
      "A Deny wins over every Allow: the trail stops delivering, and nothing says so. A condition on who calls also meets CloudTrail, which has none of the keys of an IAM identity; Bool aws:PrincipalIsAWSService false would except it.",
    says: denies,
  },
  "reader-cannot-decrypt": {
    title: "A reader that the config names cannot read logs",
    practice: "Getting a log file from the bucket fails with AccessDenied.",
    says: (args) => `${args.who} cannot read logs (${args.action}): ${refusalReason(args)}`,
  },
  "reader-without-context": {
    title: "A reader of logs may decrypt anything",
    practice:
      "Whatever else this key has encrypted, now or later, these readers can decrypt too. Only CloudTrail's logs have its encryption context.",
    says: ({ statement, readers }) =>
      `${statementText(statement)} lets ${enumeration(readers)} decrypt anything, not only what CloudTrail encrypted`,
  },
  "reader-beyond-decrypt": {
    title: "A reader of logs may do more than read",
    practice:
      "Reading logs takes kms:Decrypt alone. Whoever can encrypt with the key can forge log files, and whoever can create grants can let others read.",
    says: ({ statement, readers, actions }) =>
      `${statementText(statement)} lets ${enumeration(readers)} decrypt logs, and also allows ${enumeration(actions)}, which no reader needs`,
  },
  "deny-blocks-readers": {
    title: "A Deny keeps readers from the logs",
    practice: "A Deny wins over every Allow: getting a log file from the bucket fails with AccessDenied.",
    says: denies,
  },
  lockout: {
    title: "Nobody can change the policy any more",
    practice:
      "KMS refuses such a policy unless its safety check is bypassed. Once it stands, only AWS Support can bring the key back.",
    says: ({ owner, denied, outright }) =>
      denied === null
        ? `no statement lets ${owner === null ? "the key's account" : `account ${owner}`}, or an administrator in it, change this policy`
        : `${statementText(denied)} denies kms:PutKeyPolicy to everybody${outright ? "" : " whom another statement allows it"}`,
  },
  "administrator-cannot-manage": {
    title: "An administrator that the config names cannot manage the key",
    practice: "Whoever is meant to look after the key is refused, unless the account's IAM lets them in.",
    says: (args) => `${args.who} cannot manage the key (${args.action}): ${refusalReason(args)}`,
  },
  "dead-condition": {
    title: "A condition on a key that the action never carries",
    practice:
      "Where a condition key is absent, the condition fails. The statement does nothing for these actions, whatever it says: kms:DescribeKey for instance has no encryption context.",
    says: ({ statement, effect, key, actions, whole }) =>
      `${statementText(statement)} asks for ${key}, which requests for ${enumeration(actions)} never carry, so it ${effect === "Allow" ? "allows" : "denies"} ${whole ? "nothing" : "none of these"}`,
  },
  "impossible-condition": {
    title: "Conditions that can never hold",
    practice:
      "All conditions of a statement must hold at once. Where they cannot, the statement does nothing.",
    says: ({ statement, effect, key, problem, values, against }) =>
      `${statementText(statement)} ${effect === "Deny" ? "denies" : "allows"} nothing: ${impossibilities[problem](key, enumeration(values), enumeration(against))}`,
  },
  "missing-element": {
    title: "A statement without Action or Resource",
    practice: "KMS stores such a statement, and it does nothing.",
    says: ({ statement, effect, element }) =>
      `${statementText(statement)} has no ${element}, so it ${effect === "Deny" ? "denies" : "allows"} nothing`,
  },
  "unknown-action": {
    title: "An action that KMS does not have",
    practice: "KMS stores the policy, and nobody is ever allowed, or denied, anything by this action.",
    says: ({ statement, action, nearest }) =>
      `${statementText(statement)} names ${action}, and KMS has no such action${suggestion(nearest)}`,
  },
  "action-without-key": {
    title: "An action that acts on no key",
    practice: "IAM policies alone decide about it. In a key policy it does nothing.",
    says: ({ statement, action }) =>
      `${statementText(statement)} names ${action}, which acts on no key: a key policy cannot grant it`,
  },
  "unknown-condition-key": {
    title: "A condition key that requests to KMS do not have",
    practice:
      "No request carries it, so a condition that asks for it always fails, and one that excludes values always holds.",
    says: ({ statement, key, nearest, fault }) =>
      `${statementText(statement)} has a condition on ${key}, ` +
      (fault === "of another service"
        ? "which requests to KMS do not carry"
        : `and ${/^aws:/i.test(key) ? "AWS" : "KMS"} has no such condition key${suggestion(nearest)}`),
  },
  "wildcard-compared-literally": {
    title: "A wildcard under an operator that takes none",
    practice:
      "The operator compares the asterisk as a character, so nothing that was meant equals the value.",
    says: ({ statement, operator, key, value, instead }) =>
      `${statementText(statement)} compares ${key} with ${value} by ${operator}, which takes no wildcards; ${instead} does`,
  },
  "stray-space": {
    title: "A space at the beginning or end of a text",
    practice:
      "AWS compares it as a character, so nothing that was meant equals the text, or refuses the policy.",
    says: ({ statement, text }) =>
      `${statementText(statement)} has ${JSON.stringify(text)}, with a space at ${/^\s/.test(text) ? "its beginning" : "its end"}`,
  },
  "impossible-principal": {
    title: "An invalid principal",
    practice:
      "AWS refuses the policy (MalformedPolicyDocumentException, invalid principals), or nobody is ever meant.",
    says: ({ statement, type, principal, problem, nearest }) =>
      `${statementText(statement)} names ${principal} as ${type}: ${principalProblems[problem]}${suggestion(nearest)}`,
  },
  "account-id": {
    title: "An invalid account ID",
    practice:
      "AWS refuses the policy, or nobody is ever meant. An account ID has 12 digits, including leading zeros.",
    says: ({ statement, value, id }) =>
      `${statementText(statement)} has ${/^\d+$/.test(id) ? `${id.length} digits` : `"${id}"`} where an AWS account ID has 12 digits: ${value}`,
  },
  "wrong-partition": {
    title: "An ARN of another partition",
    practice:
      "Nothing reaches across partitions (aws, aws-cn, aws-us-gov …): AWS refuses such a principal, and such a condition never holds.",
    says: ({ statement, value, partition, expected }) =>
      expected === null
        ? `${statementText(statement)} names ${value}, and there is no partition ${partition}`
        : `${statementText(statement)} names ${value} of partition ${partition}, and the key is in ${expected}`,
  },
  "wrong-account": {
    title: "Conditions or ARNs of accounts that do not fit together",
    practice:
      "The conditions can never hold at once, or the statement is about another key: it does nothing.",
    says: ({ statement, value, account, against, accounts }) =>
      `${statementText(statement)} names ${value} of account ${account}, and ${against} is of ${enumeration(accounts)}`,
  },
  "no-trail-arn": {
    title: "A source or context that is no trail's ARN",
    practice:
      "CloudTrail gives the ARN of its trail, arn:PARTITION:cloudtrail:REGION:ACCOUNT:trail/NAME: the condition never holds.",
    says: ({ statement, key, value }) =>
      `${statementText(statement)} compares ${key} with ${value}, which is no trail's ARN`,
  },
  "resource-is-no-key": {
    title: "A resource that is not the key",
    practice:
      'In a key policy, Resource is the key itself: "*" means this key. Anything else is never acted on, and the statement does nothing.',
    says: ({ statement, resource, alias }) =>
      `${statementText(statement)} is about ${resource}, which is ${alias ? "an alias and not the key" : "no key"}`,
  },
  "resource-of-another-key": {
    title: "A resource that is another key",
    practice:
      'A key policy is about the key that it is attached to, and a statement about another key does nothing. "*" means this key.',
    says: ({ statement, resource, key, others }) =>
      key === null
        ? `${statementText(statement)} is about ${resource}, and other entries are about ${enumeration(others)}: the policy is on one key`
        : `${statementText(statement)} is about ${resource}, and the key is ${key}`,
  },
  "duplicate-sid": {
    title: "Two statements of one Sid",
    practice:
      "IAM asks for Sids that are unique in a policy. Whoever reads of one of them cannot tell which.",
    says: ({ sid, first }) => `the Sid ${JSON.stringify(sid)} is taken by statement ${first + 1} already`,
  },
  "endless-plan": {
    title: "A principal that AWS stores in another form",
    practice:
      "AWS stores an account ID as the ARN of its root, and a principal that stands twice only once. Terraform then plans a change on every run.",
    says: ({ statement, principal, problem, stored }) =>
      problem === "account ID"
        ? `${statementText(statement)} names the account ID ${principal}, which AWS stores as ${stored}`
        : `${statementText(statement)} names ${principal} twice, which AWS stores once`,
  },
  "policy-size": {
    title: "The policy is too large, or almost",
    practice:
      "KMS refuses a key policy of more than 32,768 bytes, counted without the spaces between its parts.",
    says: ({ bytes, maximum, shares }) =>
      `the policy takes ${bytes} of ${maximum} bytes; the most of it ${largestText(shares, bytes, statementText)}`,
  },
  "refused-character": {
    title: "A character that KMS refuses",
    practice:
      "KMS refuses a key policy with characters other than tab, line feed, carriage return and U+0020 to U+00FF.",
    says: ({ text, character }) =>
      `${JSON.stringify(text)} holds the character ${character}, which KMS refuses`,
  },
  "unescaped-interpolation": {
    title: "Text that Terraform would evaluate",
    practice:
      "In a Terraform template or a quoted string, ${…} and %{…} are filled in; $${…} and %%{…} stay as they are. Read by file(), or sent by anything but Terraform, they reach AWS as they stand.",
    says: ({ found, isPolicyVariable }) =>
      isPolicyVariable
        ? `${found} is a variable for AWS to fill in, and Terraform would take it for its own: in a template it is written $${found}`
        : `${found} is for Terraform to fill in: AWS would take it as it stands`,
  },
  "policy-not-known": {
    title: "A policy that is not known yet",
    practice:
      'The plan leaves the policy to the apply, so it was not judged. Values that are known beforehand, such as "*" for the key\'s own ARN, let Terraform plan it.',
    says: () => "the policy is known only once Terraform applies the plan",
  },
  "policy-owned-twice": {
    title: "Two Terraform resources set one key policy",
    practice:
      "A key has one policy. An aws_kms_key with the argument policy and an aws_kms_key_policy, or two of the latter, overwrite each other on every apply.",
    says: ({ rivals }) => `the policy is also set by ${enumeration(rivals)}`,
  },
};
