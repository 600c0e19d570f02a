import { createHash } from "node:crypto";
import type { JsonPath } from "../../policy/policy";
import type { LocatedFinding } from "./located-finding";

/** The same for a fault that has only moved: neither lines nor places in lists count, only names. */
export function fingerprint({ finding, address }: Pick<LocatedFinding, "finding" | "address">): string {
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
