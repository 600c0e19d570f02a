/** A type of Terraform, taken apart by one level. */
export interface SplitType {
  /** `string`, `set`, `object` and the like. */
  readonly name: string;
  /** What it is a set, list or map of. */
  readonly of?: string;
  /** The members of an object. */
  readonly members?: Readonly<Record<string, { readonly type: string; readonly optional: boolean }>>;
}

/** Takes apart a type on one line, such as `map(object({ id = string path = optional(string, "/") }))`. */
export function splitType(type: string): SplitType {
  const [, name = "", inner] = /^(\w+)(?:\(([^]*)\))?$/.exec(type.trim()) ?? [];
  if (name === "") throw new Error(`no type: ${type}`);
  if (inner === undefined) return { name };
  if (name !== "object") return { name, of: inner.trim() };
  const body = inner.trim().slice(1, -1);
  return {
    name,
    members: Object.fromEntries(
      membersIn(body).map(({ name: member, type: held }) => {
        const [, optional] = /^optional\(([^]*)\)$/.exec(held) ?? [];
        return [
          member,
          { type: optional === undefined ? held : beforeComma(optional), optional: !!optional },
        ];
      }),
    ),
  };
}

/** `a = string b = set(string)`, with or without commas. A type is a word and, at once, what its parentheses hold. */
function membersIn(body: string): readonly { readonly name: string; readonly type: string }[] {
  const found: { readonly name: string; readonly type: string }[] = [];
  let rest = body.trim();
  while (rest !== "") {
    const [start = "", name = "", word = ""] = /^"?([\w-]+)"?\s*=\s*(\w+)/.exec(rest) ?? [];
    if (start === "") throw new Error(`no member of an object: ${rest}`);
    const end = rest[start.length] === "(" ? closing(rest, start.length) + 1 : start.length;
    found.push({ name, type: word + rest.slice(start.length, end) });
    rest = rest.slice(end).replace(/^[\s,]+/, "");
  }
  return found;
}

/** Where the parenthesis at a position ends. */
function closing(text: string, at: number): number {
  let depth = 0;
  for (let index = at; index < text.length; index++) {
    if (text[index] === "(") depth++;
    if (text[index] === ")" && --depth === 0) return index;
  }
  throw new Error(`no end of the parenthesis: ${text.slice(at)}`);
}

/** The type in `string, "/"`. */
function beforeComma(text: string): string {
  const [, word = ""] = /^\s*(\w+)/.exec(text) ?? [];
  const start = text.indexOf(word) + word.length;
  return text.slice(0, text[start] === "(" ? closing(text, start) + 1 : start).trim();
}
