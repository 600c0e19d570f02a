import type * as Jsonc from "jsonc-parser";
import { readJson } from "../../config/read-json";
import type { Finding, LintOptions } from "../../lint/lint";
import { firstFixable } from "../../lint/lint";
import { insertStatements } from "../../merge/insert-statements";
import type { JsonObject } from "../../merge/needed-statements";
import { replaceStatement } from "../../merge/replace-statement";

/** A policy with the fixes that lint offers. */
export interface FixedPolicy {
  readonly text: string;
  /** What was fixed, in the order in which it was. */
  readonly fixed: readonly Finding[];
}

/**
 * Applies one fix after the other, each to what the ones before have made: of a fix it is known what it does to the
 * policy that it was tried on, and to no other. What no fix changes stays as it is, to the byte.
 *
 * @param isMeant whether a finding of the policy, whose JSON stands beside it, is to be fixed
 */
export function fixPolicy(
  file: { readonly text: string; readonly json: unknown },
  options: LintOptions,
  isMeant: (finding: Finding, json: unknown) => boolean,
): FixedPolicy {
  const mark = file.text.startsWith("\uFEFF") ? "\uFEFF" : "";
  let text = file.text.slice(mark.length);
  let { json } = file;
  const fixed: Finding[] = [];
  for (;;) {
    const policy = json;
    const finding = firstFixable(policy, options, (found) => isMeant(found, policy));
    if (finding === null) return { text: mark + text, fixed };
    text = withFix(text, finding);
    fixed.push(finding);
    const source = readJson(text, { comments: true });
    if (!source.ok) throw new Error(`the fixed policy cannot be read: ${JSON.stringify(source.faults)}`);
    json = source.input;
  }
}

function withFix(text: string, { fix, path: [, index] }: Finding): string {
  // What lint writes are statements.
  const statements = (fix?.statements ?? []) as readonly JsonObject[];
  if (fix?.how === "add") return insertStatements(text, treeOf(text), statements);
  const [first = null, ...more] = statements;
  const replaced = replaceStatement(text, treeOf(text), typeof index === "number" ? index : 0, first);
  return more.length === 0 ? replaced : insertStatements(replaced, treeOf(replaced), more);
}

function treeOf(text: string): Jsonc.Node {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed
  const { parseTree } = require("jsonc-parser") as typeof Jsonc;
  const root = parseTree(text);
  if (!root) throw new Error("the policy was read before");
  return root;
}
