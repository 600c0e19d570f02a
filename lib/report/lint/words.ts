import type { StatementName } from "../../lint/found";

/** `statement "AllowLogReaders"`, or `statement 3` where it has no Sid. */
export const statementText = ({ sid, index }: StatementName): string =>
  sid === null || sid === "" ? `statement ${index + 1}` : `statement ${JSON.stringify(sid)}`;

/** `a, b and c`; of many the first few. */
export function enumeration(words: readonly string[], atMost = 5): string {
  const shown = words.length > atMost ? [...words.slice(0, atMost), `${words.length - atMost} more`] : words;
  const last = shown.at(-1) ?? "";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}

export const suggestion = (nearest: string | null): string =>
  nearest === null ? "" : `; ${nearest} is meant?`;
