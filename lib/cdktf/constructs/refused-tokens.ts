import { Token, Tokenization } from "cdktf";
import type { JsonSchema } from "../../config/json-schema";
import { configJsonSchema } from "../../config/json-schema";
import { schemasAt } from "../../config/option-tree";
import type { ConfigProblem, Path } from "../../config/problem";
import { pathText } from "../../config/problem";
import type { Coded } from "../../config/coded";
import type { StackCodes, TakenKind, TokenKind } from "../../report/stack-codes";
import { holdsToken } from "../emitter/terraform-text";

/** The options that take tokens of other kinds than text, with these kinds; every text takes a text token. */
const taken: readonly (readonly [option: RegExp, kind: "number" | "list" | "map"])[] = [
  [/^key\.(rotationDays|deletionWindowDays)$/, "number"],
  [/^bucket\.lifecycle\.\w+AfterDays$|^bucket\.objectLock\.days$/, "number"],
  [/^logGroup\.retentionDays$/, "number"],
  [/^key\.administrators$/, "list"],
  [/^readers\[\d+\]\.assumableRole\.trustedAccounts$/, "list"],
  [/^tags$/, "map"],
];

type RefusedToken = Coded<Pick<StackCodes, "token-unusable">> & { readonly path: string };

/**
 * Where the state is; names from `accounts` and Regions of replicas, from which aliases of providers and names of resources
 * follow, which Terraform wants written; and the versions of the provider, from which it follows what is built.
 */
const writtenNames =
  /^(key|readers\[\d+\]\.assumableRole)\.account$|^key\.replicas\[\d+\]$|^provider\.aws$|^backend\./;

/** Every token of another kind than text that an option is given and does not take, and those in place of a name. */
export function refusedTokens(input: unknown): readonly RefusedToken[] {
  const tokens = tokensIn(input, []).flatMap(({ path, kind }) => {
    if (kind === "text")
      return writtenNames.test(pathText(path)) ? [refused(path, kind, "written-value")] : [];
    return kindTakenBy(path) === kind || isTakenByStatement(path, kind) ? [] : [refused(path, kind)];
  });
  return [...tokens, ...tokensAsNames(input)];
}

/** A statement of the user's may have a value or a list of values that is known only to Terraform. */
const isTakenByStatement = ([first, second, index, ...rest]: Path, kind: TokenKind): boolean =>
  first === "key" &&
  second === "statements" &&
  index !== undefined &&
  rest.length > 0 &&
  (kind === "number" || kind === "list");

/** Names in a statement of the user's, such as a condition key, that are known only to Terraform. */
function tokensAsNames(input: unknown): readonly RefusedToken[] {
  const found = (value: unknown, path: Path): readonly RefusedToken[] =>
    typeof value !== "object" || value === null || Tokenization.isResolvable(value) || path.length > deepest
      ? []
      : Object.entries(value).flatMap(([key, inner]: [string, unknown]) => [
          ...(!Array.isArray(value) && holdsToken(key)
            ? [
                {
                  path: pathText(path),
                  code: "token-unusable",
                  args: { kind: "text", takes: "written-section" },
                } as const,
              ]
            : []),
          ...found(inner, [...path, Array.isArray(value) ? Number(key) : key]),
        ]);
  const { key } = (input ?? {}) as { readonly key?: { readonly statements?: unknown } };
  return found(key?.statements, ["key", "statements"]);
}

/** A statement is not as deep: what is deeper is refused for that. */
const deepest = 12;

const kindTakenBy = (path: Path): "number" | "list" | "map" | undefined =>
  taken.find(([option]) => option.test(pathText(path)))?.[1];

/** The text tokens among what was not right, where the option takes no text at all. */
export function refusedTexts(input: unknown, problems: readonly ConfigProblem[]): readonly RefusedToken[] {
  const wrong = new Set(problems.map(({ path }) => path));
  return tokensIn(input, []).flatMap(({ path, kind }) =>
    kind === "text" && wrong.has(pathText(path)) && !takesText(schemasAt(configJsonSchema(), path))
      ? [refused(path, kind)]
      : [],
  );
}

interface FoundToken {
  readonly path: Path;
  readonly kind: TokenKind;
}

function tokensIn(value: unknown, path: Path): readonly FoundToken[] {
  const kind = tokenKindOf(value);
  if (kind !== undefined) return [{ path, kind }];
  if (typeof value !== "object" || value === null || path.length > deepest) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    Array.isArray(value) && isToken([inner])
      ? [{ path: [...path, Number(key)], kind: "list" as const }]
      : tokensIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function tokenKindOf(value: unknown): TokenKind | undefined {
  if (typeof value === "string") return holdsToken(value) ? "text" : undefined;
  if (Tokenization.isResolvable(value)) return "value";
  if (!isToken(value)) return undefined;
  return typeof value === "number" ? "number" : Array.isArray(value) ? "list" : "map";
}

/** Whether CDKTF gave a number, list or map out as a token; what only looks like one is none. */
function isToken(value: unknown): boolean {
  if (!Token.isUnresolved(value)) return false;
  try {
    return Tokenization.reverse(value).length === 1;
  } catch {
    return false;
  }
}

const refused = (
  path: Path,
  kind: TokenKind,
  takes: TakenKind = kindTakenBy(path) ?? writtenAt(schemasAt(configJsonSchema(), path)),
): RefusedToken => ({ path: pathText(path), code: "token-unusable", args: { kind, takes } });

/** What stands in an option that takes no token but one of text. */
function writtenAt(schemas: readonly JsonSchema[]): TakenKind {
  const takes = (type: string): boolean => schemas.some((schema) => schema.type === type);
  if (takesText(schemas)) return "text";
  if (takes("array")) return "written-list";
  return takes("object") ? "written-section" : "written-value";
}

const takesText = (schemas: readonly JsonSchema[]): boolean =>
  schemas.some((schema) => schema.type === "string" && schema.enum === undefined);
