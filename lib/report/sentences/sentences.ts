/** The sentence of each code, to be read after the place where it holds. */
export type Sentences<Codes> = { readonly [Code in keyof Codes]: (args: Codes[Code]) => string };

/** The sentence about one mistake. */
export const sentenceOf = <Codes, Code extends keyof Codes>(
  sentences: Sentences<Codes>,
  { code, args }: { readonly code: Code; readonly args: Codes[Code] },
): string => sentences[code](args);

/** A guess at what was meant, for the end of a sentence. */
export const guess = (meant: string | undefined): string =>
  meant === undefined ? "" : ` (did you mean ${meant}?)`;
