import { partitionPattern, regionPattern } from "./partition";
import type { NumberRule, Pattern, TextRule } from "./value-rule";

const ipv4Address: Pattern = {
  pattern: "^[0-9]{1,3}([.][0-9]{1,3}){3}$",
  says: "look like an IPv4 address",
};

const account = "[0-9]{12}";
const iamName = "[A-Za-z0-9_+=,.@-]{1,64}";
const iamPathAndName = `(?:[A-Za-z0-9_+=,.@-]+/)*${iamName}`;

/** https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html */
export const accountIdRule: TextRule = {
  kind: "text",
  what: "an AWS account ID",
  expected: "12 digits",
  patterns: [{ pattern: `^${account}$`, says: "consist of 12 digits" }],
  example: "111111111111",
};

/** The other config of `extends`. Whether it is there is found out by reading it. */
export const configPathRule: TextRule = {
  kind: "text",
  what: "the path of a config",
  expected: "the path of a .yaml, .yml, .json or .ts file",
  minLength: 1,
  patterns: [{ pattern: "[.](ya?ml|json|ts)$", says: "end in .yaml, .yml, .json or .ts" }],
  example: "../base.yaml",
};

/**
 * The name of an account: an alias of the AWS provider, with which names of variables begin.
 * https://developer.hashicorp.com/terraform/language/providers/configuration#alias-multiple-provider-configurations
 */
export const accountNameRule: TextRule = {
  kind: "text",
  what: "the name of an account",
  expected: "1 to 64 lowercase letters, digits and _, starting with a letter",
  maxLength: 64,
  patterns: [
    {
      pattern: "^[a-z][a-z0-9_]*$",
      says: "contain only lowercase letters, digits and _, and start with a letter",
    },
  ],
  forbidden: [{ pattern: "^(aws|default|current|this)$", says: "be aws, default, current or this" }],
  example: "log_archive",
};

/** Where a bucket is: a name from `accounts`, or the ID of an existing bucket's owner. */
export const bucketAccountRule: TextRule = {
  kind: "text",
  what: "the bucket's account",
  expected: "a name from accounts, or 12 digits for an existing bucket",
  patterns: [
    {
      pattern: `^(${account}|[a-z][a-z0-9_]{0,63})$`,
      says: "be a name from accounts, or 12 digits for an existing bucket",
    },
  ],
  example: "333333333333",
};

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
export const organizationIdRule: TextRule = {
  kind: "text",
  what: "an organization ID",
  expected: "o- and 10 to 32 lowercase letters and digits",
  patterns: [{ pattern: "^o-[a-z0-9]{10,32}$", says: "be o- and 10 to 32 lowercase letters and digits" }],
  example: "o-abcd123456",
};

/**
 * How many delegated administrators CloudTrail can have in an organization.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html
 */
export const maximumDelegatedAdministrators = 3;

