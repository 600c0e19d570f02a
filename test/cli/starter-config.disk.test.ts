import { parse } from "yaml";
import { starterConfig } from "../../lib/cli/starter-config";
import { alternativesOf } from "../../lib/config/option-tree";
import { configJsonSchema } from "../../lib/config/json-schema";
import type { ConfigInput } from "../../lib/config/config-input";
import type { JsonSchema } from "../../lib/config/json-schema";
import { parseConfig } from "../../lib/config/parse";

/** All options with their descriptions, at whatever depth. An entry that is shown by an example has none of its own. */
function optionsIn(
  schema: JsonSchema,
  isEntry = false,
): readonly (readonly [name: string, description: string])[] {
  if (schema.examples !== undefined) return [];
  const kinds = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  // Of an option that has one section or another, the first is shown; of a list, an entry of each kind.
  const shown = kinds.filter(({ properties }) => properties !== undefined).slice(0, 1);
  const below = [...(isEntry ? kinds : shown), ...(schema.items ? [schema.items] : [])];
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, option]) => [
      [name, option.description ?? ""] as const,
      ...optionsIn(option),
    ]),
    ...below.flatMap((inner) => optionsIn(inner, inner === schema.items)),
  ];
}

const sections = new Map(sectionsIn(configJsonSchema()));

/** The sections of options, by name. */
function sectionsIn({
  properties = {},
}: JsonSchema): readonly (readonly [name: string, section: JsonSchema])[] {
  return Object.entries(properties).flatMap(([name, option]) =>
    alternativesOf(option)
      .filter((section) => section.properties !== undefined)
      .flatMap((section) => [[name, section] as const, ...sectionsIn(section)]),
  );
}

const requiredIn = (name: string): readonly string[] => sections.get(name)?.required ?? [];

const lines = starterConfig().split("\n");

/** An option, or an entry of a list, that is commented out: what stands before it, and the option. */
const commented = /^( *)# ( *)(?=- |[A-Za-z][\w-]*:( |$))/;
const indentOf = (line: string): number =>
  (/^ *(# *)?/.exec(line)?.[0].length ?? 0) - (commented.test(line) ? 2 : 0);

/** The lines below a line that are in it. */
function linesIn(index: number): readonly number[] {
  const indent = indentOf(lines[index] ?? "");
  const after = lines.findIndex(
    (line, other) => other > index && commented.test(line) && indentOf(line) <= indent,
  );
  return lines.flatMap((_, at) => (at > index && (at < after || after < 0) ? [at] : []));
}

/** The sections that a line is in, from the innermost. */
function sectionsOf(index: number): readonly number[] {
  const sections = [];
  let inner = indentOf(lines[index] ?? "");
  for (let at = index - 1; at >= 0 && inner > 0; at--) {
    const line = lines[at] ?? "";
    if (line === "") break;
    if (!commented.test(line) || indentOf(line) >= inner) continue;
    sections.push(at);
    inner = indentOf(line);
  }
  return sections;
}

const nameAt = (index: number): string => /^[ #-]*(\w*)/.exec(lines[index] ?? "")?.[1] ?? "";

/** What stands without its comment when a line does: the sections that it is in with what they require, and all that is in it. */
function blockOf(index: number): ReadonlySet<number> {
  const sections = sectionsOf(index);
  const [section] = sections;
  const required =
    section === undefined
      ? []
      : linesIn(section).filter((at) => requiredIn(nameAt(section)).includes(nameAt(at)));
  return new Set([index, ...linesIn(index), ...sections, ...required]);
}

/** What stands without its comment when the section of a line does. */
function sectionOf(index: number): ReadonlySet<number> {
  const [section = index] = sectionsOf(index);
  return new Set([section, ...linesIn(section), ...sectionsOf(section)]);
}

const uncommented = (block: (index: number) => boolean): string =>
  lines.map((line, index) => (block(index) ? line.replace(commented, "$1$2") : line)).join("\n");

/** A config with the other options that what it holds needs: accounts by name, and an organization. */
function withItsNeeds(config: ConfigInput): ConfigInput {
  const written = JSON.stringify(config);
  const { organization, key } = config;
  return {
    ...config,
    ...(key?.replicas !== undefined && { key: { ...key, multiRegion: true } }),
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

/** What exists already is said in place of what is created; a role goes with a log group, a key with a topic, and alarms with what they watch. */
function oneWay(config: ConfigInput): ConfigInput {
  const { logGroup, notifications, alarms, events } = config;
  return {
    ...config,
    ...(alarms !== undefined &&
      events !== undefined && { events: { ...events, excludeManagementSources: [] } }),
    ...(typeof logGroup === "object" &&
      logGroup.existing !== undefined && {
        logGroup: { existing: logGroup.existing, role: "arn:aws:iam::111111111111:role/ToLogs" },
      }),
    ...(typeof notifications === "object" &&
      (notifications.existing ?? notifications.key) !== undefined && {
        notifications: {
          existing: "arn:aws:sns:us-east-1:222222222222:central-notifications",
          ...(notifications.key !== undefined && { key: notifications.key }),
        },
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
    expect([name, lines[at + 1]]).toEqual([name, expect.stringMatching(new RegExp(`^[ #]*(- )?${name}:`))]);
  }
});

/** The options, and the entries of lists, but not what is inside of these. Of a section, each option is asked. */
const optional = lines.flatMap((line, index) =>
  /^ *#( {2})? (?=- |[A-Za-z]\w*:( |$))/.test(line) &&
  !(line.endsWith(":") && sections.has(nameAt(index))) &&
  // A text has no file beside which another could be.
  nameAt(index) !== "extends"
    ? [[line.trim(), index] as const]
    : [],
);

test.each(optional)("%s is right without its comment, or its whole section is", (line, index) => {
  // Where a bucket is, is said of an existing one alone.
  const existing = /^ {2}# (account|region):/.test(lines[index] ?? "")
    ? "existing: true"
    : "# existing: false";
  const configs = [blockOf(index), sectionOf(index)].map((block) => {
    const text = uncommented((at) => block.has(at)).replace("# existing: false", existing);
    return parse(text) as ConfigInput;
  });
  const right = configs.filter((config) => {
    const result = parseConfig(oneWay(withItsNeeds(config)));
    return result.ok && result.warnings.length === 0;
  });
  expect([line, right.length > 0]).toEqual([line, true]);
  for (const config of right) {
    expect(config).not.toEqual(parse(starterConfig().replace("# existing: false", existing)));
  }
});

test("all of it together is right, but for what only an existing key or bucket can have", () => {
  const text = uncommented(
    (at) => !/^(#   (existing|account)|  # (account|region)|# extends):/.test(lines[at] ?? ""),
  );
  // Its default stands there, and replicas need the other value.
  const config = parse(text.replace("multiRegion: false", "multiRegion: true")) as ConfigInput;
  expect(parseConfig(oneWay(config))).toMatchObject({
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
