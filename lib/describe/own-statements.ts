import type { Config } from "../config/config";
import type { Input } from "../terraform/blueprint";
import type { JsonValue } from "../terraform/canonical-json";
import type { ObjectExpression } from "../terraform/expression";
import { valueExpression } from "../terraform/value-expression";
import { isOpen } from "./scope";

/** What is said above the first of them. */
export const ownStatementsComment = "Statements from key.statements in the config, as given.";

/**
 * The statements of `key.statements`, as they are given: each text is text, whatever it looks like. They stand after
 * those that the config asks for.
 */
export const ownStatements = ({ key }: Pick<Config, "key">): readonly ObjectExpression[] =>
  key.statements.map((statement, index) => ({
    // The parser takes nothing for a statement but an object of JSON.
    ...(valueExpression(statement as JsonValue) as ObjectExpression),
    ...(index === 0 && { comment: ownStatementsComment }),
  }));

export const ownStatementsInput = "key_policy_statements";

/** In a module for others, the caller's statements: of any shape, so that a condition stays what it is. */
export const ownStatementInputs = (config: Config): readonly Input[] =>
  isOpen(config)
    ? [
        {
          name: ownStatementsInput,
          description:
            "Your own statements of the key policy: a list of objects with the elements of IAM's JSON (Sid, Effect, Principal, Action, Resource, Condition). They are added at the end, as given, and the module does not judge them.",
          type: { kind: "any", listOf: { member: "Effect", values: ["Allow", "Deny"] } },
          value: config.key.statements as JsonValue,
          default: [],
        },
      ]
    : [];
