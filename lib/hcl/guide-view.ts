import type {
  Guide,
  ScannerAnswer,
  SetCondition,
  StatementCondition,
  StatementInWords,
} from "../terraform/guide";
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
  const condition = when === undefined ? "" : `, ${conditionText(when)}`;
  const link = page === undefined ? "" : ` ([AWS](${page}))`;
  const start = sid === null ? "" : `**${markdownText(sid)}**${condition}: `;
  return `${start}${markdownSentence(sentence)}${link}`;
}

const conditionText = (when: StatementCondition): string =>
  when.kind === "anyOf"
    ? `if ${setText(when)}`
    : `${when.given ? "if" : "unless"} ${codeOf(when.name)} is set`;

function setText({ inputs, empty = false, beside = false }: SetCondition): string {
  const names = inputs.map(codeOf);
  const last = names.at(-1) ?? "";
  const listed = (word: string): string =>
    names.length > 1 ? `${names.slice(0, -1).join(", ")} ${word} ${last}` : last;
  if (empty) return `${listed("and")} ${names.length > 1 ? "are" : "is"} empty`;
  return beside
    ? `${listed("or")} names somebody of another account than the bucket's`
    : `${listed("or")} is not empty`;
}

/** A name as code, on one line. */
const codeOf = (name: string): string => markdownCode(name.replace(/\s+/g, " "));
