import type { Authorization, MissingDocument } from "./authorization/authorization";
import { callerSides } from "./authorization/caller-sides";
import type { Documents } from "./authorization/documents";
import { grantsSide } from "./authorization/grants-side";
import { resourcePolicies, servicePolicies } from "./authorization/organization-sides";
import type { Outcome, ResourceKind } from "./authorization/outcome";
import { goesThrough, outcomeOf, possibleVerdicts } from "./authorization/outcome";
import { compileResourcePolicy } from "./authorization/resource-policy";
import { settingOf } from "./authorization/setting";
import type { SideName, Sides, Taken } from "./authorization/sides";
import { missingIn, valuesOf } from "./authorization/sides";
import { decidingDocuments } from "./authorization/deciding-documents";
import type { Verdict } from "./decision";
import type { EvaluateOptions } from "./evaluate";
import { evaluate, subjectOf } from "./evaluate";
import type { AccessRequest } from "./request";
import type { Truth } from "./truth";
import { and } from "./truth";

export interface AuthorizeOptions extends EvaluateOptions {
  /**
   * Whether the caller's own IAM (its identity policies, and whatever bounds them) allows the action; `alias`: on an
   * alias, and not on the key. Where this is said, it counts in place of the caller's identity-based policies.
   * @default undefined: the documents tell
   */
  readonly iamAllows?: boolean | "alias";
  /**
   * What the policy is on: a KMS key, an S3 bucket (without access control lists and Block Public Access), or a role
   * (its trust policy).
   * @default "key"
   */
  readonly kind?: ResourceKind;
}

/**
 * Decides a request as AWS does, with every policy that bears on it: the resource policy, the caller's identity-based
 * policies, permissions boundary and session policy, the service control policies of the caller's account, the
 * resource control policies of the owner's account, and the key's grants. VPC endpoint policies are not modelled.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * @param policy the resource policy's JSON, parsed
 * @param documents from `parseDocuments`; what is not given is told in the result's `notKnown`
 * @throws {UnknownPrincipalError} where nobody can call under the name that `request.principal` gives
 */
export function authorize(
  policy: unknown,
  request: AccessRequest,
  documents: Documents,
  options: AuthorizeOptions,
): Authorization {
  const { owner, iamAllows, kind = "key" } = options;
  const compiled = compileResourcePolicy(policy, kind);
  const subject = subjectOf(request, compiled, owner);
  const setting = settingOf(compiled, subject, owner, kind);
  const sides: Sides = {
    ...callerSides(subject, documents, owner, iamAllows),
    scps: servicePolicies(subject, documents),
    rcps: resourcePolicies(subject, documents, owner),
    grants: grantsSide(subject, documents, kind),
  };
  const takenAs = (take: (side: SideName) => Taken): Outcome => outcomeOf(setting, valuesOf(sides, take));
  const told = takenAs(() => "as told");
  const [only = "ImplicitlyDenied", another] = possibleVerdicts(told);
  const verdict: Verdict = another === undefined ? only : "Unknown";
  // Most callers ask many requests and read the verdict alone.
  return {
    verdict,
    get possible() {
      return possibleVerdicts(takenAs(openIn(missingIn(sides))));
    },
    get notKnown() {
      return missingThatMatters(missingIn(sides), takenAs);
    },
    get decidedBy() {
      return decidingDocuments(setting, sides, verdict);
    },
    get keyPolicy() {
      return evaluate(compiled, request, { owner, iamAllows: iamAllows ?? iamToldBy(sides) });
    },
  };
}

type Missing = ReturnType<typeof missingIn>;

const openIn = (missing: Missing): ((side: SideName) => Taken) => {
  const open = new Set(missing.map(({ side }) => side));
  return (side) => (open.has(side) ? "unknown" : "as told");
};

/** The documents that were not given and could change whether the request goes through. */
function missingThatMatters(
  missing: Missing,
  takenAs: (take: (side: SideName) => Taken) => Outcome,
): readonly MissingDocument[] {
  const asOpen = openIn(missing);
  const matters = missing.filter(({ side: asked }) => {
    const throughWith = (taken: Taken): Truth =>
      goesThrough(takenAs((side) => (side === asked ? taken : asOpen(side))));
    return throughWith("best") !== throughWith("worst");
  });
  return matters.map(({ document }) => document);
}

const iamToldBy = ({ identity, boundary, session }: Sides): boolean =>
  and(identity.weight.allows, and(boundary.weight.allows, session.weight.allows)) === true;
