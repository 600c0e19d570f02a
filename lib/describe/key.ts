import type { Config } from "../config/config";
import { isControlTower } from "../config/control-tower";
import { isRolesAlone } from "../config/roles-alone";
import {
  aliasRule,
  boundsOf,
  deletionWindowRule,
  iamPrincipalArnRule,
  keyArnRule,
  keyDescriptionRule,
  rotationRule,
} from "../config/rules";
import type { Block, Input, Local, Output } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import {
  accountOfArn,
  attributeOf,
  conditional,
  input,
  json,
  literal,
  local,
  operator,
  policy,
  text,
} from "../terraform/expression";
import { number, string } from "../terraform/type";
import { keyPolicyStatements } from "./key-policy";
import { ownStatementInputs, ownStatementsInput } from "./own-statements";
import type { Part } from "./part";
import { attribute, grantInputs, inputOf, optionalInputs } from "./part";
import { identityLocals } from "./identity-checks";
import { keyPolicyChecks } from "./key-policy-checks";
import { readerInputs } from "./reader-principals";
import { readerRoleInputs } from "./reader-roles";
import type { Scope } from "./scope";
import {
  administratorArnsInput,
  createdKeyArn,
  isOpen,
  keyOwnerLocal,
  mayHaveReaders,
  withProvider,
} from "./scope";
import { policyDocument } from "./statement";
import { toEncrypt, trailSourceInputs, trailSources } from "./trail-sources";

export const keyPolicyAddress = "aws_kms_key_policy.this";

/** The key with its alias and policy; or, for a key that exists, the policy that its owner must attach. */
export function keyPart(scope: Scope): Part {
  const { config, open } = scope;
  const alone = isRolesAlone(config);
  const sources = trailSources(scope, toEncrypt, config.encryptFor);
  const { statements, locals: ofStatements } = keyPolicyStatements(scope, sources);
  const locals = [...sources.locals, ...ofStatements, ...identityLocals(scope)];
  const policies = [
    {
      name: "key",
      owner: scope.keyAccount,
      // Roles alone offer no statements: the policy is what the key's owner needs for them.
      document: policyDocument(statements, open && !alone ? input(ownStatementsInput) : undefined),
      rules: "key",
    },
  ] as const;
  const shared = [
    ...policyInputs(scope),
    ...trailSourceInputs(toEncrypt, config.encryptFor, config),
    ...readerInputs(config),
    ...ownStatementInputs(config),
  ];
  const created = [key(config), alias(), policyOfKey(scope)].map((block) => ({
    ...block,
    ...withProvider(config.key.provider),
  }));
  if (alone && config.key.existing !== null) {
    return {
      inputs: [adoptedKeyInput(scope, config.key.existing), ...readerRoleInputs(config)],
      locals: [keyAccountLocal(config), ...ofStatements],
      policies,
    };
  }
  if (config.key.existing === null) {
    return {
      inputs: [...createdKeyInputs(config), ...shared],
      locals,
      blocks: created,
      outputs: createdKeyOutputs,
      policies,
    };
  }
  return {
    inputs: [adoptedKeyInput(scope, config.key.existing), ...shared],
    locals: [
      keyAccountLocal(config),
      ...locals,
      {
        name: "key_policy",
        value: json(policy("key")),
        file: "key.tf",
        comment: "What the key's policy needs. Its owner attaches it.",
      },
    ],
    outputs: [neededKeyPolicy],
    policies,
    ...(config.key.handedOver && { handedOver: created }),
  };
}

const keyAccountLocal = (config: Config): Local => ({
  name: keyOwnerLocal(config),
  value: accountOfArn(input("key_arn")),
  comment: "The account that owns the key.",
});

function createdKeyInputs(config: Config): readonly Input[] {
  const { key } = config;
  return [
    inputOf(
      "key_alias",
      `Alias of the key, without the prefix alias/: ${aliasRule.minLength} to ${aliasRule.maxLength} characters. An alias is unique in its account and Region.`,
      string(aliasRule),
      key.alias,
    ),
    ...optionalInputs(isOpen(config), {
      name: descriptionInputName,
      description: `Description of the key, at most ${keyDescriptionRule.maxLength} characters.`,
      otherwise: "what it encrypts",
      type: string(keyDescriptionRule),
      value: key.description,
    }),
    inputOf(
      "key_rotation_period_in_days",
      `Days after which KMS rotates the key material: ${boundsOf(rotationRule)}. Old logs stay readable.`,
      number(rotationRule),
      key.rotationDays,
    ),
    inputOf(
      "key_deletion_window_in_days",
      `Days between scheduling the key's deletion and losing access to every log encrypted with it: ${boundsOf(deletionWindowRule)}. Until then the deletion can be cancelled.`,
      number(deletionWindowRule),
      key.deletionWindowDays,
    ),
  ];
}

const descriptionInputName = "key_description";

