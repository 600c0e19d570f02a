import { showUnseen } from "../terraform/quoted-string";

/** A text in Markdown prose or a table cell: one line, no mark-up, whatever it holds. */
export const markdownText = (text: string): string =>
  showUnseen(text.replace(/\s+/g, " ").trim()).replace(/[\\`*_[\]|~&$]|<(?=\S)/g, "\\$&");

/** A text as a code span. In a table a `|` ends the cell even inside a code span, unless it is escaped. */
export function markdownCode(text: string): string {
  const longestRun = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longestRun + 1);
  const padding = longestRun > 0 ? " " : "";
  return `${fence}${padding}${text.replaceAll("|", "\\|")}${padding}${fence}`;
}
