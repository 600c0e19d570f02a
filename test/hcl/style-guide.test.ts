import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import { granting, grantingInOrganization, grantingOwnLogs } from "../support/open-modules";
import { configOf } from "../support/place";

/**
 * The points of HashiCorp's style guide that a printed file shows.
 * https://developer.hashicorp.com/terraform/language/style
 */
describe.each([
  ["one account", granting],
  ["an organization", grantingInOrganization],
  ["members that read their own logs", grantingOwnLogs],
])("a module for %s", (_, input) => {
  const written = render(describeConfig(configOf(input)));
  const files = written.filter(({ path }) => /^[a-z]+\.tf$/.test(path));
  const text = files.map(({ content }) => content).join("\n");
  const contentOf = (path: string): string => files.find((file) => file.path === path)?.content ?? "";
  const blocksOf = (kind: string): readonly string[] =>
    [...text.matchAll(new RegExp(`^${kind} "[^{]*\\{\\n([^]*?)^\\}`, "gm"))].map(([, body]) => body ?? "");
  /** The names of what stands directly in a block, in order. */
  const namesIn = (body: string): readonly string[] =>
    [...body.matchAll(/^ {2}([a-z_]+)(?: +=| \{)/gm)].map(([, name]) => name ?? "");

  it("has its variables and outputs in the order of their names", () => {
    for (const [path, kind] of [
      ["variables.tf", "variable"],
      ["outputs.tf", "output"],
    ] as const) {
      const names = [...contentOf(path).matchAll(new RegExp(`^${kind} "(.*)"`, "gm"))].map(
        ([, name]) => name,
      );
      expect(names.length).toBeGreaterThan(5);
      expect(names).toEqual([...names].sort());
    }
  });

  it("has the variables and outputs of its examples in the order of their names", () => {
    const ofExamples = written.filter(({ path }) => /^examples\/\w+\/(variables|outputs)\.tf$/.test(path));
    expect(ofExamples).toHaveLength(4);
    for (const { content } of ofExamples) {
      const names = [...content.matchAll(/^(?:variable|output) "(.*)"/gm)].map(([, name]) => name);
      expect(names).not.toEqual([]);
      expect(names).toEqual([...names].sort());
    }
  });

  it("has the arguments of a variable and of an output in the guide's order", () => {
    const order = ["type", "description", "default", "nullable", "validation"];
    for (const body of blocksOf("variable")) {
      const names = namesIn(body).map((name) => order.indexOf(name));
      expect(names).toEqual([...names].sort((a, b) => a - b));
      expect(names.slice(0, 2)).toEqual([0, 1]);
    }
    for (const body of blocksOf("output"))
      expect(namesIn(body).slice(0, 2)).toEqual(["description", "value"]);
  });

  it("begins a resource with for_each and its provider, and ends it with lifecycle and depends_on", () => {
    const rank = (name: string): number =>
      ({ for_each: 0, provider: 1, lifecycle: 4, depends_on: 5 })[name] ?? 2;
    const bodies = [...blocksOf("resource"), ...blocksOf("data")];
    expect(bodies.length).toBeGreaterThan(8);
    for (const body of bodies) {
      const ranks = namesIn(body).map(rank);
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      const blocks = [...body.matchAll(/^ {2}[a-z_]+( +=| \{)/gm)].map(([, sign]) => sign === " {");
      const withoutLast = body.includes("  depends_on =") ? blocks.slice(0, -1) : blocks;
      expect(withoutLast).toEqual([...withoutLast].sort((a, b) => Number(a) - Number(b)));
    }
  });

  it("has no variable, local or data source that nothing reads", () => {
    const declared = [
      ...[...text.matchAll(/^variable "(.*)"/gm)].map(([, name]) => `var.${name}`),
      ...[...text.matchAll(/^data "(.*)" "(.*)"/gm)].map(([, type, name]) => `data.${type}.${name}`),
      ...[...text.matchAll(/^locals \{\n([^]*?)^\}/gm)].flatMap(([, body]) =>
        namesIn(body ?? "").map((name) => `local.${name}`),
      ),
    ];
    // A variable's own validations are no use of it.
    const uses = files.map(({ path, content }) => (path === "variables.tf" ? "" : content)).join("\n");
    const used = new Set(uses.match(/\b(?:var|local)\.\w+|\bdata(?:\.\w+){2}/g));
    expect(declared.length).toBeGreaterThan(20);
    expect(declared.filter((name) => !used.has(name))).toEqual([]);
  });

  it("names resources in snake case, and not again by what their type says", () => {
    for (const [, type = "", name = ""] of text.matchAll(/^(?:resource|data) "(.*)" "(.*)"/gm)) {
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(type).not.toContain(name);
    }
  });
});
