import * as z from "zod/mini";
import { keywordsOf } from "./keywords";
import type { IsOpaque } from "./opaque";
import { checked, described, isJson, oneOf, text, wholeNumber } from "./option";
import * as rules from "./rules";
import { accessLogSchema } from "./sections/access-log";
import { backendSchema } from "./sections/backend";
import { lifecycleSchema } from "./sections/lifecycle";
import { objectLockSchema } from "./sections/object-lock";
import { alarmsSchema, profileSchema } from "./sections/alarms";
import { eventsSchema } from "./sections/events";
import { logGroupSchema } from "./sections/log-group";
import { notificationsSchema } from "./sections/notifications";
import { providerSchema } from "./sections/provider";

// Examples that go together with those of the rules in one config.
const otherAccountRule = { ...rules.accountIdRule, example: "333333333333" };
const namedAccountRule = { ...rules.accountIdRule, example: "222222222222" };
const administratorRule = {
  ...rules.iamPrincipalArnRule,
  example: "arn:aws:iam::111111111111:role/KeyAdmin",
};
// Another one than that of the key.
const replicaRule = { ...rules.regionRule, example: "eu-west-1" };

const statementExample = {
  Sid: "AllowBackupDecrypt",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111111111111:role/Backup" },
  Action: "kms:Decrypt",
  Resource: "*",
};

/**
 * Every option of the config: its type, default, rule and description, each stated here alone.
 *
 * The JSON Schema, the type `ConfigInput` and the README's table are made from it. A default that follows from
 * another option stands in the description, after `Default:`.
 */
export function configSchema(opaque: IsOpaque = () => false) {
  return described(
    z.strictObject({
      $schema: described(
        z.optional(z.string()),
        "Location of this file's JSON Schema, for editors. trailkey does not read it. Default: none.",
      ),
      extends: described(
        z.optional(text(rules.configPathRule, opaque)),
        "Another config, which this file is put over: a path relative to this file. Sections are merged option by option; lists and single values replace those of the other config; null puts an option's default back. Only for configs in a file. Default: none.",
      ),
      name: described(
        text(rules.trailNameRule, opaque),
        "Name of the generated module, and of the trail and the key's alias unless they are set separately.",
      ),
      account: described(
        z._default(z.nullable(text(rules.accountIdRule, opaque)), null),
        "The account that the deployment is signed in to, which creates the trail: 12 digits, in quotes. null: the provider's account.",
      ),
      region: described(
        z._default(z.nullable(text(rules.regionRule, opaque)), null),
        "Home Region of the trail; the partition follows from it. null: the provider's Region.",
      ),
      accounts: accountsSchema(opaque),
      organization: organizationSchema(opaque),
      preset: described(
        z._default(z.enum(["none", "control-tower"]), "none"),
        "The landing zone that the key is for. control-tower: creates only the key, in the management account; AWS Control Tower creates the trail and the bucket. Requires organization.",
      ),
      trail: trailSchema(opaque),
      events: eventsSchema(opaque),
      key: keySchema(opaque),
      bucket: bucketSchema(opaque),
      logGroup: logGroupSchema(opaque),
      notifications: notificationsSchema(opaque),
      alarms: alarmsSchema(opaque),
      profile: profileSchema(),
      protect: described(
        z._default(z.boolean(), true),
        "Whether the keys of logs, the bucket and the log group that the module creates have prevent_destroy. false: for sandboxes.",
      ),
      module: moduleSchema(),
      provider: providerSchema(opaque),
      backend: backendSchema(),
      encryptFor: described(
        z._default(z.array(sourceSchema(opaque)), []),
        "Other trails that can encrypt with the key: account IDs (every trail of the account) or trail ARNs.",
      ),
      readers: described(
        z._default(z.array(readerSchema(opaque)), []),
        "Principals that can decrypt the logs. Users and roles must exist before the key policy is attached.",
      ),
      tags: tagsSchema(),
      lint: lintSchema(opaque),
    }),
    "A CloudTrail trail whose logs are encrypted with a customer managed KMS key.",
  );
}

