import { showUnseen } from "../terraform/quoted-string";
import type { Diagram, DiagramNode } from "../terraform/guide";

/** A diagram as lines of a Mermaid flowchart. The IDs of its boxes are our own, so no name can be a word of Mermaid's. */
export function mermaidLines({ nodes, edges }: Diagram): readonly string[] {
  const groups = [...new Map(nodes.flatMap(({ group }) => (group ? [[group.id, group]] : []))).values()];
  const ids = new Map([...groups, ...nodes].map(({ id }, position) => [id, `n${position}`]));
  const idOf = (id: string): string => {
    const found = ids.get(id);
    if (found === undefined) throw new Error(`the diagram has no box ${id}`);
    return found;
  };
  const box = (node: DiagramNode): string => {
    const text = `"${node.lines.map(mermaidText).join("<br/>")}"`;
    return `${idOf(node.id)}${node.shape === "store" ? `[(${text})]` : `[${text}]`}`;
  };
  return [
    "flowchart LR",
    ...nodes.filter(({ group }) => !group).map((node) => `  ${box(node)}`),
    ...groups.flatMap(({ id, title }) => [
      `  subgraph ${idOf(id)}["${mermaidText(title)}"]`,
      ...nodes.filter(({ group }) => group?.id === id).map((node) => `    ${box(node)}`),
      "  end",
    ]),
    ...edges.map(({ from, to, label }) => `  ${idOf(from)} -->|"${mermaidText(label)}"| ${idOf(to)}`),
  ];
}

/**
 * A text in quotes of Mermaid: one line, every character but letters, digits, spaces and a few signs as its code. So
 * nothing ends the quotes or the fence around the diagram, and nothing is HTML, a directive, or Markdown, which Mermaid
 * reads in every box: no list, no heading, no link.
 * https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
export const mermaidText = (text: string): string =>
  showUnseen(text.replace(/\s+/g, " ").trim()).replace(
    needsCode,
    (character) => `#${character.codePointAt(0)};`,
  );

/** Mermaid takes the last `;` from a line that looks like `style …:#…;`, so these two words are not left whole. */
const needsCode =
  /[^\p{L}\p{M}\p{N} _.,:/()'+=-]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|(?<=\/)\/|^[-+=]|^\d(?=\d*[.)])|w(?=ww\.)|s(?=tyle)|c(?=lassDef)/giu;
