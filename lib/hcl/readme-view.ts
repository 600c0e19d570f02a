import { type Blueprint, blockAddress, type Input } from "../terraform/blueprint";
import { printInline } from "./inline";
import { inputExpression } from "./input-value";
import { markdownCode, markdownText } from "./markdown";
import { moduleCall, type ModuleCall } from "./module-call";
import { showUnseen } from "./quoted-string";

/** What the module's README shows; every text is Markdown, escaped. The tables are those of terraform-docs. */
export interface ReadmeView {
  /** Where the file comes from, as it stands in an HTML comment. */
  readonly provenance: string;
  readonly title: string;
  readonly summary: string;
  readonly call: ModuleCall;
  readonly requirements: Table;
  readonly providers: Table;
  readonly resources: Table;
  readonly inputs: Table;
  readonly outputs: Table;
}

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const readmeView = (blueprint: Blueprint, provenance: string): ReadmeView => ({
  provenance: showUnseen(provenance).replaceAll("--", "- -"),
  title: markdownText(blueprint.name),
  summary: markdownText(blueprint.summary),
  call: moduleCall(blueprint, `./modules/${blueprint.name}`),
  requirements: {
    columns: ["Name", "Version"],
    rows: [
      ["terraform", markdownText(blueprint.requires.terraform)],
      ["aws", markdownText(blueprint.requires.aws)],
    ],
  },
  providers: { columns: ["Name", "Version"], rows: [["aws", markdownText(blueprint.requires.aws)]] },
  resources: { columns: ["Name", "Type"], rows: resourceRows(blueprint) },
  inputs: {
    columns: ["Name", "Description", "Type", "Default", "Required"],
    rows: byName(blueprint.inputs).map(inputRow),
  },
  outputs: {
    columns: ["Name", "Description"],
    rows: byName(blueprint.outputs).map(({ name, description }) => [name, description].map(markdownText)),
  },
});

const resourceRows = ({ resources, data }: Blueprint): Table["rows"] => [
  ...resources.map((block) => [markdownText(blockAddress(block)), "resource"]).sort(),
  ...data.map((block) => [markdownText(blockAddress(block)), "data source"]).sort(),
];

const inputRow = ({ name, description, type, value }: Input): readonly string[] => [
  markdownText(name),
  markdownText(description),
  markdownCode(type),
  markdownCode(printInline(inputExpression(value))),
  "no",
];

const byName = <T extends { readonly name: string }>(named: readonly T[]): readonly T[] =>
  [...named].sort((a, b) => (a.name < b.name ? -1 : 1));
