import type { Config } from "../config/config";
import type { JsonValue } from "../terraform/canonical-json";
import type { ObjectExpression } from "../terraform/expression";
import { valueExpression } from "../terraform/value-expression";

/** What is said above the first of them. */
export const ownStatementsComment = "Statements from key.statements in the config, as given.";

/**
 * The statements of `key.statements`, as they are given: each text is text, whatever it looks like. They stand after
 * those that the config asks for, and in a module for others too, whose callers cannot leave them out.
 */
export const ownStatements = ({ key }: Pick<Config, "key">): readonly ObjectExpression[] =>
  key.statements.map((statement, index) => ({
    // The parser takes nothing for a statement but an object of JSON.
    ...(valueExpression(statement as JsonValue) as ObjectExpression),
    ...(index === 0 && { comment: ownStatementsComment }),
  }));
