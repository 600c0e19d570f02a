import type { Gap } from "./request-value";

/** A text of a policy, and what it covers. */
export interface TextMatcher<Matches> {
  readonly text: string;
  readonly matches: Matches;
}

/**
 * Finds, among many texts of a policy, those that may cover one of a request: wildcards or not, what has an account ID
 * covers only what has it too. It finds a few too many, never one too few.
 */
export function byAccount<Matches>(
  texts: readonly TextMatcher<Matches>[],
): (actual: string | Gap) => readonly Matches[] {
  const all = texts.map(({ matches }) => matches);
  if (texts.length < worthFiling) return () => all;
  const withoutAccount: Matches[] = [];
  const filed = new Map<string, Matches[]>();
  for (const { text, matches } of texts) {
    const [account] = text.includes("${") ? [] : (twelveDigits.exec(text) ?? []);
    const group = account === undefined ? withoutAccount : (filed.get(account) ?? []);
    if (account !== undefined) filed.set(account, group);
    group.push(matches);
  }
  return (actual) =>
    // Of what is not known in full, the rest may have any account ID.
    typeof actual === "string"
      ? [...withoutAccount, ...accountsIn(actual).flatMap((account) => filed.get(account) ?? [])]
      : all;
}

/** Fewer are tried one by one as fast. */
const worthFiling = 16;

const twelveDigits = /\d{12}/;

/** Every twelve digits in a row, also those within a longer number: each could be what stands between two wildcards. */
function accountsIn(text: string): readonly string[] {
  const [digits, another] = text.match(/\d{12,}/g) ?? [];
  if (digits === undefined) return [];
  if (another === undefined && digits.length === 12) return [digits];
  return [...new Set(Array.from(text.matchAll(/(?=(\d{12}))/g), ([, twelve = ""]) => twelve))];
}
