import * as z from "zod/mini";
import { keywordsOf } from "./keywords";
import type { IsOpaque } from "./opaque";
import { checked, described, oneOf, text, wholeNumber } from "./option";
import * as rules from "./rules";

// Examples that go together with those of the rules in one config.
const otherAccountRule = { ...rules.accountIdRule, example: "333333333333" };
const administratorRule = {
  ...rules.iamPrincipalArnRule,
  example: "arn:aws:iam::111111111111:role/KeyAdmin",
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
        "Where the JSON Schema of this file is, for editors. trailkey does not read it. Default: none.",
      ),
      name: described(
        text(rules.trailNameRule, opaque),
        "Names the trail, the key's alias and the generated module, unless they have names of their own.",
      ),
      account: described(
        z._default(z.nullable(text(rules.accountIdRule, opaque)), null),
        "The account that owns the trail: 12 digits, in quotes. null: the provider's account.",
      ),
      region: described(
        z._default(z.nullable(text(rules.regionRule, opaque)), null),
        "Home Region of the trail; the partition follows from it. null: the provider's Region.",
      ),
      trail: trailSchema(opaque),
      key: keySchema(opaque),
      bucket: bucketSchema(opaque),
      protect: described(
        z._default(z.boolean(), true),
        "Puts prevent_destroy on the key and the bucket that are created here. false: for sandboxes.",
      ),
      module: moduleSchema(),
      encryptFor: described(
        z._default(z.array(sourceSchema(opaque)), []),
        "Further trails that may encrypt with the key: account IDs (every trail of that account) or trail ARNs.",
      ),
      readers: described(
        z._default(z.array(readerSchema(opaque)), []),
        "Who may decrypt the logs. Users and roles must exist before the key policy is created.",
      ),
      tags: tagsSchema(),
      lint: lintSchema(opaque),
    }),
    "A CloudTrail trail whose logs are encrypted with a KMS key of its own.",
  );
}

function moduleSchema() {
  const section = z.strictObject({
    variables: described(
      z._default(z.enum(["config", "all"]), "config"),
      "Which values are variables of the module. config: those that the config names, with its values as defaults. all: for a module that others call: whatever grants is a variable with an empty default, and names that are unique worldwide must be given.",
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
    multiRegion: described(z._default(z.boolean(), true), "Whether the trail logs every Region."),
    logFileValidation: described(
      z._default(z.boolean(), true),
      "Whether CloudTrail writes digests that prove the logs unchanged.",
    ),
  });
  return described(
    z.prefault(z.union([z.literal(false), section]), {}),
    "The trail. false: builds the key alone, for trails that are made elsewhere.",
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
      "The key's description. null: a sentence with the trail's name.",
    ),
    rotationDays: described(
      z._default(wholeNumber(rules.rotationRule, opaque), 365),
      `Days between two rotations of the key, ${rules.boundsOf(rules.rotationRule)}.`,
    ),
    deletionWindowDays: described(
      z._default(wholeNumber(rules.deletionWindowRule, opaque), 30),
      `Days for which a key to be deleted can still be recovered, ${rules.boundsOf(rules.deletionWindowRule)}.`,
    ),
    multiRegion: described(
      z._default(z.boolean(), false),
      "Whether the key can have replicas in other Regions. It cannot be changed later.",
    ),
    administrators: described(
      z._default(z.array(text(administratorRule, opaque)), []),
      "ARNs of roles and users of the key's account that manage the key and cannot decrypt with it.",
    ),
    style: described(
      z._default(z.enum(["strict", "aws-docs", "console"]), "strict"),
      "How the key policy is written: strict (least privilege), aws-docs (as AWS's page), console (as the console's default).",
    ),
    existing: described(
      z._default(z.nullable(text(rules.keyArnRule, opaque)), null),
      "ARN of a key to adopt. Its policy is not managed, only given as an output. null: creates a key.",
    ),
    handedOver: described(
      z._default(z.boolean(), false),
      "Whether this module created the existing key earlier and now lets go of it without destroying it.",
    ),
  });
  return described(z.prefault(section, {}), "The KMS key that encrypts the logs.");
}

