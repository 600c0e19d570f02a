import { lint } from "../../../lib/lint/lint";
import { findingPieces } from "../../../lib/report/lint/finding-pieces";

test("pieces of many findings have one empty line between any two findings, and each finding once", () => {
  const [finding] = lint({});
  if (!finding) throw new Error("no finding");
  const located = (line: number) => ({ finding, file: "a.json", line, column: 1, address: null });
  const one = [...findingPieces([located(0)])].join("");
  const many = Array.from({ length: 2500 }, (_, line) => located(line));
  const pieces = [...findingPieces(many)];
  expect(pieces).toHaveLength(3);
  expect(pieces.join("")).toBe(
    many.map(({ line }) => one.replace("a.json:0:", `a.json:${line}:`)).join("\n"),
  );
});
