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

  test("are written anew where the config gives others, whoever wrote those that are there", () => {
    expect(state(theirs, readme("a", "our new table"), ours)).toBe("changed");
  });

  test("are no edit when only their spaces and dashes differ", () => {
    const tables = readme("a", "| Name | Type |\n|------|:----:|\n| a | `b` |\n\n## Next");
    const spaced = readme("a", "\n| Name   | Type   |\n| --- | :-: |\r\n|a|  `b`  |   \n\n\n## Next");
    expect(state(spaced, tables, tables)).toBe("unchanged");
    expect(stateOf(Buffer.from(spaced), tables, undefined)).toBe("unchanged");
    expect(state(spaced, readme("a", "| Name | Type |\n|------|:----:|\n| c | `b` |"), tables)).toBe(
      "changed",
    );
  });

  test("are written anew where no manifest says that they were the config's", () => {
    expect(stateOf(Buffer.from(theirs), ours, undefined)).toBe("changed");
  });

  test("are not taken for settled where a run was cut short that was to write them", () => {
    const wanted = readme("a", "our new table");
    const duringRun = [...hashesOf(theirs), ...hashesOf(wanted)];
    expect(stateOf(Buffer.from(theirs), wanted, duringRun)).toBe("changed");
    expect(stateOf(Buffer.from(ours), wanted, [...hashesOf(ours), ...hashesOf(wanted)])).toBe("changed");
    expect(stateOf(Buffer.from(wanted), ours, [...hashesOf(ours), ...hashesOf(wanted)])).toBe("changed");
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
