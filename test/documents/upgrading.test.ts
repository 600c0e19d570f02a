import { readFileSync } from "node:fs";
import { join } from "node:path";

const read = (file: string): string => readFileSync(join(__dirname, "../..", file), "utf8");

/** The sections of a document, each with its title. */
const sectionsOf = (text: string): readonly { readonly title: string; readonly body: string }[] =>
  text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = "", ...lines] = section.split("\n");
      return { title, body: lines.join("\n") };
    });

const isBreaking = ({ body }: { readonly body: string }): boolean => /\*\*[^*]+\*\*/.test(body);

test("docs/upgrading.md has a section, under the same title, for every release that breaks something", () => {
  const upgrading = sectionsOf(read("docs/upgrading.md")).map(({ title }) => title);
  const breaking = sectionsOf(read("CHANGELOG.md")).filter(isBreaking);
  expect(breaking.length).toBeGreaterThan(0);
  expect(breaking.map(({ title }) => title).filter((title) => !upgrading.includes(title))).toEqual([]);
});

test("every address in docs/upgrading.md is one that the modules have today", () => {
  const modules = ["key", "bucket", "trail", "readers"]
    .map((file) => read(`modules/trail/${file}.tf`))
    .join();
  const addresses = [...read("docs/upgrading.md").matchAll(/`(aws_[a-z0-9_]+)\.([a-z_]+)`/g)];
  expect(addresses.length).toBeGreaterThan(3);
  expect(
    addresses.flatMap(([address, type, name]) =>
      modules.includes(`resource "${String(type)}" "${String(name)}"`) ? [] : [address],
    ),
  ).toEqual([]);
});
