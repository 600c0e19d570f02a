import type { Guide, ScannerAnswer, StatementCondition, StatementInWords } from "../terraform/guide";
import { markdownCode, markdownSentence, markdownText } from "./markdown";
import { mermaidLines } from "./mermaid";

/** The guide of a README, every text as Markdown or Mermaid has it. */
export interface GuideView {
  readonly creates: readonly string[];
  readonly needs: readonly string[];
  readonly diagram: readonly string[];
  readonly notes: readonly string[];
  readonly policies: readonly {
    readonly title: string;
    readonly place: string;
    readonly statements: readonly string[];
  }[];
  readonly scanners: readonly ScannerAnswer[];
}

export const guideView = ({ creates, needs, diagram, notes, policies, scanners }: Guide): GuideView => ({
  creates: creates.map(markdownSentence),
  needs: needs.map(markdownSentence),
  diagram: mermaidLines(diagram),
  notes: notes.map(markdownSentence),
  policies: policies.map(({ title, place, statements }) => ({
    title: markdownText(title),
    place: markdownSentence(place),
    statements: statements.map(statementLine),
  })),
  scanners: scanners.map(({ tool, rule, finding, answer }) => ({
    tool,
    rule: codeOf(rule),
    finding: markdownSentence(finding),
    answer: markdownSentence(answer),
  })),
});

function statementLine({ sid, sentence, page, when }: StatementInWords): string {
  const name = sid === null ? "A statement" : `**${markdownText(sid)}**`;
  const condition = when === undefined ? "" : `, ${conditionText(when)}`;
  const link = page === undefined ? "" : ` ([AWS](${page}))`;
  return `${name}${condition}: ${markdownSentence(sentence)}${link}`;
}

function conditionText(when: StatementCondition): string {
  if (when.kind === "given") return `${when.given ? "if" : "unless"} ${codeOf(when.name)} is set`;
  const inputs = when.inputs.map(codeOf);
  const last = inputs.at(-1) ?? "";
  return `if ${inputs.length > 1 ? `${inputs.slice(0, -1).join(", ")} or ${last}` : last} is not empty`;
}

/** A name as code, on one line. */
const codeOf = (name: string): string => markdownCode(name.replace(/\s+/g, " "));
