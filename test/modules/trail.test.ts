import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe as describeConfig } from "../../lib/describe/describe";
import { loadConfig } from "../../lib/config/load";
import { render } from "../../lib/hcl/render";

const root = join(__dirname, "../../modules");

function rendered(): Readonly<Record<string, string>> {
  const loaded = loadConfig(join(root, "configs/trail.yaml"));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return Object.fromEntries(
    render(describeConfig(loaded.config)).map(({ path, content }) => [path, content]),
  );
}

function committed(): Readonly<Record<string, string>> {
  const files = readdirSync(join(root, "trail"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/(^|\/)\.terraform/.test(join(entry.parentPath, entry.name)))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, "trail").length + 1));
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(root, "trail", file), "utf8")]));
}

test("modules/trail is what generate makes of modules/configs/trail.yaml, and lists just that", () => {
  const { ".trailkey.json": list, ...files } = committed();
  expect(files).toEqual(rendered());
  const { files: listed } = JSON.parse(list ?? "{}") as { readonly files: object };
  expect(Object.keys(listed).sort()).toEqual(Object.keys(files).sort());
});

test("modules/trail fits any account and Region, so it names none", () => {
  const text = Object.values(rendered())
    .join("\n")
    .replace(/\(example: [^)]*\)/g, "");
  expect(text).not.toMatch(/variable "(account_id|region)"/);
  expect(text).not.toMatch(/\b[0-9]{12}\b/);
  expect(text).toContain("data.aws_caller_identity.current.account_id");
});
