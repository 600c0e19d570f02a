import { FaultLog, typeOf } from "./fault-log";
import { isUnresolved } from "./interpolation";
import { parseStatement } from "./parse-statement";
import type { Policy, PolicyFault } from "./policy";

/**
 * Reads a policy from its JSON, already parsed, and whatever it may be. What makes no sense is left out and
 * reported, never thrown; an element that lost something is noted in its statement's `malformed`.
 */
export function parsePolicy(json: unknown): {
  readonly policy: Policy;
  readonly faults: readonly PolicyFault[];
} {
  const faults = new FaultLog();
  const members = faults.object(json, [], "policy-not-object");
  if (!members) return { policy: { version: "2008-10-17", statements: [] }, faults: faults.all };

  faults.unknownMembers(members, ["Version", "Id", "Statement"], []);
  const statements = statementsOf(members.get("Statement"), faults);
  return { policy: { version: versionOf(members.get("Version"), faults), statements }, faults: faults.all };
}

function versionOf(version: unknown, faults: FaultLog): Policy["version"] {
  if (version === undefined) return "2008-10-17";
  if (version === "2012-10-17" || version === "2008-10-17") return version;
  if (typeof version === "string" && isUnresolved(version)) return "unresolved";
  faults.add("version-unknown", ["Version"], {
    value: typeof version === "string" ? version : typeOf(version),
  });
  return "2008-10-17";
}

function statementsOf(json: unknown, faults: FaultLog): Policy["statements"] {
  if (json === undefined) {
    faults.add("statement-missing", []);
    return [];
  }
  const list: readonly unknown[] = Array.isArray(json) ? json : [json];
  return list.flatMap((item, index) => {
    const path = Array.isArray(json) ? ["Statement", index] : ["Statement"];
    const members = faults.object(item, path, "statement-not-object");
    return members ? [parseStatement(members, index, path, faults)] : [];
  });
}