/** Which names an account may have is checked apart, so that every wrong one is reported. */
function accountsSchema(opaque: IsOpaque) {
  const names = z.string().check(z.meta(keywordsOf(rules.accountNameRule)));
  return described(
    z._default(z.record(names, text(namedAccountRule, opaque)), {}),
    "Further accounts that the deployment is signed in to: 12 digits each, by name. Each name is the alias of an AWS provider.",
  );
}

function organizationSchema(opaque: IsOpaque) {
  const section = z.strictObject({
    id: described(text(rules.organizationIdRule, opaque), "The organization's ID."),
    managementAccount: described(
      z._default(z.nullable(text(rules.accountIdRule, opaque)), null),
      "The organization's management account, which is in the trail's ARN even if a delegated administrator creates the trail. null: account.",
    ),
    trustedAccess: described(
      z._default(z.enum(["check", "assume"]), "check"),
      "check: Terraform checks that CloudTrail has trusted access in the organization. assume: it does not check.",
    ),
    delegatedAdministrators: described(
      z._default(
        z
          .array(text(otherAccountRule, opaque))
          .check(z.meta({ maxItems: rules.maximumDelegatedAdministrators })),
        [],
      ),
      `Accounts to register as delegated administrators of CloudTrail, at most ${rules.maximumDelegatedAdministrators}. Only the management account can register them.`,
    ),
  });
  return described(
    z.optional(section),
    "The AWS organization. Its trail logs the events of every account. Default: none, the trail logs only its own account.",
  );
}

function moduleSchema() {
  const section = z.strictObject({
    variables: described(
      z._default(z.enum(["config", "all"]), "config"),
      "Which values are variables of the module. config: the values in the config, which become the defaults. all: for a module that others call; everything that grants access is also a variable, empty by default, and globally unique names have no default.",
    ),
  });
  return described(z.prefault(section, {}), "The generated Terraform module.");
}

function trailSchema(opaque: IsOpaque) {
  const section = z.strictObject({
    name: described(
      z.optional(text(rules.trailNameRule, opaque)),
      "The trail's name. Default: the config's name.",
    ),
    multiRegion: described(z._default(z.boolean(), true), "Whether the trail logs events in all Regions."),
    logFileValidation: described(
      z._default(z.boolean(), true),
      "Whether CloudTrail writes digest files, with which changes to the logs can be detected.",
    ),
  });
  return described(
    z.prefault(z.union([z.literal(false), section]), {}),
    "The trail. false: creates only the key, for trails that are created elsewhere.",
  );
}

function keySchema(opaque: IsOpaque) {
  const section = z.strictObject({
    alias: described(
      z.optional(text(rules.aliasRule, opaque)),
      "The key's alias, without alias/. Default: the config's name.",
    ),
    description: described(
      z._default(z.nullable(text(rules.keyDescriptionRule, opaque)), null),
      "The key's description. null: a default description with the trail's name.",
    ),
    rotationDays: described(
      z._default(wholeNumber(rules.rotationRule, opaque), 365),
      `Days between rotations of the key, ${rules.boundsOf(rules.rotationRule)}.`,
    ),
    deletionWindowDays: described(
      z._default(wholeNumber(rules.deletionWindowRule, opaque), 30),
      `Waiting period in days before a key that is scheduled for deletion is deleted, ${rules.boundsOf(rules.deletionWindowRule)}.`,
    ),
    multiRegion: described(
      z._default(z.boolean(), false),
      "Whether the key is a multi-Region key. This cannot be changed later.",
    ),
    replicas: described(
      z._default(z.array(text(replicaRule, opaque)), []),
      "Regions in which the key has a replica, with the same policy, alias and key material. Requires multiRegion: true. With handedOver: true: those that this module created and now removes from the state.",
    ),
    administrators: described(
      z._default(z.array(text(administratorRule, opaque)), []),
      "ARNs of IAM roles and users in the key's account that manage the key. Their statement does not allow them to decrypt.",
    ),
    style: described(
      z._default(z.enum(["strict", "aws-docs", "console"]), "strict"),
      "How the key policy is written: strict (least privilege), aws-docs (as on AWS's page), console (as the console writes it).",
    ),
    existing: described(
      z._default(z.nullable(text(rules.keyArnRule, opaque)), null),
      "ARN of an existing key to use. The module does not manage its policy, but outputs the statements that it needs. null: creates a key.",
    ),
    handedOver: described(
      z._default(z.boolean(), false),
      "Whether this module created the existing key earlier. true: the module removes it from the state without destroying it.",
    ),
    account: described(
      z._default(z.nullable(text(rules.accountNameRule, opaque)), null),
      "The account in which the key is created: a name from accounts. null: account.",
    ),
    statements: described(
      z._default(
        z.array(
          z.record(z.string(), z.unknown()).check(isJson(opaque), z.meta({ examples: [statementExample] })),
        ),
        [],
      ),
      "Your own statements of the key policy, in IAM's JSON. They are added at the end, as given.",
    ),
  });
  return described(z.prefault(section, {}), "The KMS key that encrypts the logs.");
}

