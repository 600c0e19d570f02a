import type { JsonValue } from "./canonical-json";
import type { Expression } from "./expression";

/** Values by name: of variables, or of the attributes of a resource. */
export type TestValues = Readonly<Record<string, JsonValue>>;

/**
 * A file of tests that `terraform test` runs without an account: the providers are mocked, and answer as told.
 * https://developer.hashicorp.com/terraform/language/tests
 */
export interface TestFile {
  /** What it is about, `key-policy`: the name of the file without its ending. */
  readonly name: string;
  readonly comment: string;
  readonly providers: readonly MockedProvider[];
  /** What every run passes. */
  readonly variables: TestValues;
  readonly runs: readonly TestRun[];
}

/** A provider that asks nobody. What no mock names gets a value that Terraform makes up. */
export interface MockedProvider {
  /** `null`: the one without an alias. */
  readonly alias: string | null;
  readonly mocks: readonly Mock[];
}

/** What a resource or data source of one type holds, beside what the module sets. */
export interface Mock {
  readonly mode: "resource" | "data";
  readonly type: string;
  readonly values: TestValues;
}

export interface TestRun {
  /** Letters, digits and underscores, unique in its file. */
  readonly name: string;
  readonly comment: string;
  /** What is known only after an apply needs one; a protected resource allows none, for the test could not destroy it. */
  readonly command: "plan" | "apply";
  /** What it passes beside the variables of the file. */
  readonly variables: TestValues;
  readonly assertions: readonly Assertion[];
  /** What must refuse the values, and nothing else may: `var.NAME`, or the address of a resource with a precondition. */
  readonly expectFailures: readonly string[];
}

export interface Assertion {
  readonly condition: Expression;
  /** What is wrong where it does not hold. */
  readonly message: string;
}
