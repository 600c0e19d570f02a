import type { Check } from "../terraform/blueprint";
import { accountOfArn, call, each, input, literal, operator, text } from "../terraform/expression";
import type { Scope } from "./scope";
import { mayHaveAdministrators, mayHaveReaders } from "./scope";

export const administratorArnsInput = "key_administrator_arns";

/** A principal of another account in these places is a mistake that KMS takes without a word. */
export function principalChecks(scope: Scope): readonly Check[] {
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
