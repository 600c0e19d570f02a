import { parse } from "yaml";
import { starterConfig } from "../../lib/cli/starter-config";
import { configJsonSchema } from "../../lib/config/json-schema";
import type { ConfigInput } from "../../lib/config/config-input";
import type { JsonSchema } from "../../lib/config/json-schema";
import { parseConfig } from "../../lib/config/parse";

/** All options with their descriptions, at whatever depth. */
function optionsIn(schema: JsonSchema): readonly (readonly [name: string, description: string])[] {
  const below = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])];
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, option]) => [
      [name, option.description ?? ""] as const,
      ...optionsIn(option),
    ]),
    ...below.flatMap(optionsIn),
  ];
}

const lines = starterConfig().split("\n");

/** An option, or an entry of a list, that is commented out: what stands before it, and the option. */
const commented = /^( *)# ( *)(?=- |[A-Za-z_-]+:( |$))/;
const indentOf = (line: string): number =>
  (/^ *(# *)?/.exec(line)?.[0].length ?? 0) - (commented.test(line) ? 2 : 0);

/** What stands without its comment when a line does: the sections that it is in, and all that is in it. */
function blockOf(index: number): ReadonlySet<number> {
  const indent = indentOf(lines[index] ?? "");
  const after = lines.findIndex(
    (line, other) => other > index && commented.test(line) && indentOf(line) <= indent,
  );
  const block = new Set(lines.flatMap((_, at) => (at >= index && (at < after || after < 0) ? [at] : [])));
  let inner = indent;
  for (let at = index - 1; at >= 0 && inner > 0; at--) {
    const line = lines[at] ?? "";
    if (line === "") break;
    if (!commented.test(line) || indentOf(line) >= inner) continue;
    block.add(at);
    inner = indentOf(line);
  }
  return block;
}

const uncommented = (block: (index: number) => boolean): string =>
  lines.map((line, index) => (block(index) ? line.replace(commented, "$1$2") : line)).join("\n");

/** A config with the other options that what it holds needs: accounts by name, and an organization. */
function withItsNeeds(config: ConfigInput): ConfigInput {
  const written = JSON.stringify(config);
  const { organization, key } = config;
  return {
    ...config,
    ...(written.includes("log_archive") && {
      accounts: { log_archive: "222222222222" },
      key: { account: "log_archive", ...key },
    }),
    ...(written.includes("organization") && {
      account: "111111111111",
      organization: { id: "o-abcd123456", ...organization },
    }),
  };
}

test("the starter is right as it is, without a warning", () => {
  expect(parseConfig(parse(starterConfig()))).toMatchObject({ ok: true, warnings: [] });
});

test("the starter has every option with its description", () => {
  const options = optionsIn(configJsonSchema()).filter(([name]) => name !== "$schema");
  expect(options.map(([name]) => name)).toContain("deletionWindowDays");
  for (const [name, description] of options) {
    const at = lines.findIndex((line) => line.endsWith(`# ${description}`));
    expect([name, lines[at + 1]]).toEqual([
      name,
      expect.stringMatching(new RegExp(`^ *(# *)?(- )?${name}:`)),
    ]);
  }
});

/** The options, and the entries of lists, but not what is inside of these. */
const optional = lines.flatMap((line, index) =>
  /^ *#( {2})? (?=- |[A-Za-z]+:( |$))/.test(line) && line !== "# key:" ? [[line.trim(), index] as const] : [],
);

test.each(optional)("%s is right without its comment", (_, index) => {
  const block = blockOf(index);
  // Where a bucket is, is said of an existing one alone.
  const text = uncommented((at) => block.has(at)).replace("# existing: false", "existing: true");
  const config = withItsNeeds(parse(text) as ConfigInput);
  expect(parseConfig(config)).toMatchObject({ ok: true, warnings: [] });
  expect(parse(text)).not.toEqual(parse(starterConfig().replace("# existing: false", "existing: true")));
});

test("all of it together is right, but for what only an existing key or bucket can have", () => {
  const text = uncommented((at) => !/^(#   (existing|account)|  # (account|region)):/.test(lines[at] ?? ""));
  expect(parseConfig(parse(text))).toMatchObject({
    ok: true,
    warnings: [],
    config: {
      account: "111111111111",
      key: { style: "strict" },
      bucket: { deliverFrom: { length: 2 } },
      readers: { length: 6 },
    },
  });
});
