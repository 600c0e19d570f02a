import { Testing } from "cdktf";
import { TrailStack } from "../../../lib/cdktf";
import { configOf } from "../../support/place";
import { readTemplate, synth } from "../fixtures";

// Found by a config that named TOKEN.0: it stood for nothing yet when the config was read, and for something later.
test("text of a file is text, though CDKTF gives out a token of that name afterwards", () => {
  const names = Array.from({ length: 40 }, (_, count) => `\${TfToken[TOKEN.${count}]}`);
  const config = configOf({
    name: "org-audit",
    account: "111111111111",
    bucket: { name: "org-audit-logs" },
    key: { description: names.join(" ") },
    tags: Object.fromEntries(names.slice(0, 5).map((name) => [name, name])),
  });
  const { resource } = synth(new TrailStack(Testing.app(), "literal", { config: { config } }));
  const key = resource?.aws_kms_key?.this;
  expect(readTemplate(String(key?.description))).toBe(names.join(" "));
  const tags = Object.entries(key?.tags as Record<string, string>).map(([name, value]) => [
    readTemplate(name),
    readTemplate(value),
  ]);
  expect(tags).toEqual(names.slice(0, 5).map((name) => [name, name]));
});
