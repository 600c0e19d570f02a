import type { JsonValue } from "../terraform/canonical-json";
import type { JsonPath } from "../policy/policy";

/** `error`: it does not work, or lets strangers in. `warning`: looser or other than meant. `note`: worth knowing. */
export type Severity = "error" | "warning" | "note";

/** What a rule finds. */
export interface Found<Args extends FindingArgs> {
  /** What the finding is about, from the policy down. */
  readonly path: JsonPath;
  /** Whether it is about the name of what the path leads to. @default "value" */
  readonly part?: "key" | "value";
  /** What the sentence about it needs. */
  readonly args: Args;
  /** @default the rule's */
  readonly severity?: Severity;
  readonly mend?: Mend;
}

/** What would mend it: statements to add, or to put in the place of the one that the finding is about. */
export interface Mend {
  readonly how: "add" | "replace";
  /** None, where `replace` means to leave the statement out. */
  readonly statements: readonly JsonValue[];
}

export type FindingArgs = Readonly<Record<string, ArgValue>>;

type ArgValue =
  string | number | boolean | null | readonly ArgValue[] | { readonly [name: string]: ArgValue };

/** How a statement is named: by its Sid, else by its place. */
export type StatementName = { readonly index: number; readonly sid: string | null };
