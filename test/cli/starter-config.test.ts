import { parse } from "yaml";
import { starterConfig } from "../../lib/cli/starter-config";
import { configJsonSchema } from "../../lib/config/json-schema";
import type { JsonSchema } from "../../lib/config/json-schema";
import { parseConfig } from "../../lib/config/parse";

/** The names of all options, at whatever depth. */
function optionNames(schema: JsonSchema): readonly string[] {
  const own = Object.entries(schema.properties ?? {});
  const alternatives = [
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.items ? [schema.items] : []),
  ];
  return [
    ...own.flatMap(([name, option]) => [name, ...optionNames(option)]),
    ...alternatives.flatMap((alternative) => optionNames(alternative)),
  ];
}

/** The starter with every option that it only shows taken in, bar those in `without`. */
const uncommented = (...without: readonly string[]): string =>
  starterConfig
    .split("\n")
    .filter((line) => !without.some((option) => line.trimStart().startsWith(`# ${option}:`)))
    .map((line) => (/^ *# +(-|[A-Za-z]+:( |$))/.test(line) ? line.replace("# ", "") : line))
    .join("\n");

test("the starter is right as it is, without a warning", () => {
  expect(parseConfig(parse(starterConfig))).toMatchObject({ ok: true, warnings: [] });
});

test("the starter names every option", () => {
  const names = optionNames(configJsonSchema());
  expect(names).toContain("deletionWindowDays");
  // The long form of a plain entry of encryptFor and deliverFrom, whose short form stands there.
  // `$schema` is for JSON; in YAML a comment says the same.
  const missing = [...new Set(names)]
    .filter((name) => name !== "$schema")
    .filter((name) => !new RegExp(`\\b${name}:`).test(starterConfig));
  expect(missing).toEqual([]);
});

test("what the starter only shows is right too", () => {
  // An adopted key and somebody else's bucket are other configs.
  const config = parse(uncommented("existing")) as { readonly bucket: Readonly<Record<string, unknown>> };
  expect(
    parseConfig({ ...config, bucket: { name: config.bucket.name, prefix: config.bucket.prefix } }),
  ).toMatchObject({
    ok: true,
    config: { account: "111111111111", key: { style: "strict" }, readers: { length: 4 } },
  });
});
