import type { Check, Local } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import {
  call,
  each,
  filtered,
  index,
  input,
  literal,
  local,
  operator,
  resourceOfArn,
  text,
} from "../terraform/expression";
import { noneOf } from "./none-of";
import { namedReaders } from "./reader-principals";
import { roleGroups } from "./reader-roles";
import type { Scope } from "./scope";
import { administratorArnsInput, mayHaveAdministrators } from "./scope";

const administratorNames = "administrator_names";
const readerNames = "reader_names";

/** Users and roles as `user/NAME` and `role/NAME`: in an account a name is unique, whatever its path and its case. */
export function identityLocals(scope: Scope): readonly Local[] {
  const lists = readerLists(scope);
  const [only] = lists;
  // The checks stand on what names the principals: the key's policy, or with a key that exists the trail.
  const file = scope.config.key.existing === null ? "key.tf" : "trail.tf";
  return [
    {
      name: administratorNames,
      file,
      value: each("arn", input(administratorArnsInput), nameOfArn),
      comment: "IAM names are unique in an account whatever their path and case.",
    },
    ...(only === undefined
      ? []
      : [
          {
            name: readerNames,
            file,
            value: lists.length === 1 ? only : call("concat", ...lists),
          },
        ]),
  ];
}

/** Administrators and readers that are the same, or named twice. */
export function identityChecks(scope: Scope): readonly Check[] {
  const lists = readerLists(scope);
  const bothMayBe = mayHaveAdministrators(scope) && lists.length > 0;
  return [
    ...(bothMayBe
      ? [
          noneOf(
            "key.administrators",
            filtered("arn", input(administratorArnsInput), (arn) =>
              call("contains", local(readerNames), nameOfArn(arn)),
            ),
            (named) =>
              text`Administrators of the key must not decrypt the logs, but these are readers too: ${named}. Remove each from the administrators or from the readers.`,
          ),
          {
            option: "key.administrators",
            condition: isWithoutRepetition(administratorNames),
            message: literal(
              "A user or role is an administrator twice. IAM names are unique in an account whatever their path and case, so name it once, with the path that it has.",
            ),
          },
        ]
      : []),
    ...(lists.length > 1
      ? [
          {
            option: "readers",
            condition: isWithoutRepetition(readerNames),
            message: literal(
              "A user or role is a reader twice, such as by its name and by its ARN. IAM names are unique in an account whatever their path and case, so name it once, with the path that it has.",
            ),
          },
        ]
      : []),
  ];
}

/** The readers of the key's account, by what names them. */
function readerLists(scope: Scope): readonly Expression[] {
  const { config } = scope;
  const created = config.key.existing === null ? roleGroups(config) : [];
  return [
    ...namedReaders(scope).map(({ kind, names }) =>
      kind === "principal"
        ? each("arn", names, nameOfArn)
        : each("name", names, (name) => text`${literal(kind)}/${baseName(name)}`),
    ),
    ...created
      .filter(({ provider }) => provider === config.key.provider)
      .map((group) =>
        each("name", call("keys", input(group.input)), (name) => text`role/${call("lower", name)}`),
      ),
  ];
}

const nameOfArn = (arn: Expression): Expression =>
  text`${index(call("split", literal("/"), resourceOfArn(arn)), 0)}/${baseName(arn)}`;

/** The name behind a path. */
const baseName = (name: Expression): Expression => call("lower", call("basename", name));

const isWithoutRepetition = (name: string): Expression =>
  operator(call("length", call("toset", local(name))), "==", call("length", local(name)));