function bucketSchema(opaque: IsOpaque) {
  const section = z.strictObject({
    name: described(text(rules.bucketNameRule, opaque), "The bucket's name, unique across all AWS accounts."),
    existing: described(
      z._default(z.boolean(), false),
      "Whether the bucket and its policy are somebody else's. true: the policy it needs is given as an output.",
    ),
    handedOver: described(
      z._default(z.boolean(), false),
      "Whether this module created the existing bucket earlier and now lets go of it without destroying it.",
    ),
    account: described(
      z._default(z.nullable(text(otherAccountRule, opaque)), null),
      "Owner of an existing bucket: 12 digits, in quotes. null: the trail's account.",
    ),
    region: described(
      z._default(z.nullable(text(rules.regionRule, opaque)), null),
      "Region of an existing bucket; the key must be in it. null: the trail's Region.",
    ),
    prefix: described(
      z._default(z.nullable(text(rules.bucketPrefixRule, opaque)), null),
      "Folder in the bucket under which AWSLogs/ stands. null: none.",
    ),
    bucketKey: described(
      z._default(z.boolean(), true),
      "Whether the bucket uses an S3 Bucket Key, which saves calls to KMS and needs CloudTrail to decrypt.",
    ),
    deliverFrom: described(
      z._default(z.array(sourceSchema(opaque)), []),
      "Further trails that may deliver into the bucket: account IDs (every trail of that account) or trail ARNs.",
    ),
  });
  return described(
    z.optional(section),
    "The bucket that the logs go to. Needed by a trail; beside trail: false it must be an existing one. Default: none.",
  );
}

/** Trails named by their account, or one by its ARN; with a key where the text does not tell which. */
function sourceSchema(opaque: IsOpaque) {
  const bare = text(otherAccountRule, opaque, rules.trailArnRule).check(
    checked((value) => (opaque(value) ? { code: "account-or-trail", args: {} } : undefined)),
  );
  return oneOf([
    bare,
    z.strictObject({
      account: described(text(otherAccountRule, opaque), "An account: every trail of it is meant."),
    }),
    z.strictObject({ trail: described(text(rules.trailArnRule, opaque), "The ARN of one trail.") }),
  ]);
}

function readerSchema(opaque: IsOpaque) {
  const role = z.strictObject({
    name: described(text(rules.createdRoleNameRule, opaque), "Name of the role to create."),
    trustedAccounts: described(
      z.array(text(otherAccountRule, opaque)).check(z.minLength(1)),
      "Other accounts whose IAM decides who there may assume the role.",
    ),
  });
  return oneOf([
    z.strictObject({
      user: described(
        text(rules.iamUserNameRule, opaque, rules.iamUserArnRule),
        "An IAM user of the key's account: its name, with its path if it has one (team/Bob), or its ARN.",
      ),
    }),
    z.strictObject({
      role: described(
        text(rules.iamRoleNameRule, opaque, rules.iamRoleArnRule),
        "An IAM role of the key's account: its name, with its path if it has one, or its ARN.",
      ),
    }),
    z.strictObject({
      account: described(
        text(otherAccountRule, opaque),
        "Another account. Its own IAM decides who there may decrypt the logs.",
      ),
    }),
    z.strictObject({
      assumableRole: described(
        role,
        "A role to create in the trail's account, for readers of other accounts.",
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
    `Tags of every resource that can have them; at most ${rules.maximumTags}.`,
  );
}

/** Which rules there are is lint's to say: a rule of another name is refused there. */
function lintSchema(opaque: IsOpaque) {
  const suppression = z.strictObject({
    rule: described(text(rules.lintRuleRule, opaque), "The rule whose findings are suppressed."),
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
      "The last day on which the suppression holds (UTC), such as 2027-06-30. Default: it does not end.",
    ),
  });
  const names = z.string().check(z.meta(keywordsOf(rules.lintRuleRule)));
  const severities = z.enum(["error", "warning", "note", "off"]).check(z.meta({ examples: ["error"] }));
  const section = z.strictObject({
    trust: described(
      z._default(z.array(text(otherAccountRule, opaque)), []),
      "Further accounts that a key policy may let in, beside those that the config names.",
    ),
    severity: described(
      z._default(z.record(names, severities), {}),
      "Severities of rules in place of their own, such as service-without-context: off.",
    ),
    ignore: described(
      z._default(z.array(suppression), []),
      "Findings that are accepted, each with its reason.",
    ),
  });
  return described(
    z.prefault(section, {}),
    "How trailkey lint -c judges. Nothing that is generated depends on it.",
  );
}

/** The config as a user writes it. */
export type WrittenConfig = z.input<ReturnType<typeof configSchema>>;

/** The config with every default that does not follow from another option. */
export type FilledConfig = z.output<ReturnType<typeof configSchema>>;
