import * as z from "zod/mini";
import type { JsonSchema } from "../config/json-schema";
import { text, checked } from "../config/option";
import type { ConfigProblem, Locate } from "../config/problem";
import { problemOf } from "../config/problem";
import { dayRule, lintRuleRule, policyFileRule, reasonRule } from "../config/rules";
import { schemaMistakes } from "../config/schema-mistakes";

/** A finding that was there when lint was adopted, and is suppressed since. */
export interface BaselineEntry {
  /** Relative to the baseline, with `/`. */
  readonly file: string;
  readonly rule: string;
  /** The resource that the policy is of, in a Terraform plan or state. */
  readonly address?: string;
  /** The Sid of the statement that it is about. */
  readonly sid?: string;
  /** A hash of the statement, where it has no Sid. Neither stands where the policy as a whole is meant. */
  readonly statement?: string;
  /** A hash of what is found, places left out. */
  readonly finding: string;
  readonly reason?: string;
  /** The last day on which it holds. */
  readonly until?: string;
}

export type BaselineResult =
  | { readonly ok: true; readonly entries: readonly BaselineEntry[] }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Reads a baseline from plain data, or all that is wrong with it at once. */
export function parseBaseline(input: unknown, locate: Locate): BaselineResult {
  const parsed = baselineSchema.safeParse(input);
  if (parsed.success) return { ok: true, entries: parsed.data.entries };
  const mistakes = schemaMistakes(
    parsed.error.issues,
    input,
    () => z.toJSONSchema(baselineSchema, { io: "input", target: "draft-7" }) as JsonSchema,
  );
  return { ok: false, problems: mistakes.map((mistake) => problemOf(mistake, locate)) };
}

const nothingIsOpaque = (): boolean => false;

const hash = z.string().check(
  checked((value) =>
    /^[0-9a-f]{32}$/.test(value)
      ? undefined
      : {
          code: "text-pattern",
          args: { value, what: "a hash", must: true, says: "be 32 hexadecimal digits", example: exampleHash },
        },
  ),
);

const exampleHash = "0123456789abcdef0123456789abcdef";

const baselineSchema = z.strictObject({
  version: z.literal(1),
  entries: z.array(
    z.strictObject({
      file: text(policyFileRule, nothingIsOpaque),
      rule: text(lintRuleRule, nothingIsOpaque),
      address: z.optional(z.string()),
      sid: z.optional(z.string()),
      statement: z.optional(hash),
      finding: hash,
      reason: z.optional(text(reasonRule, nothingIsOpaque)),
      until: z.optional(text(dayRule, nothingIsOpaque)),
    }),
  ),
});

/** What tells an entry from the others. Equal findings of one statement have equal keys, and each has an entry. */
export const baselineKey = ({ file, rule, address, sid, statement, finding }: BaselineEntry): string =>
  JSON.stringify([file, address ?? "", rule, sid ?? "", statement ?? "", finding]);

/** The text of a baseline: the same bytes for the same entries, whatever their order. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const sorted = [...entries]
    .map((entry) => ({ entry, key: `${baselineKey(entry)}${entry.until ?? ""}\0${entry.reason ?? ""}` }))
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ entry: { file, rule, address, sid, statement, finding, reason, until } }) => ({
      file,
      rule,
      address,
      sid,
      statement,
      finding,
      reason,
      until,
    }));
  return `${JSON.stringify({ version: 1, entries: sorted }, null, 2)}\n`;
}
