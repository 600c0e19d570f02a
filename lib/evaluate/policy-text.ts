import { interpolations } from "../policy/interpolation";
import type { Policy } from "../policy/policy";
import type { RequestContext } from "./request-context";
import type { Glob } from "./glob";
import { globOf, unknownText } from "./glob";

/** How a text of the policy is read. */
export interface Reading {
  readonly version: Policy["version"];
  /** Whether `*` and `?` are wildcards. */
  readonly wildcards: boolean;
  /** Whether case is ignored: the text, and what its variables stand for, is put in lower case. */
  readonly ignoreCase: boolean;
}

/** A text of the policy, ready to be compared: the same for every request, or made anew from its context. */
export type PolicyText =
  | { readonly kind: "fixed"; readonly glob: Glob }
  /** Null where a variable has no value: then nothing equals it. */
  | { readonly kind: "variable"; readonly globFor: (context: RequestContext) => Glob | null };

/**
 * Prepares a text of the policy. A Terraform interpolation in it is unknown text. Policy variables belong to
 * version 2012-10-17; before it they are plain text, and in an unresolved version they are unknown.
 */
export function policyText(text: string, reading: Reading): PolicyText {
  const found = interpolations(text);
  if (found.length === 0) return { kind: "fixed", glob: fold(text, reading) };

  const pieces: TextPiece[] = [];
  let start = 0;
  for (const { kind, start: from, end, body } of found) {
    const piece = pieceOf(kind, body, reading);
    if (!piece) continue;
    pieces.push(fold(text.slice(start, from), reading), piece);
    start = end;
  }
  pieces.push(fold(text.slice(start), reading));

  const globs = pieces.flatMap((piece) => ("key" in piece ? [] : [piece]));
  if (globs.length === pieces.length) return { kind: "fixed", glob: globs.flat() };
  return { kind: "variable", globFor: (context) => resolve(pieces, reading, context) };
}

/** The same where neither variables nor wildcards have a meaning, as in `Principal`. */
export function plainText(text: string, version: Policy["version"]): Glob {
  const found = interpolations(text).filter(({ kind }) => kind === "terraform" || version === "unresolved");
  const starts = [0, ...found.map(({ end }) => end)];
  return starts.flatMap((start, index) => {
    const next = found[index];
    const literal = globOf(text.slice(start, next?.start), false);
    return next ? [...literal, unknownText] : literal;
  });
}

type TextPiece = Glob | Variable;

interface Variable {
  readonly key: string;
  readonly fallback: string | null;
}

const fold = (text: string, { ignoreCase, wildcards }: Reading): Glob =>
  globOf(ignoreCase ? text.toLowerCase() : text, wildcards);

/** What an interpolation stands for, or undefined where it is plain text. */
function pieceOf(
  kind: "terraform" | "variable" | "escape",
  body: string,
  { version }: Reading,
): TextPiece | undefined {
  if (kind === "terraform" || version === "unresolved") return [unknownText];
  if (version === "2008-10-17") return undefined;
  if (kind === "escape") return globOf(body, false);
  const comma = body.indexOf(",");
  if (comma === -1) return { key: body.trim().toLowerCase(), fallback: null };
  const [, fallback = null] = /^\s*'(.*)'\s*$/s.exec(body.slice(comma + 1)) ?? [];
  return { key: body.slice(0, comma).trim().toLowerCase(), fallback };
}

/** Only a key with one value can stand for a text. What it stands for holds no wildcards. */
function resolve(
  pieces: readonly TextPiece[],
  { ignoreCase }: Reading,
  context: RequestContext,
): Glob | null {
  const globs: Glob[] = [];
  for (const piece of pieces) {
    if (!("key" in piece)) {
      globs.push(piece);
      continue;
    }
    const values = context.get(piece.key);
    const value = values?.length === 1 ? values[0] : values ? null : piece.fallback;
    if (value === null || value === undefined) return null;
    const fixed = (part: string): Glob => globOf(ignoreCase ? part.toLowerCase() : part, false);
    globs.push(
      typeof value === "string" ? fixed(value) : [...fixed(value.before), unknownText, ...fixed(value.after)],
    );
  }
  return globs.flat();
}
