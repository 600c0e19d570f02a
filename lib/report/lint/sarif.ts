import { createHash } from "node:crypto";
import { allRules } from "../../lint/all-rules";
import type { JsonPath } from "../../policy/policy";
import type { LocatedFinding } from "./located-finding";
import { messageOf, practiceOf } from "./located-finding";
import { ruleProse } from "./prose";
import { jsonText } from "../json-text";

/**
 * Findings as SARIF 2.1.0, for code scanning. Files are named relative to where trailkey runs.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function findingsSarif(findings: readonly LocatedFinding[]): string {
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "trailkey", rules: allRules.map(reportingDescriptor) } },
        columnKind: "utf16CodeUnits",
        results: resultsOf(findings),
      },
    ],
  };
  return jsonText(log);
}

function reportingDescriptor({ id, severity, page }: (typeof allRules)[number]): unknown {
  const { title, practice } = ruleProse[id];
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: practice },
    help: { text: `${practice} ${page}` },
    helpUri: page,
    defaultConfiguration: { level: severity },
  };
}

function resultsOf(findings: readonly LocatedFinding[]): readonly unknown[] {
  const seen = new Map<string, number>();
  return findings.map((located) => {
    const base = fingerprint(located);
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    return resultOf(located, count === 0 ? base : `${base}:${count}`);
  });
}

function resultOf({ finding, file, line, column, address }: LocatedFinding, print: string): unknown {
  return {
    ruleId: finding.code,
    ruleIndex: allRules.findIndex(({ id }) => id === finding.code),
    level: finding.severity,
    message: { text: `${messageOf(finding)}. ${practiceOf(finding)}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, startColumn: column },
        },
        ...(address !== null && { logicalLocations: [{ fullyQualifiedName: address, kind: "resource" }] }),
      },
    ],
    partialFingerprints: { "trailkeyFinding/v1": print },
    ...(finding.fix && { properties: { fix: finding.fix } }),
  };
}

/** The same for a fault that has only moved: neither lines nor places in lists count, only names. */
function fingerprint({ finding, address }: LocatedFinding): string {
  const what = [finding.code, address, withoutPositions(finding.path), placeless(finding.args)];
  return createHash("sha256").update(JSON.stringify(what)).digest("hex").slice(0, 32);
}

function placeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(placeless(item))).sort();
  if (typeof value !== "object" || value === null) return value;
  const named = Object.entries(value).filter(([name]) => name !== "index" && name !== "first");
  return Object.fromEntries(named.map(([name, inner]) => [name, placeless(inner)]));
}

const withoutPositions = (path: JsonPath): JsonPath => path.filter((step) => typeof step === "string");

/** A relative reference: a name may hold spaces, `#` and `?`. */
const uriOf = (file: string): string => file.split("/").map(encodeURIComponent).join("/");