function bucketSchema(opaque: IsOpaque) {
  const section = z.strictObject({
    name: described(
      z.optional(text(rules.bucketNameRule, opaque)),
      "The bucket's name, unique across all AWS accounts. Default: none, it must be set. With preset: control-tower: aws-controltower-logs-ACCOUNT-REGION, the name in landing zones before 4.0.",
    ),
    existing: described(
      z._default(z.boolean(), false),
      "Whether the bucket exists already and is managed elsewhere. true: the module outputs the statements that its policy needs.",
    ),
    handedOver: described(
      z._default(z.boolean(), false),
      "Whether this module created the existing bucket earlier. true: the module removes it from the state without destroying it.",
    ),
    account: described(
      z._default(z.nullable(text(rules.bucketAccountRule, opaque)), null),
      "The account in which the bucket is created: a name from accounts. With existing: true, its owner: such a name, or 12 digits in quotes. null: account.",
    ),
    region: described(
      z._default(z.nullable(text(rules.regionRule, opaque)), null),
      "Region of an existing bucket; the key must be in it. null: the trail's Region.",
    ),
    prefix: described(
      z._default(z.nullable(text(rules.bucketPrefixRule, opaque)), null),
      "Key prefix in the bucket, before AWSLogs/. null: none.",
    ),
    bucketKey: described(
      z._default(z.boolean(), true),
      "Whether the bucket uses an S3 Bucket Key, which reduces calls to KMS and requires that CloudTrail can decrypt.",
    ),
    deliverFrom: described(
      z._default(z.array(sourceSchema(opaque)), []),
      "Other trails that can deliver to the bucket: account IDs (every trail of the account) or trail ARNs.",
    ),
    lifecycle: lifecycleSchema(opaque),
    objectLock: objectLockSchema(opaque),
    accessLog: accessLogSchema(opaque),
    forceDestroy: described(
      z._default(z.boolean(), false),
      "Whether a destroy deletes every log with the bucket. Requires protect: false.",
    ),
  });
  return described(
    z.optional(section),
    "The bucket that receives the logs. A trail requires one; with trail: false it must be an existing bucket. Default: none.",
  );
}

/** Trails named by their account, or one by its ARN; with a key where the text does not show which. */
function sourceSchema(opaque: IsOpaque) {
  const plain = text(otherAccountRule, opaque, rules.trailArnRule).check(
    checked((value) => (opaque(value) ? { code: "account-or-trail", args: {} } : undefined)),
  );
  return oneOf([
    plain,
    z.strictObject({
      account: described(text(otherAccountRule, opaque), "An account ID: every trail of the account."),
    }),
    z.strictObject({ trail: described(text(rules.trailArnRule, opaque), "The ARN of one trail.") }),
  ]);
}

