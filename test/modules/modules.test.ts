import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import { moduleNames } from "../../scripts/recorded-interfaces";
import { configNames, configOfModule, filesOf, modulesFolder } from "../support/modules";

const rendered = (name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    render(describeConfig(configOfModule(name))).map(({ path, content }) => [path, content]),
  );

/** The root's own code, without the examples in messages. */
const codeOf = (files: Readonly<Record<string, string>>): string =>
  Object.entries(files)
    .filter(([path]) => /^[^/]*\.tf$/.test(path))
    .map(([, content]) => content.replace(/\(example: [^)]*\)/g, ""))
    .join("\n");

test("each module has a config, and each config a module", () => {
  expect(moduleNames()).toEqual(configNames);
  expect(configNames).toEqual(["key", "log-archive", "organization-trail", "reader-role", "trail"]);
});

test.each(configNames)("modules/%s is what generate makes of its config, and lists just that", (name) => {
  const { ".trailkey.json": list, ...files } = filesOf(join(modulesFolder, name));
  expect(files).toEqual(rendered(name));
  const { files: listed } = JSON.parse(list ?? "{}") as { readonly files: object };
  expect(Object.keys(listed).sort()).toEqual(Object.keys(files).sort());
});

test.each(configNames)("modules/%s names no account, organization or principal of its config", (name) => {
  // An account that the caller may pin is a variable, whose default is judged with the open variables.
  const code = codeOf(rendered(name)).replace(/^variable "(\w+_)?account_id" \{$[^]*?^\}$/gm, "");
  expect(code).not.toMatch(/\b[0-9]{12}\b/);
  expect(code).not.toMatch(/\bo-[a-z0-9]{10,32}\b/);
  expect(code).not.toMatch(
    /Auditor|"Bob"|KeyAdmin\b|Responder|SecurityAudit\b|SecurityVendor|CloudTrailReader|vendor-7f3a/,
  );
});

test.each(configNames)(
  "examples/complete of modules/%s shows a value of each variable that grants",
  (name) => {
    const { inputs } = describeConfig(configOfModule(name));
    const empty = inputs.filter(({ value }) => ["[]", "{}"].includes(JSON.stringify(value)));
    // An account cannot read all logs of its organization and only its own.
    expect(empty.map((input) => input.name).filter((input) => input !== "reader_organization_ids")).toEqual(
      [],
    );
  },
);

test.each(configNames)("modules/%s has the files of the registry's standard structure", (name) => {
  const files = Object.keys(rendered(name));
  const root = ["README.md", "main.tf", "outputs.tf", "variables.tf", "versions.tf"];
  const example = [...root.slice(1), "providers.tf"];
  expect(files).toEqual(expect.arrayContaining(root));
  for (const folder of ["basic", "complete"])
    expect(files).toEqual(expect.arrayContaining(example.map((file) => `examples/${folder}/${file}`)));
  const { inputs, outputs } = describeConfig(configOfModule(name));
  expect([...inputs, ...outputs].filter(({ description }) => description === "")).toEqual([]);
});

test("the repository has the licence that the registry asks for", () => {
  expect(existsSync(join(modulesFolder, "../LICENSE"))).toBe(true);
});
