import type { IResolvable, IResolveContext } from "cdktf";
import { Token, Tokenization } from "cdktf";

/**
 * Text that the synthesized JSON holds so that Terraform reads back exactly that text, with CDKTF's tokens in it
 * left as tokens.
 *
 * Terraform evaluates `${…}` and `%{…}` in every string of its JSON syntax, so both are doubled.
 * https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export function terraformText(text: string): string {
  const pieces = splitTokens(text);
  const [only] = pieces;
  if (pieces.length === 1 && only?.isToken) return text;
  if (pieces.some((piece) => piece.isToken)) return Token.asString(new MixedText(pieces));
  return escapeTemplate(text);
}

/**
 * Text that holds no token, whatever it looks like: what looks like one is hidden from CDKTF until it is resolved.
 * Whether CDKTF has given that token out says nothing: it may do so later.
 */
export function literalText(text: string): string {
  return tokenPattern.test(text) ? Token.asString(new MixedText([{ text, isToken: false }])) : text;
}

/** The same text where an expression of CDKTF (`Fn`, `Op`) takes it: a token, or a quoted string. */
export function terraformOperand(text: string): string {
  const pieces = splitTokens(text);
  return pieces.length === 1 && pieces[0]?.isToken ? text : Token.asString(new MixedText(pieces));
}

/** Whether a value is or holds a token of CDKTF, and not only text that looks like one. */
export function holdsToken(value: unknown): boolean {
  return typeof value === "string"
    ? splitTokens(value).some((piece) => piece.isToken)
    : Token.isUnresolved(value);
}

/** Whether two texts differ whatever their tokens stand for: at the first place where they do, both are known. */
export function surelyDiffer(left: string, right: string): boolean {
  const leftUnits = unitsOf(left);
  const rightUnits = unitsOf(right);
  const at = leftUnits.findIndex((unit, index) => unit.text !== rightUnits[index]?.text);
  if (at === -1) return rightUnits.slice(leftUnits.length).some((unit) => !unit.isToken);
  const [first, second] = [leftUnits[at], rightUnits[at]];
  if (second === undefined) return leftUnits.slice(at).some((unit) => !unit.isToken);
  return first?.isToken === false && !second.isToken;
}

/** The characters and tokens of a text, one by one. */
const unitsOf = (text: string): readonly Piece[] =>
  splitTokens(text).flatMap((piece) =>
    piece.isToken
      ? [piece]
      : Array.from(piece.text).map((character) => ({ text: character, isToken: false })),
  );

interface Piece {
  readonly text: string;
  readonly isToken: boolean;
}

/**
 * Text with tokens in it. CDKTF itself takes the `${` of an escaped `$${` for the start of an expression, and
 * then leaves out the braces of the tokens behind it; so this text is put together here.
 */
class MixedText implements IResolvable {
  readonly creationStack: string[] = [];

  constructor(private readonly pieces: readonly Piece[]) {}

  resolve(context: IResolveContext): string {
    const insideExpression = context.suppressBraces === true;
    context.suppressBraces = false;
    const quote = insideExpression ? escapeQuoted : (text: string): string => text;
    const text = this.pieces
      .map((piece, index) =>
        piece.isToken
          ? resolveToken(piece.text, context, quote)
          : escapeTemplate(quote(piece.text), index < this.pieces.length - 1),
      )
      .join("");
    context.suppressBraces = insideExpression;
    return insideExpression ? `"${text}"` : text;
  }

  toString(): string {
    return Token.asString(this);
  }
}

const tokenPattern = /(\$\{TfToken\[[a-zA-Z0-9:._-]+\]\})/;

function splitTokens(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const part of text.split(tokenPattern)) {
    const isToken = tokenPattern.test(part) && isRegistered(part);
    const last = pieces.at(-1);
    if (!isToken && last?.isToken === false) pieces[pieces.length - 1] = { text: last.text + part, isToken };
    else if (part !== "") pieces.push({ text: part, isToken });
  }
  return pieces;
}

/** CDKTF throws at a token that it never gave out. */
function isRegistered(token: string): boolean {
  try {
    return Tokenization.reverseString(token).tokens.length === 1;
  } catch {
    return false;
  }
}

/** Interpolates to nothing, and so parts characters that must not be read as one. */
const nothing = '${""}';

/** Texts that CDKTF takes for its own markers wherever they stand. */
const markers = new Set([Token.STRING_MAP_TOKEN_VALUE, Token.ANY_MAP_TOKEN_VALUE]);

function escapeTemplate(text: string, tokenFollows = false): string {
  const escaped = text
    .replace(/[$%]\{/g, (opening) => `${opening.charAt(0)}${opening}`)
    .replace(/\{(?=TfToken\[)/g, () => `{${nothing}`);
  // A last "$" would double the "$" of the token's own interpolation, and one before it that of its stand-in.
  const parted = tokenFollows ? escaped.replace(/\$+$/, (dollars) => `\${"${dollars}"}`) : escaped;
  return markers.has(text) ? `${parted}${nothing}` : parted;
}

/** As the inside of a quoted string of Terraform's native syntax. */
const escapeQuoted = (text: string): string =>
  text.replace(/["\\\u0000-\u001f]/g, (character) =>
    character === '"' || character === "\\"
      ? `\\${character}`
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** A token as interpolation, or as the text that a lazy value turned out to be. */
function resolveToken(token: string, context: IResolveContext, quote: (text: string) => string): string {
  const resolved = String(context.resolve(token));
  return resolved.includes("${") ? resolved : quote(resolved);
}
