import { isUnresolved } from "../../policy/interpolation";
import { nearest } from "../../config/nearest";
import { exampleStatements, policyWith } from "../examples";
import { nameOf } from "../statement-predicates";
import { cloudTrail } from "../../policy/cloudtrail";
import type { LocatedPrincipal } from "../linted-policy";
import { changed } from "../changed-statement";
import { replacement } from "../fix";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type ImpossiblePrincipalArgs = {
  readonly statement: StatementName;
  readonly type: string;
  readonly principal: string;
  readonly problem: PrincipalProblem;
  /** What it was most likely meant to be. */
  readonly nearest: string | null;
};

export type PrincipalProblem =
  | "group"
  | "wildcard"
  | "deleted"
  | "service among AWS principals"
  | "no service"
  | "canonical user"
  | "no identity";

const { root, read } = exampleStatements;

export const impossiblePrincipal: LintRule<"impossible-principal", ImpossiblePrincipalArgs> = {
  id: "impossible-principal",
  severity: "error",
  page: pages.principal,
  bad: {
    policy: policyWith(root, { ...read, Principal: { AWS: "arn:aws:iam::111111111111:group/Auditors" } }),
  },
  good: { policy: policyWith(root, read) },
  check: ({ policy }) =>
    policy.statements.flatMap((linted) =>
      linted.principals.flatMap((principal) => {
        const problem = principalProblem(principal);
        if (problem === null) return [];
        const { type, text, path } = principal;
        const meant = problem === "no service" ? nearestService(text) : null;
        return [
          {
            path,
            args: { statement: nameOf(linted), type, principal: text, problem, nearest: meant },
            fix: () => (meant === null ? null : replacement(changed(linted, [path, meant]))),
          },
        ];
      }),
    ),
};

/** Account ids that are no account ids are another rule's. */
function principalProblem({ type, text }: LocatedPrincipal): PrincipalProblem | null {
  if (text === "*" || isUnresolved(text)) return null;
  if (type === "CanonicalUser") return "canonical user";
  if (type === "Service") return isService(text) ? null : "no service";
  if (type === "Federated" || /^[\d-]+$/.test(text)) return null;
  if (/^A[A-Z]{3}[A-Z0-9]{12,}$/.test(text)) return "deleted";
  if (/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(text)) return "service among AWS principals";
  return problemOfArn(text);
}

function problemOfArn(text: string): PrincipalProblem | null {
  const [, service, region, resource = ""] = /^arn:[^:]*:([^:]*):([^:]*):[^:]*:(.+)$/.exec(text) ?? [];
  if (/[*?]/.test(text)) return "wildcard";
  if (region !== "") return "no identity";
  if (service === "sts")
    return /^(assumed-role\/[^/]+\/|federated-user\/)[^/]+$/.test(resource) ? null : "no identity";
  if (service !== "iam") return "no identity";
  if (resource.startsWith("group/")) return "group";
  return /^(root|(user|role)\/(.*[^/])?)$/.test(resource) && !/^(user|role)\/$/.test(resource)
    ? null
    : "no identity";
}

const isService = (text: string): boolean =>
  /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text) && nearestService(text) === null;

/** CloudTrail has one name in every partition and Region. */
function nearestService(text: string): string | null {
  const [name = ""] = text.toLowerCase().split(/[.:/]/);
  if (text === cloudTrail) return null;
  return nearest(name, ["cloudtrail"]) === undefined ? null : cloudTrail;
}
