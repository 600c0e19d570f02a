import type { StatementName } from "../../policy/statement-name";
import type { Decision, Verdict } from "../decision";

/** What every policy that bears on a request makes of it together. */
export interface Authorization {
  /**
   * The verdict as far as the given documents tell. Of one that is not given it is assumed that it neither denies the
   * request nor withholds it; identity-based policies that are not given allow nothing.
   */
  readonly verdict: Verdict;
  /** Every verdict that is possible, whatever the documents say that are not given. */
  readonly possible: Decision["possible"];
  /** The documents that are not given and could turn an Allowed into a refusal, or the other way. */
  readonly notKnown: readonly MissingDocument[];
  /** The documents on which the verdict rests. */
  readonly decidedBy: readonly DecidingDocument[];
  /** What the resource policy makes of it by itself. */
  readonly keyPolicy: Decision;
}

export type MissingDocument =
  | {
      readonly document: "identity-policies" | "boundary" | "session-policy";
      /** ARN of whom it is attached to. */
      readonly principal: string;
    }
  | { readonly document: "scps" | "rcps"; readonly account: string }
  | { readonly document: "grants" | "management-account" };

export type DecidingDocument = DocumentName & {
  readonly does: "denies" | "allows" | "does not allow" | "may decide";
  /** The statements that do it; none where nothing allows. */
  readonly statements: readonly StatementName[];
};

export type DocumentName =
  | { readonly document: "resource-policy" }
  | {
      readonly document: "identity-policy" | "boundary" | "session-policy" | "rcp";
      /** As {@link NamedPolicy.name} has it. */
      readonly name: string | null;
    }
  | { readonly document: "scp"; readonly level: string; readonly name: string | null }
  | { readonly document: "grant"; readonly id: string }
  /** The caller's IAM, where it is said of it as a whole, or not known. */
  | { readonly document: "iam" };
