import { applyPatch, parsePatch } from "diff";
import { moduleDiff } from "../../lib/report/module-diff";

const differences = [
  { path: "key.tf", current: "a\nb\nc\n", wanted: "a\nB\nc\n" },
  { path: "examples/basic/main.tf", current: null, wanted: "new\n" },
  { path: "gone.tf", current: "old\n", wanted: null },
];

test("a diff of a module names each file as git does", () => {
  expect(moduleDiff(differences, false)).toBe(
    [
      ["--- a/key.tf", "+++ b/key.tf", "@@ -1,3 +1,3 @@", " a", "-b", "+B", " c"],
      ["--- /dev/null", "+++ b/examples/basic/main.tf", "@@ -0,0 +1,1 @@", "+new"],
      ["--- a/gone.tf", "+++ /dev/null", "@@ -1,1 +0,0 @@", "-old"],
    ]
      .map((lines) => lines.map((line) => `${line}\n`).join(""))
      .join(""),
  );
});

test("a diff of a module, applied, gives the files that are wanted", () => {
  const patches = parsePatch(moduleDiff(differences, false));
  const results = patches.map((patch, index) => applyPatch(differences[index]?.current ?? "", patch));
  expect(results).toEqual(differences.map(({ wanted }) => wanted ?? ""));
});

test("colours add to a diff and change nothing in it", () => {
  const coloured = moduleDiff(differences, true);
  expect(coloured).toContain("\u001b[32m+B\u001b[39m");

  expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(moduleDiff(differences, false));
});
