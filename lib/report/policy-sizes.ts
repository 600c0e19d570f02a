import type { Blueprint, NamedPolicy } from "../terraform/blueprint";
import type { OversizedPolicy } from "../describe/policy-sizes";
import { oversizedByDefault } from "../describe/policy-sizes";
import type { ReportedProblem } from "./problem";
import { reported } from "./problem";

/** What is wrong with policies that are too large. A limit that AWS raises on request makes a warning. */
export const sizeProblems = (oversized: readonly OversizedPolicy[]): readonly ReportedProblem[] =>
  oversized.map((args) =>
    args.limit.canBeRaised
      ? reported({ path: filledBy[args.rules], code: "policy-over-default", args, severity: "warning" })
      : reported({ path: filledBy[args.rules], code: "policy-too-large", args }),
  );

/** The same of the policies of a module whose caller sets nothing. */
export const moduleSizeProblems = (blueprint: Blueprint): readonly ReportedProblem[] =>
  sizeProblems(oversizedByDefault(blueprint));

/** The options that a policy grows with. */
const filledBy: Readonly<Record<NamedPolicy["rules"], string>> = {
  key: "key.administrators, key.statements, readers, encryptFor",
  resource: "readers, bucket.deliverFrom",
  identity: "readers",
  trust: "readers[].assumableRole.trustedAccounts",
};
