import type { Seen } from "../config/seen";

const limit = 80;

/** A value as an error quotes it: on one line, every character that cannot be seen written as its code. */
export function show(value: Seen): string {
  if (typeof value === "string") return showText(value);
  if (typeof value !== "object" || value === null) return String(value);
  return `${/^[aeiou]/.test(value.kind) ? "an" : "a"} ${value.kind}`;
}

function showText(text: string): string {
  const characters = Array.from(text);
  const shown = characters.length > limit ? `${characters.slice(0, limit).join("")}…` : text;
  return JSON.stringify(shown).replace(/(?! )[\p{C}\p{Z}]/gu, codeOf);
}

const codeOf = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}}`;
