import { printableLines } from "./hidden-characters";

/** A value as commands print JSON. What a terminal would obey is escaped, which changes no value. */
export const jsonText = (value: unknown): string => `${printableLines(JSON.stringify(value, null, 2))}\n`;
