import { Token, Tokenization } from "cdktf";

/** A stretch of text, or one token. */
export interface Piece {
  readonly text: string;
  readonly isToken: boolean;
}

const tokenPattern = /(\$\{TfToken\[[a-zA-Z0-9:._-]+\]\})/;

/** A text in its literal pieces and its tokens. What only looks like a token is text. */
export function splitTokens(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const part of text.split(tokenPattern)) {
    const isToken = tokenPattern.test(part) && isRegistered(part);
    const last = pieces.at(-1);
    if (!isToken && last?.isToken === false) pieces[pieces.length - 1] = { text: last.text + part, isToken };
    else if (part !== "") pieces.push({ text: part, isToken });
  }
  return pieces;
}

/** Whether a value is or holds a token of CDKTF, and not only text that looks like one. */
export function holdsToken(value: unknown): boolean {
  return typeof value === "string"
    ? splitTokens(value).some((piece) => piece.isToken)
    : Token.isUnresolved(value);
}

/** The same of a value inside a list or map, which CDKTF marks by their elements and keys. */
export const standsForToken = (value: string | number): boolean =>
  typeof value === "number"
    ? Token.isUnresolved(value)
    : holdsToken(value) || Token.isUnresolved([value]) || Token.isUnresolved({ [value]: "" });

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

/**
 * Literal text as the synthesized JSON holds it, so that Terraform reads back exactly that text. Terraform
 * evaluates `${…}` and `%{…}` in every string of its JSON syntax, so both are doubled.
 * https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 *
 * @param interpolationFollows Whether the next character is that of a `${…}`.
 */
export function escapeTemplate(text: string, interpolationFollows = false): string {
  // Most texts hold nothing of what follows.
  if (!special.test(text) && !(interpolationFollows && text.endsWith("$")) && !markers.has(text)) return text;
  const escaped = text
    .replace(/[$%]\{/g, (opening) => `${opening.charAt(0)}${opening}`)
    .replace(/\{(?=TfToken\[)/g, () => `{${nothing}`)
    // After a carriage return Terraform reads no template in the rest of the line, nor what is doubled for it. A "$"
    // before it goes along: it would double the "$" of the interpolation.
    .replace(/\$*\r/g, (text) => `\${"${text.slice(0, -1)}\\r"}`)
    // Terraform drops a byte order mark at the start of a text.
    .replace(/^\uFEFF/, `${nothing}\uFEFF`);
  // A last "$" would double the "$" of the interpolation, and one before it that of its stand-in.
  const parted = interpolationFollows ? escaped.replace(/\$+$/, (dollars) => `\${"${dollars}"}`) : escaped;
  return markers.has(text) ? `${parted}${nothing}` : parted;
}

const special = /[{\r\uFEFF]/;

/** Code that holds quoted text which looks like a token: CDKTF must not take it for one. */
export const hideTokens = (code: string): string => code.replaceAll("TfToken[", "\\u0054fToken[");