const adoptedKeyInput = ({ open, config }: Scope, arn: string): Input => ({
  name: "key_arn",
  description: isRolesAlone(config)
    ? "ARN of the KMS key that encrypts the logs, with the key's ID and not an alias. Its owner must let this account decrypt with it."
    : "ARN of the existing KMS key that encrypts the logs, with the key's ID and not an alias. Its owner manages its policy; see the output key_policy.",
  type: string(keyArnRule),
  value: arn,
  ...(!open && { default: arn }),
});

const policyInputs = ({ config, open }: Scope): readonly Input[] =>
  grantInputs(
    open,
    administratorArnsInput,
    "ARNs of the IAM users and roles of the key's account that manage the key and cannot decrypt with it. They must exist, because KMS refuses a policy that names somebody who does not.",
    iamPrincipalArnRule,
    config.key.administrators,
  );

function key(config: Config): Block {
  return {
    mode: "resource",
    type: "aws_kms_key",
    name: "this",
    file: "key.tf",
    comment: "If this key is deleted, the logs that it encrypted can never be read again.",
    args: [
      attribute("description", keyDescription(config)),
      attribute("enable_key_rotation", literal(true)),
      attribute("rotation_period_in_days", input("key_rotation_period_in_days")),
      attribute("deletion_window_in_days", input("key_deletion_window_in_days")),
      ...(config.key.multiRegion ? [attribute("multi_region", literal(true))] : []),
      attribute("tags", input("tags")),
    ],
    lifecycle: { preventDestroy: config.protect },
  };
}

/** The description of the key and of its replicas. */
export function keyDescription(config: Config): Expression {
  const given = input(descriptionInputName);
  if (isOpen(config))
    return conditional(operator(given, "==", literal(null)), usualDescription(config), given);
  return config.key.description === null ? usualDescription(config) : given;
}

function usualDescription(config: Config): Expression {
  if (isControlTower(config))
    return literal("Encrypts the logs of AWS Control Tower's trail and of AWS Config");
  return config.trail === null
    ? literal("Encrypts CloudTrail logs")
    : text`Encrypts the logs of the CloudTrail trail ${input("trail_name")}`;
}

/** The name of the alias, with its prefix. */
export const keyAlias = text`alias/${input("key_alias")}`;

const alias = (): Block => ({
  mode: "resource",
  type: "aws_kms_alias",
  name: "this",
  file: "key.tf",
  args: [
    attribute("name", keyAlias),
    attribute("target_key_id", attributeOf("aws_kms_key", "this", "key_id")),
  ],
});

function policyOfKey(scope: Scope): Block {
  return {
    mode: "resource",
    type: "aws_kms_key_policy",
    name: "this",
    file: "key.tf",
    comment: policyComment(scope),
    args: [
      attribute("key_id", attributeOf("aws_kms_key", "this", "key_id")),
      attribute("policy", json(policy("key"))),
    ],
    lifecycle: { preconditions: keyPolicyChecks(scope) },
  };
}

function policyComment(scope: Scope): string {
  return [
    'In a key policy, the resource "*" means this key only.',
    ...(scope.open
      ? ["A statement for an empty set is null and left out; those of the caller come last."]
      : []),
    ...(mayHaveReaders(scope, "assumableRole")
      ? [
          "KMS stores a role as its unique ID, so after a reader role is replaced, the next plan attaches the policy again.",
        ]
      : []),
  ].join(" ");
}

const withItsPolicy = {
  dependsOn: [keyPolicyAddress],
  comment: "Principals can use the key only after its policy is attached.",
} as const;

const createdKeyOutputs: readonly Output[] = [
  {
    name: "key_arn",
    description:
      "ARN of the key that encrypts the logs. Pass it to the trails and buckets that use the key, and name it as the resource in IAM policies.",
    value: createdKeyArn,
    ...withItsPolicy,
  },
  {
    name: "key_id",
    description:
      "ID of the key that encrypts the logs. Use it to look the key up in the console or by the AWS CLI, in the key's own account and Region.",
    value: attributeOf("aws_kms_key", "this", "key_id"),
    ...withItsPolicy,
  },
  {
    name: "key_alias",
    description:
      "Alias of the key, with the prefix alias/. Use it to look the key up; IAM policies need the ARN of the output key_arn.",
    value: attributeOf("aws_kms_alias", "this", "name"),
    ...withItsPolicy,
  },
  {
    name: "key_policy",
    description:
      "Policy of the key, as JSON. Use it to review what is attached, for example with trailkey lint.",
    value: attributeOf("aws_kms_key_policy", "this", "policy"),
  },
];

const neededKeyPolicy: Output = {
  name: "key_policy",
  description:
    "Statements, as a JSON policy. The owner of the key must add those for CloudTrail to the key policy before the trail is created, and those for readers before they read logs. The statement for the account itself is needed only if the key policy does not already let it manage the key. The command trailkey merge adds only what is missing.",
  value: local("key_policy"),
};
