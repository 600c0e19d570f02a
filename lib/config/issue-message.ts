/** Any mistake: its code, and what a sentence about it needs. */
export interface AnyMistake {
  readonly code: string;
  readonly args: object;
}

/** zod has a text alone for what an option says of a value, so a mistake goes through it as JSON. */
export const issueMessage = (mistake: AnyMistake): string => JSON.stringify(mistake);

/** The mistake that an option told, or undefined where zod found it: without a locale it says the same of everything. */
export const mistakeIn = (message: string): AnyMistake | undefined =>
  message === "Invalid input" ? undefined : (JSON.parse(message) as AnyMistake);
