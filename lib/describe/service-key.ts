import { isKeyOf } from "../config/key-owner";
import type { Block, NamedPolicy } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import { attributeOf, call, input, json, literal, policy, text } from "../terraform/expression";
import { attribute } from "./part";
import type { Scope } from "./scope";
import { administratorArnsInput, mayHaveAdministrators } from "./scope";
import type { StatementExpression } from "./statement";
import { policyDocument, whereAny } from "./statement";
import { administratorsManageKey } from "./statements/administrators-manage-key";
import { enableIamPolicies } from "./statements/enable-iam-policies";

/** A key that is created beside that of the logs, in the account that creates the trail or that of another provider. */
export interface ServiceKey {
  /** The name of its resources: `aws_kms_key.NAME`. */
  readonly name: string;
  readonly file: string;
  /** The name of its policy, which `trailkey policy` takes. */
  readonly policy: string;
  /** What it encrypts, as a description ends: "the log group". */
  readonly encrypts: string;
  /** Ends the alias. */
  readonly alias: string;
  /** Who uses it. */
  readonly statement: StatementExpression;
  /** Whether what it encrypts is kept, so that Terraform must not destroy it. */
  readonly holdsData: boolean;
  readonly comment: string;
}

export const serviceKeyArn = (name: string): Expression => attributeOf("aws_kms_key", name, "arn");
export const serviceKeyPolicyAddress = (name: string): string => `aws_kms_key_policy.${name}`;

/** The key with its alias and policy. */
export const serviceKeyBlocks = (
  { config }: Scope,
  { name, file, policy: named, encrypts, alias, holdsData, comment }: ServiceKey,
): readonly Block[] => {
  const keyId = attributeOf("aws_kms_key", name, "key_id");
  const isCreated = config.key.existing === null;
  return [
    {
      mode: "resource",
      type: "aws_kms_key",
      name,
      file,
      comment,
      args: [
        attribute(
          "description",
          text`Encrypts ${literal(encrypts)} of the CloudTrail trail ${input("trail_name")}`,
        ),
        attribute("enable_key_rotation", literal(true)),
        ...(isCreated
          ? [
              attribute("rotation_period_in_days", input("key_rotation_period_in_days")),
              attribute("deletion_window_in_days", input("key_deletion_window_in_days")),
            ]
          : []),
        attribute("tags", input("tags")),
      ],
      ...(holdsData && { lifecycle: { preventDestroy: config.protect } }),
    },
    {
      mode: "resource",
      type: "aws_kms_alias",
      name,
      file,
      args: [
        // Names of trails may have dots, and aliases none.
        attribute(
          "name",
          text`alias/cloudtrail-${call("replace", input("trail_name"), literal("."), literal("-"))}-${literal(alias)}`,
        ),
        attribute("target_key_id", keyId),
      ],
    },
    {
      mode: "resource",
      type: "aws_kms_key_policy",
      name,
      file,
      args: [attribute("key_id", keyId), attribute("policy", json(policy(named)))],
    },
  ];
};

/** Administrators of the key of the logs manage it too, where they are in its account. */
export const serviceKeyPolicy = (
  scope: Scope,
  { policy: name, statement }: ServiceKey,
  provider: string | null = null,
): NamedPolicy => {
  const arns = input(administratorArnsInput);
  const owner = scope.accountOf(provider);
  return {
    name,
    owner,
    rules: "key",
    document: policyDocument([
      enableIamPolicies({ partition: scope.partition, keyAccount: owner }),
      statement,
      ...(mayHaveAdministrators(scope) && isKeyOf(scope.config, provider)
        ? [whereAny(scope.open, arns, administratorsManageKey(arns, false))]
        : []),
    ]),
  };
};
