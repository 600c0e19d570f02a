import { interpolations } from "../../policy/interpolation";
import { exampleStatements, policyWith } from "../examples";
import { pages } from "../pages";
import type { Found } from "../found";
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
    interpolated || !/[$%]\{/.test(policy.text) ? [] : inTemplate(policy.json),
};

/**
 * A policy with nothing but policy variables goes to AWS as it is. Beside what is Terraform's, the text is a template,
 * where they are wrong.
 */
function inTemplate(json: unknown): readonly Found<UnescapedInterpolationArgs>[] {
  const all = textsIn(json).flatMap(({ text, path, isName }) =>
    foundIn(text).map(({ found, isPolicyVariable }) => ({
      path,
      ...(isName && { part: "key" as const }),
      severity: isPolicyVariable ? ("note" as const) : ("warning" as const),
      args: { text, found, isPolicyVariable },
    })),
  );
  return all.some(({ args }) => !args.isPolicyVariable) ? all : [];
}

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
