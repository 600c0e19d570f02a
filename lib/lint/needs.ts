import { parseArn } from "../config/arn";
import type { Config } from "../config/config";
import type { AccessRequest } from "../evaluate/request";
import type { Deployment } from "../expectations/deployment";
import type { Expectation } from "../expectations/expectation";
import { cloudTrailFor, logOf, onBehalfOf } from "../expectations/requests";
import { includesAction, isAllow, namesService } from "./statement-predicates";
import { awsConfig } from "../policy/aws-config";
import { cloudTrail, contextKey } from "../policy/cloudtrail";
import type { LintedPolicy, LintedStatement } from "./linted-policy";
import type { TrailPattern } from "./trails";
import { someRegion, trailLike } from "./trails";

/** A request that the policy must allow. */
export interface Need {
  /** `record`: AWS Config delivers what it records. */
  readonly what: "encrypt" | "describe" | "decrypt" | "read" | "manage" | "record";
  /** Whose need it is: a service principal or an ARN. */
  readonly who: string;
  readonly request: AccessRequest;
  readonly iamAllows: boolean | "alias";
  /** For CloudTrail: on whose behalf it calls. */
  readonly trail: TrailPattern | null;
}

/** What a config asks of the key policy: every request that it must allow. The owner's are the rule lockout's. */
export function needsOfConfig(
  expectations: readonly Expectation[],
  config: Config,
  deployment: Deployment,
): readonly Need[] {
  const regionIsKnown = deployment.region !== someRegion || config.region !== null;
  // Several needs are of one trail.
  const trails = new Map<string, TrailPattern | null>();
  const trailOf = (arn: string): TrailPattern | null => {
    const known = trails.get(arn);
    const trail = known === undefined ? trailLike(arn, regionIsKnown) : known;
    trails.set(arn, trail);
    return trail;
  };
  return expectations.flatMap((expectation) => {
    const what = expectation.expect === "Allowed" ? whatOf(expectation, config) : null;
    if (what === null) return [];
    const { principal, action, context = {}, iamAllows = false } = expectation;
    const isService = principal === cloudTrail;
    return [
      {
        what,
        who: isService ? principal : whoIs(expectation, config, deployment),
        request: { principal, action, context },
        iamAllows,
        trail: isService ? trailOf(context["aws:SourceArn"] ?? "") : null,
      },
    ];
  });
}

function whatOf({ principal, action, context = {} }: Expectation, { key }: Config): Need["what"] | null {
  if (principal === cloudTrail) return cloudTrailActions.get(action) ?? null;
  if (principal === awsConfig) return "record";
  // A session is refused where its role is.
  if (principal.includes(":assumed-role/")) return null;
  // AWS's page takes digest files for logs. A policy that keeps to it is no mistake.
  if (action === "kms:Decrypt") return contextKey in context ? "read" : null;
  return key.administrators.includes(principal) ? "manage" : null;
}

const cloudTrailActions: ReadonlyMap<string, Need["what"]> = new Map([
  ["kms:GenerateDataKey", "encrypt"],
  ["kms:DescribeKey", "describe"],
  ["kms:Decrypt", "decrypt"],
]);

/** Whoever of a reading account, organization or permission set is tried stands for all of it. */
function whoIs(
  { principal, context = {} }: Expectation,
  { readers }: Config,
  { partition }: Deployment,
): string {
  const organization = context["aws:PrincipalOrgID"];
  if (organization !== undefined) return `organization ${organization}`;
  const set = readers.find(
    (reader) =>
      reader.kind === "permissionSet" &&
      principal.includes(`/AWSReservedSSO_${reader.name}_0123456789abcdef`),
  );
  if (set?.kind === "permissionSet") return `permission set ${set.name}`;
  const account = parseArn(principal)?.account ?? "";
  const isReadingAccount = readers.some((reader) => reader.kind === "account" && reader.id === account);
  return isReadingAccount ? `arn:${partition}:iam::${account}:root` : principal;
}

/** What CloudTrail asks of the key for some trails. */
export function needsOfTrails(trails: readonly TrailPattern[], decrypts: boolean): readonly Need[] {
  return trails.flatMap((trail): readonly Need[] => {
    const need = (what: Need["what"], action: string, context: AccessRequest["context"]): Need => ({
      what,
      who: cloudTrail,
      request: { principal: cloudTrail, action, ...(context && { context }) },
      iamAllows: false,
      trail,
    });
    return [
      need("encrypt", "kms:GenerateDataKey", cloudTrailFor(trail)),
      need("describe", "kms:DescribeKey", onBehalfOf(trail)),
      ...(decrypts ? [need("decrypt", "kms:Decrypt", cloudTrailFor(trail))] : []),
    ];
  });
}

/** Whether a policy means to let CloudTrail decrypt, whether or not it does. */
export const meansToDecrypt = ({ statements }: LintedPolicy): boolean =>
  statements.some(
    (linted) => isAllow(linted) && namesService(linted, cloudTrail) && includesAction(linted, "kms:Decrypt"),
  );

/** What the users and roles that a policy lets read logs ask of the key. */
export function needsOfReaders(
  { statements }: LintedPolicy,
  [trail]: readonly TrailPattern[],
): readonly Need[] {
  // Somebody lets them in, so only somebody who denies can keep them out.
  if (!trail || statements.every(isAllow)) return [];
  const readers = new Set(statements.filter(isReading).flatMap(namedPeople));
  return [...readers].map((principal) => ({
    what: "read",
    who: principal,
    request: { principal, action: "kms:Decrypt", context: logOf(trail) },
    iamAllows: true,
    trail: null,
  }));
}

const isReading = (linted: LintedStatement): boolean =>
  isAllow(linted) && includesAction(linted, "kms:Decrypt");

const namedPeople = ({ principals, statement }: LintedStatement): readonly string[] =>
  statement.principals?.negated
    ? []
    : principals
        .filter(
          ({ type, text }) => type === "AWS" && /^arn:[^:*?]+:iam::\d{12}:(user|role)\/[^*?${]+$/.test(text),
        )
        .map(({ text }) => text);
