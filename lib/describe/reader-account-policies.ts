import type { Block, Output } from "../terraform/blueprint";
import { attributeOf, input, literal, local, object } from "../terraform/expression";
import { keyPolicyAddress } from "./key";
import { attribute } from "./part";
import type { Scope } from "./scope";

const type = "aws_iam_policy";

/**
 * The policy that readers need, in each account that reads and that the deployment is signed in to. Who has it is for that
 * account to say. In a module for others, the caller says which accounts read.
 */
export const policiesOfReaderAccounts = ({
  config,
  open,
}: Scope): readonly (Block & { provider: string })[] =>
  Object.entries(config.accounts)
    .filter(
      ([, id]) => !open && config.readers.some((reader) => reader.kind === "account" && reader.id === id),
    )
    .map(([alias]) => ({
      mode: "resource",
      type,
      name: `reader_${alias}`,
      file: "readers.tf",
      comment: "Attach this policy to the users and roles of this account that read the logs.",
      provider: alias,
      args: [
        // Names of policies are unique in an account, which may read the logs of several trails.
        attribute("name_prefix", literal("read-cloudtrail-logs-")),
        attribute("description", literal("Allows users and roles to read CloudTrail logs")),
        attribute("policy", local("reader_policy")),
        attribute("tags", input("tags")),
      ],
    }));

export const policyArns = (
  { config }: Scope,
  policies: readonly { readonly name: string; readonly provider: string }[],
): Output => ({
  name: "reader_policy_arns",
  description:
    "ARNs of the IAM policies that this module creates for readers, by the name of their account. Attach them to the users and roles of that account that read the logs.",
  value: object(
    Object.fromEntries(policies.map(({ name, provider }) => [provider, attributeOf(type, name, "arn")])),
  ),
  ...(config.key.existing === null && {
    dependsOn: [keyPolicyAddress],
    comment: "Readers can use the key only after its policy is attached.",
  }),
});
