import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { ConfigInput } from "../../lib/config/config-input";
import { loadConfig } from "../../lib/config/load";
import type { TextRule } from "../../lib/config/value-rule";
import { describe as describeConfig } from "../../lib/describe/describe";
import type { Blueprint, Input } from "../../lib/terraform/blueprint";
import type { Type } from "../../lib/terraform/type";
import { granting, grantingInOrganization, grantingOwnLogs } from "../support/open-modules";
import { configOf } from "../support/place";

const configs = join(__dirname, "../../modules/configs");

/** A closed module with as many variables as one config can ask for. */
const full: ConfigInput = {
  name: "org-audit",
  account: "111111111111",
  region: "eu-central-1",
  accounts: { log_archive: "333333333333" },
  organization: { id: "o-abcd123456", delegatedAdministrators: ["333333333333"] },
  key: {
    account: "log_archive",
    description: "Ours",
    administrators: ["arn:aws:iam::333333333333:role/Admin"],
  },
  bucket: { name: "org-audit-logs", account: "log_archive", prefix: "logs", deliverFrom: ["222222222222"] },
  encryptFor: ["222222222222", "arn:aws:cloudtrail:eu-west-1:444444444444:trail/theirs"],
  readers: [
    { user: "Bob" },
    { role: "Auditor" },
    { role: "arn:aws:iam::333333333333:role/Forensics" },
    { account: "444444444444" },
    { permissionSet: "AuditSet" },
    { organization: "o-abcd123456" },
    {
      assumableRole: {
        name: "Reader",
        trustedAccounts: ["555555555555"],
        externalId: "vendor-1",
        path: "/audit/",
      },
    },
  ],
  tags: { team: "audit" },
};
const handedIn: ConfigInput = {
  name: "org-audit",
  account: "111111111111",
  key: { existing: "arn:aws:kms:eu-central-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
  bucket: { name: "org-audit-logs", existing: true },
  readers: [{ account: "444444444444" }],
};

const loaded = (file: string): Blueprint => {
  const result = loadConfig(join(configs, file));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return describeConfig(result.config);
};

const blueprints: readonly (readonly [string, Blueprint])[] = [
  ...readdirSync(configs).map((file) => [file, loaded(file)] as const),
  ...[full, handedIn, granting, grantingInOrganization, grantingOwnLogs].map(
    (input, index) => [`config ${index}`, describeConfig(configOf(input))] as const,
  ),
];

const inputs = blueprints.flatMap(([of, { inputs }]) =>
  inputs.map((input) => [`${of}: ${input.name}`, input] as const),
);
const outputs = blueprints.flatMap(([of, { outputs }]) =>
  outputs.map((output) => [`${of}: ${output.name}`, output] as const),
);

/** The numbers that a rule sets bounds by. */
function boundsOf(type: Type): readonly (number | undefined)[] {
  switch (type.kind) {
    case "set":
    case "list":
      return [type.maxItems, ...boundsOf(type.of)];
    case "map":
      return [type.maxItems, type.keys?.maxLength, ...boundsOf(type.of)];
    case "object":
      return Object.values(type.members).flatMap(boundsOf);
    case "string":
    case "number":
      return type.rule?.kind === "number" ? [type.rule.minimum, type.rule.maximum] : ofText(type.rule);
    default:
      return [];
  }
}

const ofText = ({ minLength = 0, maxLength, patterns = [] }: Partial<TextRule> = {}): readonly (
  number | undefined
)[] => [
  ...(minLength > 1 ? [minLength] : []),
  maxLength,
  ...(patterns.some(({ says }) => says === "consist of 12 digits") ? [12] : []),
];

/** Words that say more than the name does. */
const wordsBeside = (name: string, description: string): readonly string[] => {
  const known = new Set([...name.split("_"), "of", "the", "a", "an", "id", "ids", "arn", "arns", "s"]);
  return (description.toLowerCase().match(/[a-z]+/g) ?? []).filter((word) => !known.has(word));
};

/** What terraform-docs would escape, or Markdown would read, is not in a description. */
const isSentences = (text: string): boolean =>
  /^[A-Z].*[^.]\.$/.test(text) && !/ {2}|\n|\bId\b|[`*~<>|[\]&$\\]/.test(text);

it.each(inputs)(
  "the variable %s is described by sentences that say more than its name",
  (_, { name, description }) => {
    expect([description, isSentences(description)]).toEqual([description, true]);
    expect(wordsBeside(name, description).length).toBeGreaterThan(2);
  },
);

it.each(inputs)("the description of %s names each bound that its rule has", (_, { description, type }) => {
  const numbers: readonly string[] = description.match(/[0-9]+/g) ?? [];
  const missing = boundsOf(type).filter((bound) => bound !== undefined && !numbers.includes(String(bound)));
  expect(missing).toEqual([]);
});

/** A default that shows nothing by itself. */
const isNeutral = ({ default: value }: Input): boolean =>
  value === null || (typeof value === "object" && Object.keys(value).length === 0);

it.each(inputs.filter(([, input]) => isNeutral(input) && input.name !== "tags"))(
  "the description of %s says what its default means",
  (_, { description }) => {
    expect(description).toMatch(/Default: |null: |at the end, as given/);
  },
);

it.each(inputs.filter(([, { type }]) => type.kind === "number"))(
  "the description of %s has a unit",
  (_, { description }) => {
    expect(description).toMatch(/\bDays\b/);
  },
);

it.each(outputs)("the output %s says what one does with it", (_, { name, description }) => {
  expect([description, isSentences(description)]).toEqual([description, true]);
  expect(wordsBeside(name, description).length).toBeGreaterThan(2);
  expect(description).toMatch(/\. (?:Pass|Use|Attach|Give|The owner of the (?:key|bucket) must add) /);
});
