import { cloudTrail } from "../policy/cloudtrail";
import { membersOf } from "./linted-policy";

/** Whether a statement of a policy allows CloudTrail anything by its name. */
export function letsCloudTrailIn(policy: unknown): boolean {
  const written = membersOf(policy).get("Statement");
  const statements = Array.isArray(written) ? (written as readonly unknown[]) : [written];
  return statements.map(membersOf).some((statement) => {
    const service = membersOf(statement.get("Principal")).get("Service");
    const services = Array.isArray(service) ? (service as readonly unknown[]) : [service];
    return statement.get("Effect") === "Allow" && services.includes(cloudTrail);
  });
}
