import { showUnseen } from "../terraform/quoted-string";

/** The column that comments and one-line lists and objects keep within. */
export const lineWidth = 100;

/** A comment as lines without `#`, wrapped at words to fit at this indentation (in characters). */
export function commentLines(comment: string | undefined, indent: number): readonly string[] {
  const lines: string[] = [];
  for (const word of (comment ?? "")
    .split(/\s+/)
    .filter((part) => part !== "")
    .map(showUnseen)) {
    const current = lines.at(-1);
    if (current !== undefined && indent + 2 + current.length + 1 + word.length <= lineWidth) {
      lines[lines.length - 1] = `${current} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
