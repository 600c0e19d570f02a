/**
 * What a reader cannot see or tell apart: control and format characters (bidirectional marks among them),
 * odd spaces, private-use and default-ignorable code points, and a combining mark with no letter before it,
 * which would change the look of the quote or bracket that it follows. Written as escapes, such text cannot
 * show a reviewer something else than Terraform reads.
 */
const unseen =
  /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}|(?<![\p{L}\p{N}\p{M}])\p{M}/gu;

const shortEscapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escapeOf(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return (
    shortEscapes[character] ?? (hex.length > 4 ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`)
  );
}

/** The text with every character that a reader cannot see written as an HCL escape. Printable ASCII has none. */
export const showUnseen = (text: string): string =>
  /^[ -~]*$/.test(text) ? text : text.replace(unseen, escapeOf);

/** Printable ASCII but for quote, backslash, `$` and `%`, as most texts are. */
const needsNoEscape = /^[ !#&-[\]-~]*$/;

/** A text as it stands between the quotes of an HCL string: never code, whatever it holds. */
export function escapeQuoted(text: string): string {
  if (needsNoEscape.test(text)) return text;
  const escaped = text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  return showUnseen(escaped.replace(/[$%](?=\{)/g, "$&$&"));
}

/**
 * Literal text right before a `${…}` of a template. A `$` at its end would read as the escape `$${`, so that
 * one `$` is written by its code point.
 */
export const escapeBeforeInterpolation = (text: string): string =>
  escapeQuoted(text).replace(/\$$/, "\\u0024");

/** A text as an HCL string. */
export const quote = (text: string): string => `"${escapeQuoted(text)}"`;

/** Words that an object key may not be bare: Terraform would read a `for` expression or a keyword. */
const reserved = new Set(["for", "if", "in", "null", "true", "false"]);

/** An object key: bare where it is an identifier, quoted otherwise. */
export const objectKey = (key: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !reserved.has(key) ? key : quote(key);
