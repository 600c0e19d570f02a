/** `a, b and c`; of many the first few. */
export function enumeration(words: readonly string[], atMost = 5, conjunction: "and" | "or" = "and"): string {
  const shown = words.length > atMost ? [...words.slice(0, atMost), `${words.length - atMost} more`] : words;
  const last = shown.at(-1) ?? "";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

export const suggestion = (nearest: string | null): string =>
  nearest === null ? "" : `; did you mean ${nearest}?`;
