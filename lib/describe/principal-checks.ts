import type { Check } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import { accountOfArn, call, each, filtered, input, literal, operator, text } from "../terraform/expression";
import { identityChecks } from "./identity-checks";
import { noneOf } from "./none-of";
import { organizationReaderNames } from "./organization-readers";
import { namedReaders, readerAccounts } from "./reader-principals";
import type { Scope } from "./scope";
import { administratorArnsInput, mayHaveAdministrators } from "./scope";

/** Whom the policies must not let in, or would name in vain, and KMS and S3 would take without a word. */
export const principalChecks = (scope: Scope): readonly Check[] => [
  ...accountChecks(scope),
  ...identityChecks(scope),
  ...ownerChecks(scope),
  ...organizationReaderChecks(scope),
];

/** All accounts of another organization would read the logs; and one that reads all logs also reads its own. */
export const organizationReaderChecks = (scope: Scope): readonly Check[] => {
  const names = organizationReaderNames(scope);
  const [all, own] = names.map((name) => operator(call("length", input(name)), "==", literal(0)));
  return [
    ...names.map((name) => ({
      option: "readers[].organization",
      condition: call(
        "alltrue",
        each("id", input(name), (id) => operator(id, "==", scope.organizationId)),
      ),
      message: text`Accounts of an organization can read the logs only if it is the trail's, ${scope.organizationId}: all accounts of another organization could read them too.`,
    })),
    ...(all && own
      ? [
          {
            option: "readers[].organization",
            condition: operator(all, "||", own),
            message: literal(
              "Accounts of the organization can read either all logs or only their own, but both are asked for. Remove one of the two.",
            ),
          },
        ]
      : []),
  ];
};

/** Principals of another account than the key's are a mistake here. */
function accountChecks(scope: Scope): readonly Check[] {
  const strangers = (arns: Expression) =>
    filtered("arn", arns, (arn) => operator(accountOfArn(arn), "!=", scope.keyAccount));
  return [
    ...(mayHaveAdministrators(scope)
      ? [
          noneOf(
            "key.administrators",
            strangers(input(administratorArnsInput)),
            (named) =>
              text`Administrators of the key must be IAM users or roles of account ${scope.keyAccount}, which owns the key, but these are not: ${named}.`,
          ),
        ]
      : []),
    ...namedReaders(scope)
      .filter(({ kind }) => kind === "principal")
      .map(({ names }) =>
        noneOf(
          "readers[].user, readers[].role",
          strangers(names),
          (named) =>
            text`Readers that are named by ARN must be IAM users or roles of account ${scope.keyAccount}, which owns the key, but these are not: ${named}. Let their whole account read instead, or create a role that they can assume.`,
        ),
      ),
  ];
}

/** The key policy lets the IAM policies of the key's account decide anyway. */
function ownerChecks(scope: Scope): readonly Check[] {
  const accounts = readerAccounts(scope);
  if (accounts === undefined) return [];
  return [
    {
      option: "readers[].account",
      condition: call(
        "alltrue",
        each("account_id", accounts, (id) => operator(id, "!=", scope.keyAccount)),
      ),
      message: text`Account ${scope.keyAccount} owns the key, so its own IAM policies can already let its users and roles decrypt. Name those as readers, and not the account.`,
    },
  ];
}
