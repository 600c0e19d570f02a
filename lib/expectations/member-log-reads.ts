import type { Config, OrganizationReader } from "../config/config";
import type { LogBucket } from "./log-bucket";
import { memberFile } from "./log-bucket";
import type { PolicyExpectation } from "./policy-expectation";
import type { LogReads } from "./log-read";
import { readerPolicyName } from "../config/reader-policy-name";
import type { TrailsToTry } from "./trails-to-try";
import { unnamedMembers } from "./trails-to-try";

/** What two accounts of the organization that the config does not name really read, their own logs and each other's. */
export function memberLogReads(
  config: Config,
  bucket: LogBucket,
  reader: OrganizationReader,
  trails: TrailsToTry,
  readsOf: (log: { readonly trail: TrailsToTry["own"]; readonly file: string }) => LogReads,
): readonly PolicyExpectation[] {
  const { deployment, own } = trails;
  const [member, neighbour] = unnamedMembers(config, trails);
  const principal = `arn:${deployment.partition}:iam::${member}:role/Audit`;
  const context = { "aws:PrincipalOrgID": reader.id };
  const policy = [readerPolicyName(reader)] as const;
  const ownLog = readsOf({ trail: own, file: memberFile(bucket, reader.id, own, member) });
  const othersLog = readsOf({ trail: own, file: memberFile(bucket, reader.id, own, neighbour) });
  return [
    ownLog(principal, "Allowed", policy, context),
    ownLog(principal, "ImplicitlyDenied", "nothing", context),
    ownLog(principal, "ImplicitlyDenied", "everything"),
    ownLog(principal, "ImplicitlyDenied", "everything", { "aws:PrincipalOrgID": "o-zzzzzzzzzz" }),
    othersLog(principal, reader.only === "own" ? "ImplicitlyDenied" : "Allowed", policy, context),
    ...(reader.only === "own" ? [othersLog(principal, "ImplicitlyDenied", "everything", context)] : []),
  ];
}
