import type { JsonValue } from "../terraform/canonical-json";

/** What fixes a finding: statements to add, or to put in the place of the one that the finding is about. */
export interface Fix {
  readonly how: "add" | "replace";
  /** None, where `replace` means to leave the statement out. */
  readonly statements: readonly JsonValue[];
}

export const addition = (...statements: readonly JsonValue[]): Fix => ({ how: "add", statements });

export const replacement = (...statements: readonly JsonValue[]): Fix => ({ how: "replace", statements });
