/** A value as commands print JSON. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