function readerSchema(opaque: IsOpaque) {
  const role = z.strictObject({
    name: described(text(rules.createdRoleNameRule, opaque), "Name of the role to create."),
    trustedAccounts: described(
      z.array(text(otherAccountRule, opaque)).check(z.minLength(1)),
      "Other accounts, whose IAM policies decide which of their users and roles can assume the role.",
    ),
    externalId: described(
      z.optional(text(rules.externalIdRule, opaque)),
      "External ID that a vendor must send to assume the role. Default: none.",
    ),
    path: described(z.optional(text(rules.iamPathRule, opaque)), "Path of the role. Default: /."),
    permissionsBoundary: described(
      z.optional(text(rules.policyArnRule, opaque)),
      "ARN of the IAM policy that is the role's permissions boundary. Default: none.",
    ),
    account: described(
      z.optional(text(rules.accountNameRule, opaque)),
      "The account in which the role is created: a name from accounts. Default: the account in which this module creates the key, or else account.",
    ),
  });
  return oneOf([
    z.strictObject({
      user: described(
        text(rules.iamUserNameRule, opaque, rules.iamUserArnRule),
        "An IAM user in the key's account: its name, with its path if it has one (team/Bob), or its ARN.",
      ),
    }),
    z.strictObject({
      role: described(
        text(rules.iamRoleNameRule, opaque, rules.iamRoleArnRule),
        "An IAM role in the key's account: its name, with its path if it has one, or its ARN.",
      ),
    }),
    z.strictObject({
      account: described(
        text(otherAccountRule, opaque),
        "Another account. Its IAM policies decide which of its users and roles can decrypt the logs.",
      ),
    }),
    z.strictObject({
      assumableRole: described(role, "A role to create, for readers in other accounts."),
    }),
    z.strictObject({
      organization: described(
        text(rules.organizationIdRule, opaque),
        "ID of the organization. Its accounts, except the one that owns the key or the bucket, can read all of its logs if their own IAM policies allow it.",
      ),
      only: described(
        z.optional(z.enum(["own"])),
        "own: each account can read only its own logs. Default: all logs.",
      ),
    }),
    z.strictObject({
      permissionSet: described(
        text(rules.permissionSetNameRule, opaque),
        "Name of an IAM Identity Center permission set: its role in the key's account can read the logs if the permission set allows it.",
      ),
    }),
  ]);
}

/** Which keys and values a tag may have is checked apart, so that every wrong one is reported. */
function tagsSchema() {
  const keys = z.string().check(z.meta(keywordsOf(rules.tagKeyRule)));
  const values = z.string().check(z.meta(keywordsOf(rules.tagValueRule)));
  const record = z.record(keys, values).check(z.meta({ maxProperties: rules.maximumTags }));
  return described(
    z._default(record, {}),
    `Tags for every resource that supports them; at most ${rules.maximumTags}.`,
  );
}

/** Which rules there are is lint's to say: a rule of another name is refused there. */
function lintSchema(opaque: IsOpaque) {
  const suppression = z.strictObject({
    rule: described(text(rules.lintRuleRule, opaque), "The lint rule whose findings are suppressed."),
    sid: described(
      z.optional(text(rules.sidRule, opaque)),
      "The Sid of the statement whose findings are suppressed. Default: findings about any statement.",
    ),
    file: described(
      z.optional(text(rules.policyFileRule, opaque)),
      "The file whose findings are suppressed, relative to the config. Default: every file.",
    ),
    reason: described(
      text(rules.reasonRule, opaque),
      "Why the finding is accepted. A suppression without a reason is refused.",
    ),
    until: described(
      z.optional(text(rules.dayRule, opaque)),
      "The last day on which the suppression applies (UTC), such as 2027-06-30. Default: it does not expire.",
    ),
  });
  const names = z.string().check(z.meta(keywordsOf(rules.lintRuleRule)));
  const severities = z.enum(["error", "warning", "note", "off"]).check(z.meta({ examples: ["error"] }));
  const section = z.strictObject({
    trust: described(
      z._default(z.array(text(otherAccountRule, opaque)), []),
      "Other accounts that a key policy may allow, in addition to those that the config names.",
    ),
    severity: described(
      z._default(z.record(names, severities), {}),
      "Severities that replace the rules' own, such as service-without-context: off.",
    ),
    ignore: described(
      z._default(z.array(suppression), []),
      "Findings that are accepted, each with its reason.",
    ),
  });
  return described(
    z.prefault(section, {}),
    "Settings for trailkey lint -c. They have no effect on what is generated.",
  );
}

/** The config as a user writes it. */
export type WrittenConfig = z.input<ReturnType<typeof configSchema>>;

/** The config with every default that does not follow from another option. */
export type FilledConfig = z.output<ReturnType<typeof configSchema>>;
