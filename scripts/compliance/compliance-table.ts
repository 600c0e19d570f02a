import { parseConfig } from "../../lib/config/parse";
import { describe } from "../../lib/describe/describe";
import type { Blueprint } from "../../lib/terraform/blueprint";
import type { Requirement } from "./requirements";
import { requirements } from "./requirements";

const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  readers: [{ role: "Auditor" }],
};

/** The configs that the table compares: the default output, and with the profile of the CIS benchmark. */
export const compared = {
  default: base,
  cis: { ...base, logGroup: true, alarms: true, profile: "cis" },
} as const;

export function blueprintOf(options: object): Blueprint {
  const parsed = parseConfig(options);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return describe(parsed.config);
}

/** What each requirement is satisfied by, or why it is not, as a table in Markdown. */
export function complianceTable(): string {
  const [byDefault, cis] = [blueprintOf(compared.default), blueprintOf(compared.cis)];
  const rows = requirements.map((requirement) => [
    requirement.asks,
    requirement.controls.join(", "),
    verdict(requirement, byDefault),
    verdict(requirement, cis),
  ]);
  const head = ["requirement", "controls", "default output", "`profile: cis`"];
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function verdict({ evidence, otherwise }: Requirement, blueprint: Blueprint): string {
  const found = evidence(blueprint);
  return found.length > 0 ? found.join(", ") : `no. ${otherwise}`;
}
