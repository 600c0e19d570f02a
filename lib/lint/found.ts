import type { JsonPath } from "../policy/policy";
import type { Fix } from "./fix";

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
  /** What would fix it, if that turns out to be sound; a function where it takes some making. */
  readonly fix?: Fix | (() => Fix | null);
}

export type FindingArgs = Readonly<Record<string, ArgValue>>;

type ArgValue =
  string | number | boolean | null | readonly ArgValue[] | { readonly [name: string]: ArgValue };
