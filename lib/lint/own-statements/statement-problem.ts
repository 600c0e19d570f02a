import type { Coded } from "../../config/coded";
import type { JsonPath } from "../../policy/policy";
import type { StatementCodes } from "./statement-codes";

/** What is wrong with a statement of `key.statements`, or worth a warning. */
export type StatementProblem = Coded<StatementCodes> & {
  readonly severity: "error" | "warning";
  /** From `key.statements` down. */
  readonly path: JsonPath;
  /** Whether it is about the name of what the path leads to. @default false */
  readonly aboutKey?: boolean;
};
