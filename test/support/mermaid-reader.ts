/** A flowchart as it is read back: boxes by ID with the texts that Mermaid shows, groups, and arrows. */
export interface Flowchart {
  readonly boxes: Readonly<
    Record<string, { readonly lines: readonly string[]; readonly group: string | null }>
  >;
  readonly groups: Readonly<Record<string, string>>;
  readonly arrows: readonly { readonly from: string; readonly to: string; readonly label: string }[];
}

// Letters and signs that mean nothing to Mermaid between quotes, and codes of characters.
const quoted = String.raw`"((?:[\p{L}\p{M}\p{N} _.,:/()'+=-]|#[0-9]+;|<br/>)*)"`;
const box = new RegExp(`^ +(n[0-9]+)(?:\\[${quoted}\\]|\\[\\(${quoted}\\)\\])$`, "u");
const group = new RegExp(`^ {2}subgraph (n[0-9]+)\\[${quoted}\\]$`, "u");
const arrow = new RegExp(`^ {2}(n[0-9]+) -->\\|${quoted}\\| (n[0-9]+)$`, "u");

/** What Mermaid decodes: the code of a character between `#` and `;`. */
const shown = (text: string): string =>
  text.replace(/#([0-9]+);/g, (_all, code: string) => String.fromCodePoint(Number(code)));

/** Reads the subset of Mermaid that is printed here, and throws at anything else. */
export function readFlowchart(lines: readonly string[]): Flowchart {
  const [head, ...rest] = lines;
  if (head !== "flowchart LR") throw new Error(`not a flowchart: ${head}`);
  const boxes: Record<string, { lines: string[]; group: string | null }> = {};
  const groups: Record<string, string> = {};
  const arrows: { from: string; to: string; label: string }[] = [];
  let within: string | null = null;
  for (const line of rest) {
    const [ofBox, ofGroup, ofArrow] = [box.exec(line), group.exec(line), arrow.exec(line)];
    if (ofBox?.[1] !== undefined) {
      const texts = (ofBox[2] ?? ofBox[3] ?? "").split("<br/>");
      for (const text of texts) refuseMarkdown(text);
      boxes[ofBox[1]] = { lines: texts.map(shown), group: within };
    } else if (ofGroup?.[1] !== undefined && within === null) {
      within = ofGroup[1];
      groups[within] = shown(ofGroup[2] ?? "");
    } else if (line === "  end" && within !== null) within = null;
    else if (ofArrow?.[1] !== undefined && ofArrow[3] !== undefined)
      arrows.push({ from: ofArrow[1], to: ofArrow[3], label: shown(ofArrow[2] ?? "") });
    else throw new Error(`not a line of a flowchart: ${line}`);
  }
  for (const end of arrows.flatMap(({ from, to }) => [from, to]))
    if (!(end in boxes || end in groups)) throw new Error(`an arrow to nothing: ${end}`);
  if (within !== null) throw new Error("a group that does not end");
  return { boxes, groups, arrows };
}

/** Mermaid reads a line of a box as Markdown, and takes a `;` from what looks like a style of its own. */
function refuseMarkdown(line: string): void {
  if (/^(?:[-+=]|[0-9]+[.)])|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|\/\/|www\.|style|classDef/i.test(line))
    throw new Error(`read as Markdown or a style: ${line}`);
}
