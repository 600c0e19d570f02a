/**
 * What a terminal obeys rather than shows: it would move the cursor, fake a line, change colours or turn text around.
 */
const hidden = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const codeOf = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A text on one line in which nothing is hidden: such characters are written as their code, as in JSON. */
export const printable = (text: string): string => text.replace(hidden, codeOf);

/** The same of a text of several lines. */
export const printableLines = (text: string): string => text.split("\n").map(printable).join("\n");
