import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const repository = join(__dirname, "../..");
const page = readFileSync(join(repository, "docs/module-guides.md"), "utf8");

it("each file that answers a point of HashiCorp's guides is there", () => {
  const named = [...page.matchAll(/`((?:lib|test|templates|modules|docs)\/[^`…]*)`/g)].map(
    ([, path]) => path ?? "",
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
});

it("every point has an answer, and every guide its address", () => {
  const rows = page
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (?:point|bound|---)/.test(line));
  expect(rows.filter((row) => (row.split("|")[2] ?? "").trim().length < 10)).toEqual([]);
  const sections = page.split("\n## ").slice(1);
  expect(
    sections.filter((section) => !section.includes("(https://developer.hashicorp.com/terraform/")),
  ).toEqual([]);
});
