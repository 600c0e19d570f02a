/**
 * What a text or number of the config must satisfy, as data. Stated once, it serves the config parser, the
 * JSON Schema and the `validation` blocks of the emitted HCL, so a pattern must mean the same to JavaScript
 * and to RE2: no look-around, no back-references, no `\d`-style classes that need escaping.
 */
export type ValueRule = TextRule | NumberRule;

export interface TextRule {
  readonly kind: "text";
  /** What the value is, to open an error: "an AWS account ID". */
  readonly what: string;
  /** What would be right, to close an error: "12 digits". */
  readonly expected: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Patterns that the text must match. */
  readonly patterns?: readonly Pattern[];
  /** Patterns that the text must not match. */
  readonly forbidden?: readonly Pattern[];
  /** A value that is right, for documentation. */
  readonly example: string;
}

export interface Pattern {
  readonly pattern: string;
  /** Completes "must …" or "must not …": "start and end with a letter or digit". */
  readonly says: string;
}

export interface NumberRule {
  readonly kind: "number";
  readonly what: string;
  readonly expected: string;
  readonly minimum: number;
  readonly maximum: number;
  /** The only values that there are, in ascending order. @default every whole number within the bounds */
  readonly values?: readonly number[];
  readonly example: number;
}
