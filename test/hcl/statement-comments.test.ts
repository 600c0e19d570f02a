import { awsPages } from "../../lib/describe/aws-pages";
import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import { granting, grantingInOrganization, grantingOwnLogs } from "../support/open-modules";
import { configOf } from "../support/place";

const styled = (style: string) => ({
  name: "org-audit",
  account: "111111111111",
  region: "eu-central-1",
  key: { style },
  bucket: { name: "org-audit-logs" },
  readers: [{ account: "222222222222" }],
});

const modules = [
  ["a module for others", granting],
  ["one of an organization", grantingInOrganization],
  ["one whose members read their own logs", grantingOwnLogs],
  ["AWS's own wording", styled("aws-docs")],
  ["AWS's own wording, for others", { ...granting, key: { ...granting.key, style: "aws-docs" } }],
  ["the console's wording", styled("console")],
] as const;

const codeOf = (input: unknown): readonly string[] =>
  render(describeConfig(configOf(input)))
    .filter(({ path }) => path.endsWith(".tf"))
    .map(({ content }) => content);

describe.each(modules)("the comments of %s", (_, input) => {
  const files = codeOf(input);
  const lines = files.flatMap((content) => content.split("\n"));

  it("stand above every statement", () => {
    const starts = lines.flatMap((line, index) => (/^ +Sid +=/.test(line) ? [index] : []));
    expect(starts.length).toBeGreaterThan(8);
    for (const start of starts) expect(`${lines[start]}: ${lines[start - 2]}`).toMatch(/: +# /);
  });

  it("keep within 100 columns, but for an address, which has a line of its own", () => {
    const long = lines.filter((line) => /^ *#/.test(line) && line.length > 100);
    expect(long.filter((line) => !/^ *# https:\/\/docs\.aws\.amazon\.com\/\S+$/.test(line))).toEqual([]);
  });

  it("refer to pages of AWS that are listed, and never to one twice in a row", () => {
    const pages = lines.flatMap((line) => /# (https:\S+)/.exec(line)?.[1] ?? []);
    const listed: readonly string[] = Object.values(awsPages);
    expect(pages.filter((page) => !listed.includes(page.replace(/#.*/, "")))).toEqual([]);
    expect(new Set(pages).size).toBeGreaterThan(3);
    const perPolicy = files.flatMap((content) => content.split("Version = "));
    for (const one of perPolicy) {
      const inIt = [...one.matchAll(/# (https:\S+)/g)].map(([, page]) => page);
      expect(inIt.filter((page, index) => page === inIt[index - 1])).toEqual([]);
    }
  });
});
