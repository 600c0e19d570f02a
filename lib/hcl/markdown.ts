import { showUnseen } from "../terraform/quoted-string";

/** A text in Markdown prose or a table cell: one line, no mark-up, whatever it holds. */
export const markdownText = (text: string): string =>
  showUnseen(text.replace(/\s+/g, " ").trim()).replace(/[\\`*_[\]|~&$]|<(?=\S)/g, "\\$&");

/** A sentence of ours: what stands between two backticks is code, everything else is text. */
export const markdownSentence = (sentence: string): string =>
  sentence
    .split(/`([^`\r\n]+)`/)
    .map((part, position) => (position % 2 === 1 ? markdownCode(part) : textWithin(part)))
    .join("");

/** Text beside code keeps the spaces at its ends. */
const textWithin = (text: string): string =>
  (/^\s/.test(text) ? " " : "") + markdownText(text) + (/\S\s+$/.test(text) ? " " : "");

/** A text as a code span. In a table a `|` ends the cell even inside a code span, unless it is escaped. */
export function markdownCode(text: string): string {
  const longestRun = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longestRun + 1);
  const padding = longestRun > 0 ? " " : "";
  return `${fence}${padding}${text.replaceAll("|", "\\|")}${padding}${fence}`;
}
