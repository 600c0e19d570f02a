const limit = 80;

/** A value as an error quotes it: on one line, every character that cannot be seen written as its code. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  switch (typeof value) {
    case "string":
      return showText(value);
    case "object":
      return value === null ? "null" : "a section of options";
    case "function":
      return "a function";
    default:
      return String(value);
  }
}

function showText(text: string): string {
  const characters = Array.from(text);
  const shown = characters.length > limit ? `${characters.slice(0, limit).join("")}…` : text;
  return JSON.stringify(shown).replace(/(?! )[\p{C}\p{Z}]/gu, codeOf);
}

const codeOf = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}}`;
