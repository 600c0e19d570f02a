import type { Config, KeyConfig } from "../config/config";
import {
  aliasRule,
  boundsOf,
  deletionWindowRule,
  keyDescriptionRule,
  iamPrincipalArnRule,
  keyArnRule,
  rotationRule,
} from "../config/rules";
import type { Expression } from "../terraform/expression";
import { attributeOf, input, json, literal, segment, text } from "../terraform/expression";
import type { Block, Input, Output } from "../terraform/blueprint";
import { keyPolicy } from "./key-policy";
import type { Part } from "./part";
import { attribute } from "./part";
import { readerInputs } from "./reader-principals";
import { readerRoles } from "./reader-roles";
import type { Scope } from "./scope";
import { createdKeyArn } from "./scope";
import { toEncrypt, trailSourceInputs, trailSources } from "./trail-sources";

/** The key with its alias and policy; or, for a key that exists, the policy that its owner must put. */
export function keyPart(scope: Scope): Part {
  const { config } = scope;
  const sources = trailSources(scope, toEncrypt, config.encryptFor);
  const document = keyPolicy(scope, sources);
  const policies = [{ name: "key", document }];
  const shared = [
    ...policyInputs(config.key),
    ...trailSourceInputs(toEncrypt, config.encryptFor, config),
    ...readerInputs(config.readers),
  ];
  return config.key.existing === null
    ? {
        inputs: [...createdKeyInputs(config.key), ...shared],
        locals: sources.locals,
        resources: [key(config), alias(), policyOfKey(config, document)],
        outputs: createdKeyOutputs,
        policies,
      }
    : {
        inputs: [adoptedKeyInput(config.key.existing), ...shared],
        locals: [{ name: "key_account_id", value: segment(input("key_arn"), ":", 4) }, ...sources.locals],
        outputs: [neededKeyPolicy(document)],
        policies,
      };
}

function createdKeyInputs(key: KeyConfig): readonly Input[] {
  return [
    {
      name: "key_alias",
      description: "Alias of the key, without alias/.",
      type: "string",
      value: key.alias,
      rule: aliasRule,
    },
    ...(key.description === null
      ? []
      : [
          {
            name: "key_description",
            description: "Description of the key.",
            type: "string",
            value: key.description,
            rule: keyDescriptionRule,
          } as const,
        ]),
    {
      name: "key_rotation_period_in_days",
      description: `Days after which KMS rotates the key material, ${boundsOf(rotationRule)}.`,
      type: "number",
      value: key.rotationDays,
      rule: rotationRule,
    },
    {
      name: "key_deletion_window_in_days",
      description: `Days between scheduling the key's deletion and losing every log encrypted with it, ${boundsOf(deletionWindowRule)}.`,
      type: "number",
      value: key.deletionWindowDays,
      rule: deletionWindowRule,
    },
  ];
}

const adoptedKeyInput = (arn: string): Input => ({
  name: "key_arn",
  description:
    "ARN of the KMS key that encrypts the logs. Its policy is its owner's: see the output key_policy.",
  type: "string",
  value: arn,
  rule: keyArnRule,
});

const policyInputs = (key: KeyConfig): readonly Input[] =>
  key.administrators.length === 0
    ? []
    : [
        {
          name: "key_administrator_arns",
          description:
            "ARNs of the IAM users and roles that manage the key and cannot decrypt with it. They must exist.",
          type: "list(string)",
          value: key.administrators,
          rule: iamPrincipalArnRule,
          minItems: 1,
        },
      ];

function key(config: Config): Block {
  return {
    type: "aws_kms_key",
    name: "this",
    concern: "key",
    comment: "Logs that this key has encrypted cannot be read once it is gone.",
    args: [
      attribute("description", descriptionOf(config)),
      attribute("enable_key_rotation", literal(true)),
      attribute("rotation_period_in_days", input("key_rotation_period_in_days")),
      attribute("deletion_window_in_days", input("key_deletion_window_in_days")),
      ...(config.key.multiRegion ? [attribute("multi_region", literal(true))] : []),
      attribute("tags", input("tags")),
    ],
  };
}

function descriptionOf(config: Config): Expression {
  if (config.key.description !== null) return input("key_description");
  return config.trail === null
    ? literal("Encrypts CloudTrail logs")
    : text`Encrypts the logs of the CloudTrail trail ${input("trail_name")}`;
}

const alias = (): Block => ({
  type: "aws_kms_alias",
  name: "this",
  concern: "key",
  args: [
    attribute("name", text`alias/${input("key_alias")}`),
    attribute("target_key_id", attributeOf("aws_kms_key", "this", "key_id")),
  ],
});

const policyOfKey = (config: Config, document: Expression): Block => ({
  type: "aws_kms_key_policy",
  name: "this",
  concern: "key",
  comment: "In a key policy the resource * is this key and nothing else.",
  args: [
    attribute("key_id", attributeOf("aws_kms_key", "this", "key_id")),
    attribute("policy", json(document)),
  ],
  // KMS refuses a policy that names a role which does not exist yet.
  dependsOn: readerRoles(config.readers).map((role) => `aws_iam_role.${role.slug}`),
});

const createdKeyOutputs: readonly Output[] = [
  { name: "key_arn", description: "ARN of the key that encrypts the logs.", value: createdKeyArn },
  {
    name: "key_id",
    description: "Id of the key that encrypts the logs.",
    value: attributeOf("aws_kms_key", "this", "key_id"),
  },
  {
    name: "key_alias",
    description: "Alias of the key, with alias/.",
    value: attributeOf("aws_kms_alias", "this", "name"),
  },
  {
    name: "key_policy",
    description: "Policy of the key, as JSON.",
    value: attributeOf("aws_kms_key_policy", "this", "policy"),
  },
];

const neededKeyPolicy = (document: Expression): Output => ({
  name: "key_policy",
  description:
    "Statements, as a JSON policy, that the owner of the key must have in its policy before the trail can be created. `trailkey merge` adds what is missing.",
  value: json(document),
});
