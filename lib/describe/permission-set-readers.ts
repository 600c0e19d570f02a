import { permissionSetNameRule } from "../config/rules";
import type { Config } from "../config/config";
import type { Input } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import { call, each, input, text } from "../terraform/expression";
import { grantInputs } from "./part";
import type { Scope } from "./scope";
import { isOpen } from "./scope";
import { accountRoot } from "./statement";

const inputName = "reader_permission_set_names";

export const permissionSetInputs = (config: Config): readonly Input[] =>
  grantInputs(
    isOpen(config),
    inputName,
    "Names of IAM Identity Center permission sets whose roles in the key's account can decrypt the logs: 1 to 32 characters each. The permission set must allow it too.",
    permissionSetNameRule,
    config.readers.flatMap((reader) => (reader.kind === "permissionSet" ? [reader.name] : [])),
  );

export const permissionSetNames: Expression = input(inputName);

/**
 * The ARNs of the sets' roles, as patterns: with the Region of IAM Identity Center in their path, and without where that
 * is us-east-1. The suffix has 16 characters: `*` would also match a longer name that begins alike.
 */
export const permissionSetRoles = ({ partition, keyAccount }: Scope): Expression =>
  call(
    "setunion",
    each(
      "name",
      permissionSetNames,
      (name) =>
        text`arn:${partition}:iam::${keyAccount}:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_${name}_????????????????`,
    ),
    each(
      "name",
      permissionSetNames,
      (name) =>
        text`arn:${partition}:iam::${keyAccount}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${name}_????????????????`,
    ),
  );

/** A pattern cannot be a principal: the condition says which roles of the account are meant. */
export const rootOfKeyAccount = ({ partition, keyAccount }: Scope): Expression =>
  accountRoot(partition, keyAccount);
