import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConfigInput } from "../../lib/config/config-input";
import { configJsonSchema } from "../../lib/config/json-schema";
import type { WrittenConfig } from "../../lib/config/schema";
import { configInputSource } from "../../scripts/config-input-source";

const root = join(__dirname, "../..");
const file = "lib/config/config-input.ts";

test("the committed type is what the generator makes of the JSON Schema", () => {
  const prettier = join(root, "node_modules/prettier/bin/prettier.cjs");
  const formatted = execFileSync(process.execPath, [prettier, "--stdin-filepath", file], {
    cwd: root,
    input: configInputSource(configJsonSchema()),
    encoding: "utf8",
  });
  expect(readFileSync(join(root, file), "utf8")).toBe(formatted);
});

test("it is the type that the schema takes, in both directions", () => {
  type ReadonlyLists<Value> = Value extends readonly (infer Item)[]
    ? readonly ReadonlyLists<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: ReadonlyLists<Value[Key]> }
      : Value;
  // The compiler checks these two; the type check runs apart from the tests.
  const toSchema = (input: ConfigInput): ReadonlyLists<WrittenConfig> => input;
  const fromSchema = (input: ReadonlyLists<WrittenConfig>): ConfigInput => input;
  const input: ConfigInput = { name: "org-audit", trail: false };
  expect(fromSchema(toSchema(input))).toBe(input);
});
