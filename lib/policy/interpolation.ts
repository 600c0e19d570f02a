/** A `${…}` in a text, from `start` up to, not including, `end`. */
export interface Interpolation {
  readonly kind: "terraform" | "variable" | "escape";
  readonly start: number;
  readonly end: number;
  /** What stands between the braces. */
  readonly body: string;
}

/**
 * Every `${…}` of a text, in order. `${*}`, `${?}` and `${$}` are the policy language's escapes; a name with a
 * prefix and a colon, such as `${aws:username}`, is its variable; anything else is Terraform's, left unresolved.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function interpolations(text: string): readonly Interpolation[] {
  const found: Interpolation[] = [];
  let start = text.indexOf("${");
  while (start !== -1) {
    const end = closingBrace(text, start + 2);
    if (end === -1) break;
    const body = text.slice(start + 2, end);
    found.push({ kind: kindOf(body), start, end: end + 1, body });
    start = text.indexOf("${", end + 1);
  }
  return found;
}

/** Whether a text holds an interpolation that only Terraform can resolve, such as `${aws_kms_key.this.arn}`. */
export const isUnresolved = (text: string): boolean =>
  interpolations(text).some(({ kind }) => kind === "terraform");

function kindOf(body: string): Interpolation["kind"] {
  if (body === "*" || body === "?" || body === "$") return "escape";
  return /^\s*[a-z0-9.-]+:/i.test(body) ? "variable" : "terraform";
}

/** Terraform expressions hold braces of their own, also in strings: `${lookup({ a = "}" }, "a")}`. */
function closingBrace(text: string, from: number): number {
  let depth = 1;
  let quoted = false;
  for (let index = from; index < text.length; index++) {
    const character = text[index];
    if (character === "\\" && quoted) index++;
    else if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return index;
  }
  return -1;
}
