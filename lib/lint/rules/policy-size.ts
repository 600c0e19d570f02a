import type { StatementSize } from "../../policy/policy-size";
import { largestFirst, sizeLimits, sizeOf } from "../../policy/policy-size";
import { exampleStatements, policyWith } from "../examples";
import { nameOf } from "../statement-predicates";
import { pages } from "../pages";
import type { LintRule } from "../lint-rule";

export type PolicySizeArgs = {
  readonly bytes: number;
  readonly maximum: number;
  /** What each statement takes, the largest first. */
  readonly shares: readonly StatementSize[];
};

const { root, read } = exampleStatements;
const readers = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `arn:aws:iam::111111111111:role/Auditor-${1000 + index}`);

export const policySize: LintRule<"policy-size", PolicySizeArgs> = {
  id: "policy-size",
  severity: "error",
  page: pages.kmsLimits,
  bad: { policy: policyWith(root, { ...read, Principal: { AWS: readers(800) } }) },
  good: { policy: policyWith(root, { ...read, Principal: { AWS: readers(3) } }) },
  check: ({ policy }) => {
    const { maximum } = sizeLimits.key;
    const bytes = sizeOf(policy.text, sizeLimits.key);
    if (bytes <= maximum * almost) return [];
    const shares = policy.statements.map((linted) => ({
      statement: nameOf(linted),
      size: sizeOfJson(linted.json),
    }));
    return [
      {
        path: [],
        severity: bytes > maximum ? ("error" as const) : ("note" as const),
        args: { bytes, maximum, shares: largestFirst(shares) },
      },
    ];
  },
};

/** From here on, one more statement of a few principals may not fit. */
const almost = 0.9;

const sizeOfJson = (json: unknown): number => sizeOf(JSON.stringify(json), sizeLimits.key);
