import { type Block, type Blueprint, blockAddress, type Input } from "../terraform/blueprint";
import { showUnseen } from "../terraform/quoted-string";
import { aliasedProviders, providerAddress } from "../terraform/used-providers";
import { canonicalJson, type JsonValue } from "../terraform/canonical-json";
import { byName } from "./by-name";
import { guideView, type GuideView } from "./guide-view";
import { markdownCode, markdownText } from "./markdown";
import { moduleCall, type ModuleCall } from "./module-call";
import { type ProviderView, providerViews } from "./provider-view";
import { typeText } from "./type-text";

/** What the module's README shows; every text is Markdown, escaped. The tables are as terraform-docs writes them. */
export interface ReadmeView {
  /** Where the file comes from, as it stands in an HTML comment. */
  readonly provenance: string;
  readonly title: string;
  readonly summary: string;
  /** What the call passes. Empty: it inherits the only one. */
  readonly providers: readonly ProviderView[];
  readonly call: ModuleCall;
  /** `null`: the tables are all there is to say. */
  readonly guide: GuideView | null;
  readonly tables: readonly Table[];
}

/** A section of terraform-docs; `instead` stands in place of a table without rows. */
interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly instead: string | null;
}

export const readmeView = (blueprint: Blueprint, provenance: string): ReadmeView => ({
  provenance: showUnseen(provenance).replaceAll("--", "- -"),
  title: markdownText(blueprint.name),
  summary: markdownText(blueprint.summary),
  providers: aliasedProviders(blueprint).length === 0 ? [] : providerViews(blueprint),
  call: moduleCall(blueprint, `./modules/${blueprint.name}`),
  guide: blueprint.guide ? guideView(blueprint.guide) : null,
  tables: [
    table("Requirements", nameAndVersion, [
      [anchor("requirement", "terraform"), constraint(blueprint.requires.terraform)],
      [anchor("requirement", "aws"), constraint(blueprint.requires.aws)],
    ]),
    table("Providers", nameAndVersion, providerRows(blueprint)),
    table("Modules", [], []),
    table("Resources", ["| Name | Type |", "|------|------|"], resourceRows(blueprint.blocks)),
    table(
      "Inputs",
      [
        "| Name | Description | Type | Default | Required |",
        "|------|-------------|------|---------|:--------:|",
      ],
      byName(blueprint.inputs).map(inputRow),
    ),
    table(
      "Outputs",
      ["| Name | Description |", "|------|-------------|"],
      byName(blueprint.outputs).map(({ name, description }) => [
        anchor("output", name),
        markdownText(description),
      ]),
    ),
  ],
});

const nameAndVersion = ["| Name | Version |", "|------|---------|"] as const;

const table = (title: string, head: readonly string[], rows: Table["rows"]): Table => ({
  title,
  head,
  rows,
  instead: rows.length === 0 ? `No ${title.toLowerCase()}.` : null,
});

/** A name that other pages can link to. */
const anchor = (kind: string, name: string): string =>
  `<a name="${kind}_${name}"></a> [${underscored(name)}](#${kind}\\_${underscored(name)})`;

const underscored = (name: string): string => name.replaceAll("_", "\\_");

/** A version constraint, which terraform-docs does not escape. */
const constraint = (versions: string): string => showUnseen(versions).replaceAll("|", "\\|");

const providerRows = (blueprint: Blueprint): Table["rows"] =>
  [null, ...aliasedProviders(blueprint).map(({ alias }) => alias)]
    .map(providerAddress)
    .sort()
    .map((name) => [anchor("provider", name), constraint(blueprint.requires.aws)]);

const resourceRows = (blocks: readonly Block[]): Table["rows"] =>
  (["resource", "data"] as const).flatMap((mode) =>
    blocks
      .filter((block) => block.mode === mode)
      .map((block) => resourceRow(block))
      .sort(([left = ""], [right = ""]) => (left < right ? -1 : 1)),
  );

function resourceRow({ mode, type, name }: Block): readonly string[] {
  const [folder, kind] = mode === "data" ? ["data-sources", "data source"] : ["resources", "resource"];
  const page = `https://registry.terraform.io/providers/hashicorp/aws/latest/docs/${folder}/${type.replace("aws_", "")}`;
  return [`[${blockAddress({ mode: "resource", type, name })}](${page})`, kind];
}

const inputRow = ({ name, description, type, default: value }: Input): readonly string[] => [
  anchor("input", name),
  markdownText(description),
  codeCell(typeText(type, 1)),
  value === undefined ? "n/a" : codeCell(indentedJson(value)),
  value === undefined ? "yes" : "no",
];

/** As terraform-docs writes a default: JSON with sorted keys. */
const indentedJson = (value: JsonValue): string => JSON.stringify(JSON.parse(canonicalJson(value)), null, 2);

/** Code in a cell of a table; over several lines it is preformatted. */
const codeCell = (code: string): string =>
  code.includes("\n")
    ? `<pre>${code.replace(/[&<>|\n]/g, (character) => escapes[character] ?? character)}</pre>`
    : markdownCode(code);

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "|": "&#124;",
  "\n": "<br/>",
};
