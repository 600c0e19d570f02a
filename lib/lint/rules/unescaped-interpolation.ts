import { interpolations } from "../../policy/interpolation";
import { exampleStatements, policyWith } from "../examples";
import { pages } from "../pages";
import type { LintRule } from "../lint-rule";
import { textsIn } from "../texts-in";

export type UnescapedInterpolationArgs = {
  readonly text: string;
  /** Such as `${var.account}`. */
  readonly found: string;
  /** A variable of the policy language, which AWS would fill in. */
  readonly isPolicyVariable: boolean;
};

const { root, read } = exampleStatements;

export const unescapedInterpolation: LintRule<"unescaped-interpolation", UnescapedInterpolationArgs> = {
  id: "unescaped-interpolation",
  severity: "warning",
  page: pages.variables,
  bad: {
    policy: policyWith(root, { ...read, Principal: { AWS: "arn:aws:iam::${var.account}:role/Auditor" } }),
  },
  good: { policy: policyWith(root, read) },
  check: ({ policy, interpolated }) =>
    interpolated || !/[$%]\{/.test(policy.text)
      ? []
      : textsIn(policy.json).flatMap(({ text, path, isName }) =>
          foundIn(text).map(({ found, isPolicyVariable }) => ({
            path,
            ...(isName && { part: "key" as const }),
            // Right in a file that goes to AWS as it is, and wrong in a template.
            severity: isPolicyVariable ? ("note" as const) : ("warning" as const),
            args: { text, found, isPolicyVariable },
          })),
        ),
};

function foundIn(text: string): readonly { readonly found: string; readonly isPolicyVariable: boolean }[] {
  const isEscaped = (start: number): boolean => text[start - 1] === text[start];
  const variables = interpolations(text)
    .filter(({ start }) => !isEscaped(start))
    .map(({ kind, start, end }) => ({
      found: text.slice(start, end),
      isPolicyVariable: kind !== "terraform",
    }));
  const directives = [...text.matchAll(/%\{[^}]*\}?/g)]
    .filter(({ index }) => !isEscaped(index))
    .map(([found]) => ({ found, isPolicyVariable: false }));
  return [...variables, ...directives];
}
