/** What is said by a code and the facts that a sentence about it needs. `Codes` has the facts of each code. */
export type Coded<Codes> = {
  readonly [Code in keyof Codes]: { readonly code: Code; readonly args: Codes[Code] };
}[keyof Codes];