/** https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
export const regionRule: TextRule = {
  kind: "text",
  what: "an AWS Region",
  expected: "a Region code",
  patterns: [{ pattern: `^${regionPattern}$`, says: "be a Region code" }],
  example: "us-east-1",
};

const comparison = "(=|!=|>=|<=|>|<|~>)? *[0-9]{1,6}([.][0-9]{1,6}){0,2}";

/**
 * A version constraint of Terraform, without pre-releases, which only `=` would allow.
 * https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export const providerVersionRule: TextRule = {
  kind: "text",
  what: "a version constraint",
  expected: "a version constraint of Terraform",
  maxLength: 200,
  patterns: [
    {
      pattern: `^ *${comparison}( *, *${comparison})* *$`,
      says: "consist of versions with =, !=, >, >=, <, <= or ~> in front, separated by commas",
    },
  ],
  example: ">= 6.40",
};

export const lintRuleRule: TextRule = {
  kind: "text",
  what: "a lint rule",
  expected: "the name of a rule, as `trailkey explain` lists them",
  patterns: [{ pattern: "^[a-z]+(-[a-z]+)*$", says: "consist of lower-case words with hyphens" }],
  example: "reader-without-context",
};

export const sidRule: TextRule = {
  kind: "text",
  what: "a Sid",
  expected: "the Sid of a statement",
  minLength: 1,
  example: "AllowLogReaders",
};

export const policyFileRule: TextRule = {
  kind: "text",
  what: "a file",
  expected: "the name of a file",
  minLength: 1,
  example: "key-policy.json",
};

export const reasonRule: TextRule = {
  kind: "text",
  what: "a reason",
  expected: "the reason why the finding is accepted",
  minLength: 1,
  patterns: [{ pattern: "[^ ]", says: "contain more than spaces" }],
  example: "The auditor reads backups with this key too.",
};

/** Days that no year has are refused; the 29th of February always passes. */
export const dayRule: TextRule = {
  kind: "text",
  what: "a day",
  expected: "YYYY-MM-DD",
  patterns: [
    {
      pattern:
        "^[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$",
      says: "be a day of the calendar, YYYY-MM-DD",
    },
  ],
  example: "2027-06-30",
};

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html */
export const trailNameRule: TextRule = {
  kind: "text",
  what: "a trail name",
  expected: "3 to 128 letters, digits and single . _ - between them",
  minLength: 3,
  maxLength: 128,
  patterns: [
    {
      pattern: "^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$",
      says: "contain only letters, digits and . _ -, start and end with a letter or digit, and not have two of . _ - in a row",
    },
  ],
  forbidden: [ipv4Address],
  example: "org-audit",
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const bucketNameRule: TextRule = {
  kind: "text",
  what: "a bucket name",
  expected: "3 to 63 lowercase letters, digits, hyphens and dots",
  minLength: 3,
  maxLength: 63,
  patterns: [
    {
      pattern: "^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$",
      says: "contain only lowercase letters, digits, - and ., and start and end with a letter or digit",
    },
  ],
  forbidden: [
    { pattern: "[.][.]|[.]-|-[.]", says: "have a . next to another . or a -" },
    ipv4Address,
    { pattern: "^(xn--|sthree-|amzn-s3-demo-)", says: "start with xn--, sthree- or amzn-s3-demo-" },
    {
      pattern: "(-s3alias|--ol-s3|[.]mrap|--x-s3|--table-s3)$",
      says: "end with -s3alias, --ol-s3, .mrap, --x-s3 or --table-s3",
    },
  ],
  example: "org-audit-logs",
};

/**
 * The characters are those that S3 calls safe or in need of handling, without `*`, `?` and `$`: in a policy
 * these are wildcards and variables, and would open more than the trail's folder.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
 */
export const bucketPrefixRule: TextRule = {
  kind: "text",
  what: "a key prefix for the logs",
  expected: "1 to 200 characters with no slash at either end",
  minLength: 1,
  maxLength: 200,
  patterns: [
    {
      pattern: "^[A-Za-z0-9/!_.'()&@=;:+, -]*$",
      says: "contain only letters, digits, spaces and / ! - _ . ' ( ) & @ = ; : + ,",
    },
  ],
  forbidden: [{ pattern: "^/|/$", says: "start or end with a slash" }],
  example: "audit",
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
export const aliasRule: TextRule = {
  kind: "text",
  what: "a key's alias",
  expected: "1 to 250 letters, digits, /, _ and -, without the prefix alias/",
  minLength: 1,
  // KMS counts 256 with `alias/`.
  maxLength: 250,
  patterns: [{ pattern: "^[a-zA-Z0-9/_-]*$", says: "contain only letters, digits, /, _ and -" }],
  forbidden: [
    { pattern: "^aws", says: "start with aws, which is reserved for AWS" },
    { pattern: "^alias/", says: "start with alias/, which is added automatically" },
  ],
  example: "org-audit",
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html */
export const keyDescriptionRule: TextRule = {
  kind: "text",
  what: "a key's description",
  expected: "at most 8192 characters",
  maxLength: 8192,
  example: "Encrypts the audit logs",
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
export const deletionWindowRule = daysRule("the waiting period before a key is deleted", 7, 30, 30);

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html */
export const rotationRule = daysRule("a key's rotation period", 90, 2560, 365);

/** https://docs.aws.amazon.com/kms/latest/developerguide/find-cmk-id-arn.html */
export const keyArnRule: TextRule = {
  kind: "text",
  what: "the ARN of a KMS key",
  expected: "arn:PARTITION:kms:REGION:ACCOUNT:key/ID",
  patterns: [
    {
      pattern: `^arn:${partitionPattern}:kms:${regionPattern}:${account}:key/(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$`,
      says: "be arn:PARTITION:kms:REGION:ACCOUNT:key/ID",
    },
  ],
  example: "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html */
export const trailArnRule: TextRule = {
  kind: "text",
  what: "the ARN of a trail",
  expected: "arn:PARTITION:cloudtrail:REGION:ACCOUNT:trail/NAME",
  patterns: [
    {
      pattern: `^arn:${partitionPattern}:cloudtrail:${regionPattern}:${account}:trail/[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]$`,
      says: "be arn:PARTITION:cloudtrail:REGION:ACCOUNT:trail/NAME, with a NAME of 3 to 128 characters that starts and ends with a letter or digit",
    },
  ],
  example: "arn:aws:cloudtrail:us-east-1:222222222222:trail/audit",
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const iamUserNameRule: TextRule = iamNameRule("user", "Bob");

/** A role that exists, so its path may stand before its name. */
export const iamRoleNameRule: TextRule = iamNameRule("role", "Auditor");

/** A role to create. Its path stands apart. */
export const createdRoleNameRule: TextRule = {
  kind: "text",
  what: "the name of an IAM role to create",
  expected: "1 to 64 letters, digits and _ + = , . @ -",
  patterns: [{ pattern: `^${iamName}$`, says: "be 1 to 64 letters, digits and _ + = , . @ -" }],
  example: "CloudTrailReadRole",
};

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const externalIdRule: TextRule = {
  kind: "text",
  what: "an external ID",
  expected: "2 to 1224 letters, digits and _ + = , . @ : / -",
  minLength: 2,
  maxLength: 1224,
  patterns: [
    { pattern: "^[A-Za-z0-9_+=,.@:/-]*$", says: "contain only letters, digits and _ + = , . @ : / -" },
  ],
  example: "trailkey-7f3a",
};

/**
 * IAM takes more characters. Of those, `*`, `?` and `$` would be wildcards and variables in a policy.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
export const iamPathRule: TextRule = {
  kind: "text",
  what: "the path of an IAM role",
  expected: "/ or /NAME/, up to 512 characters",
  maxLength: 512,
  patterns: [
    {
      pattern: "^/([A-Za-z0-9_+=,.@-]+/)*$",
      says: "start and end with a slash, with letters, digits and _ + = , . @ - between slashes",
    },
  ],
  example: "/audit/",
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
export const policyArnRule: TextRule = {
  kind: "text",
  what: "the ARN of an IAM policy",
  expected: "arn:PARTITION:iam::ACCOUNT:policy/NAME",
  patterns: [
    {
      pattern: `^arn:${partitionPattern}:iam::(?:${account}|aws):policy/(?:[A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,128}$`,
      says: "be arn:PARTITION:iam::ACCOUNT:policy/NAME",
    },
  ],
  example: "arn:aws:iam::aws:policy/ReadOnlyAccess",
};

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html */
export const permissionSetNameRule: TextRule = {
  kind: "text",
  what: "the name of a permission set",
  expected: "1 to 32 letters, digits and _ + = , . @ -",
  minLength: 1,
  maxLength: 32,
  patterns: [
    {
      pattern: "^[A-Za-z0-9_+=,.@-]*$",
      says: "contain only letters, digits and _ + = , . @ -, and no wildcards",
    },
  ],
  example: "Auditor",
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
export const iamUserArnRule: TextRule = iamArnRule("user", "an IAM user");
export const iamRoleArnRule: TextRule = iamArnRule("role", "an IAM role");
export const iamPrincipalArnRule: TextRule = iamArnRule("(?:user|role)", "an IAM user or role");

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export const tagKeyRule: TextRule = {
  kind: "text",
  what: "a tag key",
  expected: "1 to 128 characters that do not start with aws:",
  minLength: 1,
  maxLength: 128,
  forbidden: [{ pattern: "^[aA][wW][sS]:", says: "start with aws:, which is reserved for AWS" }],
  example: "team",
};

export const tagValueRule: TextRule = {
  kind: "text",
  what: "a tag value",
  expected: "at most 256 characters",
  maxLength: 256,
  example: "security",
};

/** How many tags AWS lets a resource have. */
export const maximumTags = 50;

/** The bounds of a rule, as a description of the value ends: `90 to 2560`. */
export const boundsOf = ({ minimum, maximum }: NumberRule): string => `${minimum} to ${maximum}`;

function daysRule(what: string, minimum: number, maximum: number, example: number): NumberRule {
  const expected = `a whole number of days from ${minimum} to ${maximum}`;
  return { kind: "number", what, expected, minimum, maximum, example };
}

function iamNameRule(kind: "user" | "role", example: string): TextRule {
  return {
    kind: "text",
    what: `the name of an IAM ${kind}`,
    expected: "1 to 64 letters, digits and _ + = , . @ -, preceded by its path if it has one (team/NAME)",
    minLength: 1,
    // The path takes up to 512 characters, of which the first slash is not written.
    maxLength: 575,
    patterns: [
      {
        pattern: `^${iamPathAndName}$`,
        says: "be 1 to 64 letters, digits and _ + = , . @ -, preceded by its path, such as team/, if it has one",
      },
    ],
    example,
  };
}

function iamArnRule(kind: string, what: string): TextRule {
  const shown = kind.startsWith("(") ? "user/NAME or arn:PARTITION:iam::ACCOUNT:role/NAME" : `${kind}/NAME`;
  return {
    kind: "text",
    what: `the ARN of ${what}`,
    expected: `arn:PARTITION:iam::ACCOUNT:${shown}`,
    patterns: [
      {
        pattern: `^arn:${partitionPattern}:iam::${account}:${kind}/${iamPathAndName}$`,
        says: `be arn:PARTITION:iam::ACCOUNT:${shown}`,
      },
    ],
    example: `arn:aws:iam::111111111111:${kind === "user" ? "user/Bob" : "role/Auditor"}`,
  };
}
