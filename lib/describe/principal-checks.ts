import type { Check } from "../terraform/blueprint";
import { accountOfArn, call, each, input, literal, operator, text } from "../terraform/expression";
import { organizationReaderNames } from "./organization-readers";
import type { Scope } from "./scope";
import { mayHaveAdministrators, mayHaveReaders, organizationIdInput } from "./scope";

export const administratorArnsInput = "key_administrator_arns";

/** Whom the policies must not let in, and KMS and S3 would take without a word. */
export const principalChecks = (scope: Scope): readonly Check[] => [
  ...accountChecks(scope),
  ...organizationReaderChecks(scope),
];

/** All accounts of another organization would read the logs. */
export const organizationReaderChecks = (scope: Scope): readonly Check[] =>
  organizationReaderNames(scope).map((name) => ({
    option: "readers[].organization",
    condition: call(
      "alltrue",
      each("id", input(name), (id) => operator(id, "==", input(organizationIdInput))),
    ),
    message: text`Accounts of an organization can read the logs only if it is the trail's, ${input(organizationIdInput)}: all accounts of another organization could read them too.`,
  }));

/** Principals of another account than the key's are a mistake here. */
function accountChecks(scope: Scope): readonly Check[] {
  const named = [
    {
      name: administratorArnsInput,
      option: "key.administrators",
      used: mayHaveAdministrators(scope),
      who: "Administrators of the key",
    },
    {
      name: "reader_arns",
      option: "readers[].user, readers[].role",
      used: mayHaveReaders(scope, "principal"),
      who: "Readers that are named by ARN",
    },
  ];
  return named
    .filter(({ used }) => used)
    .map(({ name, option, who }) => ({
      option,
      condition: call(
        "alltrue",
        each("arn", input(name), (arn) => operator(accountOfArn(arn), "==", scope.keyAccount)),
      ),
      message: text`${literal(who)} must be IAM users or roles of account ${scope.keyAccount}, which owns the key.`,
    }));
}
