import { hashesOf } from "../../../lib/cli/output/file-hashes";
import { stateOf } from "../../../lib/cli/output/file-state";

const readme = (head: string, table: string): string =>
  `# ${head}\n<!-- BEGIN_TF_DOCS -->\n${table}\n<!-- END_TF_DOCS -->\nend\n`;
const state = (current: string, wanted: string, written: string): string =>
  stateOf(Buffer.from(current), wanted, hashesOf(written));

describe("tables between the markers of terraform-docs", () => {
  const ours = readme("a", "our table");
  const theirs = readme("a", "their table");

  test("are no edit when terraform-docs has rewritten them", () => {
    expect(state(theirs, ours, ours)).toBe("unchanged");
  });

  test("are left to terraform-docs where only they would change", () => {
    expect(state(theirs, readme("a", "our new table"), ours)).toBe("unchanged");
  });

  test("are written again where they are still as trailkey wrote them", () => {
    expect(state(ours, readme("a", "our new table"), ours)).toBe("changed");
  });

  test("are written with the rest where that must change", () => {
    expect(state(theirs, readme("b", "our table"), ours)).toBe("changed");
  });

  test("do not hide an edit beside them", () => {
    expect(state(readme("mine", "their table"), ours, ours)).toBe("edited");
  });

  test("need both markers", () => {
    expect(state("<!-- BEGIN_TF_DOCS -->\nmine", "<!-- BEGIN_TF_DOCS -->\n", "")).toBe("edited");
  });

  test("are no edit of a README that is no longer needed", () => {
    expect(stateOf(Buffer.from(theirs), null, hashesOf(ours))).toBe("extra");
  });

  test("are known by a manifest of version 1 that has only the whole file's hash", () => {
    expect(stateOf(Buffer.from(theirs), ours, hashesOf(ours).slice(0, 1))).toBe("unchanged");
    expect(stateOf(Buffer.from(ours), readme("b", "x"), hashesOf(ours).slice(0, 1))).toBe("changed");
  });

  test("are not mistaken for a stranger's file that happens to be empty", () => {
    expect(stateOf(Buffer.from(""), ours, undefined)).toBe("foreign");
  });
});
