import type { HclBlock, HclBody, HclExpression } from "./hcl-syntax";

/**
 * Reads the part of HCL that emitted modules use, and nothing else: whatever it does not know is an error,
 * never skipped. It shares no code with lib/hcl, so that the two cannot be wrong together.
 */
export function readHcl(text: string, path = "text"): HclBody {
  return new Reader(text, path).file();
}

/** Operators from the loosest to the tightest. */
const precedence: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  [">=", "<=", ">", "<"],
  ["*", "/"],
];

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

class Reader {
  private position = 0;
  /** Whether a line break ends something here: not between parentheses or square brackets. */
  private lineBreaksEnd = true;

  constructor(
    private readonly text: string,
    private readonly path: string,
  ) {}

  file(): HclBody {
    const body = this.body();
    if (this.position < this.text.length) this.fail("end of file");
    return body;
  }

  private body(): HclBody {
    const attributes: Record<string, HclExpression> = {};
    const blocks: HclBlock[] = [];
    for (;;) {
      this.skipLines();
      if (this.position === this.text.length || this.at("}")) return { attributes, blocks };
      const name = this.identifier();
      if (this.take("=")) {
        if (Object.hasOwn(attributes, name)) this.fail(`${name} only once`);
        attributes[name] = this.expression();
      } else {
        blocks.push(this.block(name));
      }
      this.endLine();
    }
  }

  private block(type: string): HclBlock {
    const labels: string[] = [];
    while (this.at('"')) labels.push(this.plainString());
    this.need("{");
    const body = this.body();
    this.need("}");
    return { type, labels, ...body };
  }

  private expression(): HclExpression {
    const condition = this.operation();
    if (!this.take("?")) return condition;
    const then = this.expression();
    this.need(":");
    return { kind: "conditional", condition, then, otherwise: this.expression() };
  }

  private operation(level = 0): HclExpression {
    const operators = precedence[level];
    if (operators === undefined) return this.unary();
    let left = this.operation(level + 1);
    for (;;) {
      const operator = operators.find((one) => this.take(one));
      if (operator === undefined) return left;
      left = { kind: "binary", operator, left, right: this.operation(level + 1) };
    }
  }

  private unary(): HclExpression {
    if (this.take("!")) return { kind: "not", of: this.unary() };
    let value = this.primary();
    for (;;) {
      const of = value;
      if (this.take("[")) value = { kind: "index", of, index: this.within("]", () => this.expression()) };
      else if (value.kind !== "value" && this.take("."))
        value = { kind: "member", of, name: this.identifier() };
      else return value;
    }
  }

  private primary(): HclExpression {
    if (this.at('"')) return this.template();
    if (this.take("(")) return this.within(")", () => this.expression());
    if (this.take("[")) return this.within("]", () => this.listOrFor());
    if (this.take("{")) return this.object();
    const number = this.match(/-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?/y);
    if (number !== undefined) return { kind: "value", value: Number(number) };
    return this.named();
  }

  private named(): HclExpression {
    const name = this.identifier();
    if (name === "true" || name === "false") return { kind: "value", value: name === "true" };
    if (name === "null") return { kind: "value", value: null };
    if (this.take("(")) return { kind: "call", name, args: this.within(")", () => this.commaSeparated(")")) };
    const names = [name];
    while (this.take(".")) names.push(this.identifier());
    return { kind: "path", names };
  }

  private listOrFor(): HclExpression {
    this.skipSpace();
    if (this.match(/for(?=\s)/y) === undefined) return { kind: "list", items: this.commaSeparated("]") };
    return this.forExpression(() => ({ body: this.expression() }));
  }

  /** What follows the word `for`, up to the closing bracket. */
  private forExpression(
    result: () => { readonly key?: HclExpression; readonly body: HclExpression },
  ): HclExpression {
    const first = this.identifier();
    const second = this.take(",") ? this.identifier() : undefined;
    if (this.identifier() !== "in") this.fail("in");
    const over = this.expression();
    this.need(":");
    const produced = result();
    this.skipSpace();
    const where = this.match(/if(?=\s)/y) === undefined ? undefined : this.expression();
    const names = second === undefined ? { name: first } : { keyName: first, name: second };
    return { kind: "for", ...names, over, ...produced, ...(where && { where }) };
  }

  private commaSeparated(end: string): readonly HclExpression[] {
    const items: HclExpression[] = [];
    while (!this.at(end)) {
      items.push(this.expression());
      if (!this.take(",")) break;
    }
    return items;
  }

