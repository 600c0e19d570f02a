import * as z from "zod/mini";
import type { Coded } from "../config/coded";
import { checked, text } from "../config/option";
import { issueMessage } from "../config/issue-message";
import type { JsonSchema } from "../config/json-schema";
import type { ConfigMistake, ConfigProblem, Locate, PlacedMistake } from "../config/problem";
import { problemOf } from "../config/problem";
import { accountIdRule, regionRule } from "../config/rules";
import { schemaMistakes } from "../config/schema-mistakes";
import type { ContextValue } from "../evaluate/request";
import { isAction, isCaller, isResource } from "../evaluate/request-parts";
import type { Verdict } from "../evaluate/decision";
import type { CaseCodes, RequestCodes } from "./case-codes";

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
  /** Whether the caller's own IAM allows the action; `alias`: on an alias, and not on the key. @default false */
  readonly iamAllows?: boolean | "alias";
  readonly expect: Verdict;
}

type CaseFileMistake = ConfigMistake | Coded<CaseCodes>;

export type CaseFileResult =
  | { readonly ok: true; readonly file: CaseFile }
  | { readonly ok: false; readonly problems: readonly ConfigProblem<CaseFileMistake>[] };

/** Reads a case file from plain data, or all that is wrong with it at once. */
export function parseCaseFile(input: unknown, locate: Locate): CaseFileResult {
  const parsed = caseFileSchema.safeParse(input);
  const mistakes = parsed.success
    ? caseContradictions(parsed.data)
    : schemaMistakes<CaseFileMistake>(
        parsed.error.issues,
        input,
        () => z.toJSONSchema(caseFileSchema, asOptions) as JsonSchema,
      );
  if (parsed.success && mistakes.length === 0) return { ok: true, file: parsed.data };
  return { ok: false, problems: mistakes.map((mistake) => problemOf<CaseFileMistake>(mistake, locate)) };
}

const asOptions = { io: "input", target: "draft-7" } as const;

const ofRequest = (code: keyof RequestCodes, isRight: (value: string) => boolean): z.ZodMiniString =>
  z.string().check(checked((value) => (isRight(value) ? undefined : { code, args: { value } })));

const notContext = issueMessage({ code: "context-value", args: {} });

const scalar = z.union([z.string(), z.number(), z.boolean()], { error: notContext });

const contextValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(scalar)], {
  error: notContext,
});

const caseSchema = z.strictObject({
  name: z.string(),
  principal: ofRequest("request-principal", isCaller),
  action: ofRequest("request-action", isAction),
  resource: z.optional(ofRequest("request-resource", isResource)),
  context: z.optional(z.record(z.string(), contextValue)),
  iamAllows: z.optional(z.union([z.boolean(), z.literal("alias")])),
  expect: z.enum(["Allowed", "ExplicitlyDenied", "ImplicitlyDenied", "Unknown"]),
});

const nothingIsOpaque = (): boolean => false;

const fileName = z
  .string()
  .check(checked((name) => (name.includes("\0") ? { code: "file-name", args: {} } : undefined)));

const caseFileSchema = z.strictObject({
  policy: z.optional(fileName),
  config: z.optional(fileName),
  owner: z.optional(text(accountIdRule, nothingIsOpaque)),
  account: z.optional(text(accountIdRule, nothingIsOpaque)),
  region: z.optional(text(regionRule, nothingIsOpaque)),
  cases: z.array(caseSchema).check(z.minLength(1)),
});

function caseContradictions(file: CaseFile): readonly PlacedMistake<CaseFileMistake>[] {
  const { policy, config, owner } = file;
  if (policy === undefined) {
    return config === undefined ? [{ path: [], code: "cases-without-policy", args: {} }] : [];
  }
  const misplaced = (["account", "region"] as const).filter((option) => file[option] !== undefined);
  return [
    ...(config === undefined ? [] : [wrong("config", "cases-with-both")]),
    ...(owner === undefined ? [wrong("owner", "cases-without-owner")] : []),
    ...misplaced.map((option) => wrong(option, "cases-place")),
  ];
}

const wrong = (
  option: string,
  code: Exclude<keyof CaseCodes, keyof RequestCodes>,
): PlacedMistake<CaseFileMistake> => ({ path: [option], code, args: {} });
