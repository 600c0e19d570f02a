import type { TextRule, ValueRule } from "../config/value-rule";

/** The type of an input, with what its values must satisfy. */
export type Type =
  | {
      readonly kind: "any";
      /** A list of objects, however unlike, each with this member. @default anything at all */
      readonly listOf?: { readonly member: string; readonly values: readonly string[] };
    }
  | {
      readonly kind: "string" | "number" | "bool";
      /** @default anything of the type */ readonly rule?: ValueRule;
    }
  | Collection
  | ObjectType;

export interface ObjectType {
  readonly kind: "object";
  readonly members: Readonly<Record<string, Type>>;
  /** The members that may be left out, each with its value then. @default none */
  readonly optional?: Readonly<Record<string, string | null>>;
}

export interface Collection {
  readonly kind: "set" | "list" | "map";
  readonly of: Type;
  /** What each key of a map must satisfy. @default any text */
  readonly keys?: TextRule;
  /** The least number of elements. @default 0 */
  readonly minItems?: number;
  /** The greatest number of elements. @default any number */
  readonly maxItems?: number;
}

export const string = (rule?: ValueRule): Type => ({ kind: "string", ...(rule && { rule }) });
export const number = (rule?: ValueRule): Type => ({ kind: "number", ...(rule && { rule }) });
export const setOf = (rule: ValueRule, minItems = 0): Type => ({ kind: "set", of: string(rule), minItems });