  private object(): HclExpression {
    const outer = this.lineBreaksEnd;
    this.lineBreaksEnd = true;
    const entries: (readonly [string, HclExpression])[] = [];
    this.skipLines();
    if (this.match(/for(?=\s)/y) !== undefined) {
      this.lineBreaksEnd = outer;
      return this.within("}", () =>
        this.forExpression(() => {
          const key = this.expression();
          this.need("=>");
          return { key, body: this.expression() };
        }),
      );
    }
    while (!this.atEndOfObject()) {
      const key = this.at('"') ? this.plainString() : this.objectKey();
      if (entries.some(([other]) => other === key)) this.fail(`${key} only once`);
      this.need("=");
      entries.push([key, this.expression()]);
      if (!this.take(",") && !this.at("}")) this.endLine();
    }
    this.need("}");
    this.lineBreaksEnd = outer;
    return { kind: "object", entries };
  }

  /** A name, or a configuration of the provider as the `providers` of a module call have it. */
  private objectKey(): string {
    const name = this.identifier();
    return name === "aws" && this.take(".") ? `${name}.${this.identifier()}` : name;
  }

  private atEndOfObject(): boolean {
    this.skipLines();
    return this.at("}");
  }

  /** A quoted text with nothing to evaluate in it. */
  private plainString(): string {
    const value = this.template();
    if (value.kind !== "value" || typeof value.value !== "string") return this.fail("a text without ${…}");
    return value.value;
  }

  private template(): HclExpression {
    this.need('"');
    const parts: (string | HclExpression)[] = [""];
    const add = (text: string): void => {
      const last = parts.at(-1);
      if (typeof last === "string") parts[parts.length - 1] = last + text;
      else parts.push(text);
    };
    for (;;) {
      const character = this.match(/\$\$\{|%%\{|\$\{|%\{|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}|\\.|[^\n]/uy);
      if (character === undefined) return this.fail('"');
      if (character === '"') break;
      else if (character === "${") parts.push(this.within("}", () => this.expression()));
      else if (character === "%{") this.fail("no template directive");
      else if (/^(\$\$|%%)\{$/.test(character)) add(character.slice(1));
      else if (/^\\[uU]./.test(character)) add(String.fromCodePoint(parseInt(character.slice(2), 16)));
      else if (character.startsWith("\\")) add(escapes[character.slice(1)] ?? this.fail("an escape of HCL"));
      else add(character);
    }
    const kept = parts.filter((part) => part !== "");
    const [first = ""] = kept;
    if (kept.length > 1) return { kind: "template", parts: kept };
    return typeof first === "string" ? { kind: "value", value: first } : first;
  }

  /** What stands up to a closing bracket, where line breaks mean nothing. */
  private within<T>(end: string, read: () => T): T {
    const outer = this.lineBreaksEnd;
    this.lineBreaksEnd = false;
    const value = read();
    this.need(end);
    this.lineBreaksEnd = outer;
    return value;
  }

  private identifier(): string {
    this.skipSpace();
    const name = this.match(/[A-Za-z_][A-Za-z0-9_-]*/y);
    return name ?? this.fail("a name");
  }

  private endLine(): void {
    this.skipSpace();
    if (this.position === this.text.length || this.text[this.position] === "\n") return;
    if (!this.at("}")) this.fail("end of line");
  }

  private at(token: string): boolean {
    this.skipSpace();
    return this.text.startsWith(token, this.position);
  }

  private take(token: string): boolean {
    if (!this.at(token) || (token === "=" && this.at("=="))) return false;
    this.position += token.length;
    return true;
  }

  private need(token: string): void {
    if (!this.take(token)) this.fail(token);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    this.position += found?.length ?? 0;
    return found;
  }

  private skipSpace(): void {
    this.match(this.lineBreaksEnd ? /([ ]|#[^\n]*)*/y : /([ \n]|#[^\n]*)*/y);
  }

  private skipLines(): void {
    this.match(/([ \n]|#[^\n]*)*/y);
  }

  private fail(expected: string): never {
    const lines = this.text.slice(0, this.position).split("\n");
    const column = (lines.at(-1) ?? "").length + 1;
    const found = JSON.stringify(this.text.slice(this.position, this.position + 20));
    throw new Error(`${this.path}:${lines.length}:${column}: expected ${expected}, found ${found}`);
  }
}
