import * as fc from "fast-check";
import { render } from "../../lib/hcl/render";
import { mermaidLines, mermaidText } from "../../lib/hcl/mermaid";
import { showUnseen } from "../../lib/terraform/quoted-string";
import type { Guide } from "../../lib/terraform/guide";
import { hostileText } from "../support/arbitrary-text";
import { readFlowchart } from "../support/mermaid-reader";
import { sampleBlueprint } from "../support/sample-blueprint";

/** What Markdown, Mermaid and HTML would read as something else than text. */
const texts = fc.oneof(
  hostileText,
  fc
    .array(
      fc.constantFrom(
        ...[
          "```",
          "\n",
          '"',
          "]",
          "|",
          "%%{init: {}}%%",
          "#quot;",
          "end",
          "style a:b",
          "classDef x:y",
          "`*b*`",
        ],
        ...[
          "<script>",
          "&lt;",
          "$$x$$",
          "http://a",
          "www.a.b",
          "1. ",
          "- ",
          "===",
          "_a_",
          "click n0 call x()",
          ";",
        ],
        ...["<!-- END_TF_DOCS -->", "subgraph", "-->", "a", "é", "0"],
      ),
      { maxLength: 6 },
    )
    .map((pieces) => pieces.join("")),
);

const oneLine = (text: string): string => showUnseen(text.replace(/\s+/g, " ").trim());

it("a name in a diagram is shown as it is, whatever it holds", () => {
  fc.assert(
    fc.property(texts, texts, texts, (name, title, label) => {
      const chart = readFlowchart(
        mermaidLines({
          nodes: [
            { id: name, lines: ["Bucket", name], shape: "store" },
            { id: `in ${name}`, lines: [name], group: { id: "group", title } },
          ],
          edges: [{ from: "group", to: name, label }],
        }),
      );
      expect(Object.values(chart.boxes)).toEqual([
        { lines: ["Bucket", oneLine(name)], group: null },
        { lines: [oneLine(name)], group: "n0" },
      ]);
      expect(Object.values(chart.groups)).toEqual([oneLine(title)]);
      expect(chart.arrows).toEqual([{ from: "n0", to: "n1", label: oneLine(label) }]);
    }),
  );
});

it("no text of a guide ends the diagram's fence, begins another, or begins a heading or an item of a list", () => {
  const guideOf = (text: string): Guide => ({
    creates: [text],
    needs: [text],
    diagram: { nodes: [{ id: "a", lines: [text] }], edges: [] },
    notes: [text],
    policies: [
      {
        title: text,
        place: text,
        statements: [
          { sid: text, sentence: text, when: { kind: "anyOf", inputs: [text, text] } },
          { sid: null, sentence: text, page: "https://docs.aws.amazon.com/x.html" },
        ],
      },
    ],
    scanners: [{ tool: "checkov", rule: text, finding: text, answer: text }],
  });
  const shapeOf = (text: string): readonly string[] => {
    const readme = render({ ...sampleBlueprint, guide: guideOf(text) }).find(
      ({ path }) => path === "README.md",
    );
    return (readme?.content ?? "").split("\n").map(
      (line) =>
        /^(?:```\w*|#+ |- |<!-- \w+|$| *\S)/
          .exec(line)?.[0]
          .trim()
          .replace(/^\w$|^[^-#`<\w]$/u, "x") ?? "",
    );
  };
  const plain = shapeOf("x").length;
  fc.assert(
    fc.property(texts, (text) => {
      const shape = shapeOf(`x${text}`);
      expect(shape).toHaveLength(plain);
      expect(shape.filter((start) => start.startsWith("```"))).toEqual([
        "```hcl",
        "```",
        "```mermaid",
        "```",
      ]);
      expect(shape.filter((start) => start.startsWith("#")).join(" ")).toBe(
        "# ## ## ## ### ## ## ## ## ## ## ##",
      );
    }),
  );
});

it.each([
  ["org-audit_logs", "org-audit_logs"],
  ["Bob@corp", "Bob#64;corp"],
  ["- a", "#45; a"],
  ["10. a", "#49;0. a"],
  ["lifestyle", "life#115;tyle"],
])("%j is written %j", (text, written) => {
  expect(mermaidText(text)).toBe(written);
});
