import { evaluateModule } from "./hcl-evaluator";
import type { PlainValue } from "./hcl-expressions";

/**
 * What Terraform reads in a string of its JSON syntax: the whole template, whatever it computes, by the reader that
 * reads the HCL.
 *
 * @param declared Blocks, in HCL, of what the template may refer to.
 * @param unresolved How something is written that only Terraform knows.
 */
export function evaluateTemplate(
  template: string,
  declared: string,
  unresolved: (text: string) => string,
): PlainValue | undefined {
  const hcl = piecesOf(template)
    .map(({ code, text }) => (code ? text : quoted(text)))
    .join("");
  const content = `${declared}output "it" {\n  description = ""\n  value = "${hcl}"\n}\n`;
  return evaluateModule([{ path: "outputs.tf", content }], { unresolved }).outputs.it?.value;
}

interface Piece {
  readonly code: boolean;
  readonly text: string;
}

/** The literal text of a template and its interpolations, in which quoted strings and braces nest. */
function piecesOf(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  // As seen with Terraform 1.11: it drops a byte order mark at the start, and reads no template behind a carriage
  // return in the same line.
  let literal = false;
  for (let at = template.startsWith("\uFEFF") ? 1 : 0; at < template.length;) {
    literal = template[at] === "\r" || (literal && template[at] !== "\n");
    if (literal) {
      pieces.push(...literalPieces(template, at));
      at += characterAt(template, at).length;
      continue;
    }
    const [escape] = /^(?:\$\$\{|%%\{)/.exec(template.slice(at, at + 3)) ?? [];
    const code = escape === undefined && template.startsWith("${", at);
    const end = code
      ? endOfCode(template, at + 2)
      : at + (escape?.length ?? characterAt(template, at).length);
    pieces.push({ code, text: template.slice(at, end) });
    at = end;
  }
  return pieces;
}

/** A character, with what opens a template doubled for the reader of HCL. */
const literalPieces = (template: string, at: number): readonly Piece[] => [
  ...(/^[$%]\{/.test(template.slice(at, at + 2)) ? [{ code: true, text: template.charAt(at) }] : []),
  { code: false, text: characterAt(template, at) },
];

const characterAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0);

/** Behind the brace that closes an interpolation. */
function endOfCode(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "}") return at + 1;
    if (text[at] === "{") at = endOfCode(text, at + 1) - 1;
    else if (text[at] === '"') at = endOfString(text, at + 1) - 1;
  }
  throw new Error(`no end of ${text.slice(from)}`);
}

/** Behind the quote that closes a string. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') return at + 1;
    if (text[at] === "\\") at++;
    else if (text.startsWith("$${", at) || text.startsWith("%%{", at)) at += 2;
    else if (text.startsWith("${", at)) at = endOfCode(text, at + 2) - 1;
  }
  throw new Error(`no end of "${text.slice(from)}`);
}

/** Literal text of a JSON string, where it stands in a quoted string of HCL. A template's escapes are the same in both. */
const quoted = (text: string): string =>
  text.length > 2
    ? text
    : text.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t");
