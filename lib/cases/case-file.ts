import * as z from "zod/mini";
import { text } from "../config/option";
import type { OptionTree } from "../config/option-tree";
import type { Finding, Locate, Problem } from "../config/problem";
import { problemOf } from "../config/problem";
import { accountIdRule, regionRule } from "../config/rules";
import { schemaFindings } from "../config/schema-problems";
import type { ContextValue } from "../evaluate/request";
import { actionViolation, principalViolation, resourceViolation } from "../evaluate/request-violation";
import type { Verdict } from "../evaluate/decision";

/** Expectations as data: a key policy, and the verdict that each of some requests must get. */
export interface CaseFile {
  /** A key policy as JSON; relative paths start at the file's own folder. Either this or `config` is given. */
  readonly policy?: string;
  /** A config, whose key policy is meant. */
  readonly config?: string;
  /** The account that owns the key. With `config` @default the one that it says */
  readonly owner?: string;
  /** With `config`, where it leaves the account of the trail to the provider. */
  readonly account?: string;
  /** With `config`, where it leaves the Region to the provider. */
  readonly region?: string;
  readonly cases: readonly Case[];
}

/** A request and the verdict that it must get. */
export interface Case {
  /** A sentence that says what is expected. */
  readonly name: string;
  readonly principal: string;
  /** Such as `kms:Decrypt`. */
  readonly action: string;
  /** An ARN. @default the key that the policy is on */
  readonly resource?: string;
  /** Condition keys. @default {} */
  readonly context?: Readonly<Record<string, ContextValue>>;
  /** Whether the caller's own IAM allows the action. @default false */
  readonly iamAllows?: boolean;
  readonly expect: Verdict;
}

export type CaseFileResult =
  | { readonly ok: true; readonly file: CaseFile }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a case file from plain data, or all that is wrong with it at once. */
export function parseCaseFile(input: unknown, locate: Locate): CaseFileResult {
  const parsed = caseFileSchema.safeParse(input);
  const findings = parsed.success
    ? contradictionsIn(parsed.data)
    : schemaFindings(
        parsed.error.issues,
        input,
        () => z.toJSONSchema(caseFileSchema, asOptions) as OptionTree,
      );
  if (parsed.success && findings.length === 0) return { ok: true, file: parsed.data };
  return { ok: false, problems: findings.map((finding) => problemOf(finding, locate)) };
}

const asOptions = { io: "input", target: "draft-7" } as const;

const checked = (violationOf: (value: string) => string | undefined): z.ZodMiniString =>
  z.string().check(
    z.check(({ value, issues }) => {
      const message = violationOf(value);
      if (message !== undefined) issues.push({ code: "custom", input: value, message });
    }),
  );

const scalar = z.union([z.string(), z.number(), z.boolean()], {
  error: "is no text, number or boolean, nor a list of such",
});

const contextValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(scalar)], {
  error: "is no text, number or boolean, nor a list of such",
});

const caseSchema = z.strictObject({
  name: z.string(),
  principal: checked(principalViolation),
  action: checked(actionViolation),
  resource: z.optional(checked(resourceViolation)),
  context: z.optional(z.record(z.string(), contextValue)),
  iamAllows: z.optional(z.boolean()),
  expect: z.enum(["Allowed", "ExplicitlyDenied", "ImplicitlyDenied", "Unknown"]),
});

const nothingIsOpaque = (): boolean => false;

const caseFileSchema = z.strictObject({
  policy: z.optional(z.string()),
  config: z.optional(z.string()),
  owner: z.optional(text(accountIdRule, nothingIsOpaque)),
  account: z.optional(text(accountIdRule, nothingIsOpaque)),
  region: z.optional(text(regionRule, nothingIsOpaque)),
  cases: z.array(caseSchema).check(z.minLength(1)),
});

function contradictionsIn({ policy, config, owner, account, region }: CaseFile): readonly Finding[] {
  if (policy === undefined && config === undefined) {
    return [{ path: [], message: "names no policy: give policy: FILE or config: FILE" }];
  }
  if (policy === undefined) return [];
  return [
    ...(config === undefined
      ? []
      : [{ path: ["config"], message: "stands beside policy: give one of them" }]),
    ...(owner === undefined
      ? [{ path: ["owner"], message: "is missing: a policy does not say which account owns its key" }]
      : []),
    ...[
      { path: ["account"], value: account },
      { path: ["region"], value: region },
    ].flatMap(({ path, value }) =>
      value === undefined ? [] : [{ path, message: "goes with config; a policy says it itself" }],
    ),
  ];
}
