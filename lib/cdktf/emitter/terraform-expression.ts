import type { IResolvable, IResolveContext } from "cdktf";
import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { byBytes, canonicalJson } from "../../terraform/canonical-json";
import type { Expression, Reference } from "../../terraform/expression";
import { json } from "../../terraform/expression";
import type { PrintLeaf } from "../../terraform/print-inline";
import { printInline } from "../../terraform/print-inline";
import { quote } from "../../terraform/quoted-string";
import { walk } from "../../terraform/walk";
import { escapeTemplate, hideTokens } from "./terraform-text";

/** What an expression needs of the elements that were built. */
export interface ExpressionScope {
  /** What `reduce` computes with, brought up to date: another object once it is something else. */
  readonly state: () => object;
  /** Computes what is known. */
  readonly reduce: (expression: Expression) => Expression;
  /** A reference as CDKTF has it: a token of an attribute, or the address of the element itself. */
  readonly tokenOf: (reference: Reference) => string;
}

/**
 * An expression that Terraform computes, as text of the synthesized JSON: interpolations in Terraform's native
 * syntax, printed like the HCL module's, with the tokens and references of CDKTF in them.
 *
 * CDKTF's own functions (`Fn`, `Op`) are not used: `Fn.jsonencode` doubles the `$` of references inside, and
 * CDKTF takes the `${` of an escaped `$${` for the start of an expression.
 */
export class TerraformExpression implements IResolvable {
  readonly creationStack: string[] = [];
  private printed: Printed | undefined;

  constructor(
    private readonly expression: Expression,
    private readonly scope: ExpressionScope,
  ) {}

  resolve(context: IResolveContext): unknown {
    const insideExpression = context.suppressBraces === true;
    context.suppressBraces = false;
    const text = this.textIn(context, insideExpression);
    context.suppressBraces = insideExpression;
    return text;
  }

  /** CDKTF resolves all of a stack twice, and the same expression gives the same text. Only tokens of the user's may not. */
  private textIn(context: IResolveContext, insideExpression: boolean): string {
    const { scope } = context;
    const state = this.scope.state();
    const last = this.printed;
    if (last?.state === state && last.scope === scope && last.insideExpression === insideExpression)
      return last.text;
    const expression = this.scope.reduce(this.expression);
    const print = printerIn(context, this.scope);
    const text = insideExpression ? print(expression) : templateText(expression, print, context);
    this.printed = holdsTokens(expression) ? undefined : { state, scope, insideExpression, text };
    return text;
  }

  toString(): string {
    return Token.asString(this);
  }
}

interface Printed {
  readonly state: object;
  readonly scope: IConstruct;
  readonly insideExpression: boolean;
  readonly text: string;
}

function holdsTokens(expression: Expression): boolean {
  for (const part of walk(expression)) if (part.kind === "opaque") return true;
  return false;
}

type Print = (expression: Expression) => string;

/** An expression outside of any other, as a template. */
function templateText(expression: Expression, print: Print, context: IResolveContext): string {
  if (expression.kind === "template") return joinedText(expression.parts, print, escapeTemplate, context);
  if (expression.kind === "literal") return escapeTemplate(String(expression.value));
  const [document] = expression.kind === "call" ? expression.args : [];
  return expression.kind === "call" && expression.function === "jsonencode" && document
    ? jsonText(document, print, context)
    : `\${${print(expression)}}`;
}

/**
 * A document as JSON text with interpolations in it, so that a reader of the synthesized file sees the policy.
 * References of our own stand inside its texts; whatever else is not known is encoded by Terraform, for it may
 * hold quotes.
 */
function jsonText(document: Expression, print: Print, context: IResolveContext): string {
  const inner = (part: Expression): string => jsonText(part, print, context);
  switch (document.kind) {
    case "literal":
      return escapeTemplate(canonicalJson(document.value));
    case "list":
      return `[${document.items.map(inner).join(",")}]`;
    case "object": {
      const members = [...document.entries].sort((left, right) => byBytes(left.key, right.key));
      return `{${members.map(({ key, value }) => `${escapeTemplate(canonicalJson(key))}:${inner(value)}`).join(",")}}`;
    }
    case "reference":
      return `"\${${print(document)}}"`;
    case "template": {
      const parts = document.parts.map((part) => (typeof part === "string" ? part : settled(part, context)));
      if (parts.every((part) => typeof part === "string" || part.kind === "reference")) {
        return `"${joinedText(parts, print, escapeJson, context)}"`;
      }
      return `\${${print(json({ kind: "template", parts }))}}`;
    }
    default: {
      const known = settled(document, context);
      return typeof known === "string"
        ? escapeTemplate(canonicalJson(known))
        : `\${${print(json(document))}}`;
    }
  }
}

/** A token that turned out to be text, or the same expression. */
function settled(expression: Expression, context: IResolveContext): string | Expression {
  if (expression.kind !== "opaque") return expression;
  const resolved: unknown = context.resolve(expression.value);
  return typeof resolved === "string" && !resolved.includes("${") ? resolved : expression;
}

const escapeJson = (text: string, interpolationFollows: boolean): string =>
  escapeTemplate(canonicalJson(text).slice(1, -1), interpolationFollows);

function joinedText(
  parts: readonly (string | Expression)[],
  print: Print,
  escape: (text: string, interpolationFollows: boolean) => string,
  context: IResolveContext,
): string {
  const known = parts.map((part) => (typeof part === "string" ? part : settled(part, context)));
  return known
    .map((part, position) => {
      if (typeof part !== "string") return `\${${print(part)}}`;
      const next = known[position + 1];
      return escape(part, next !== undefined && typeof next !== "string");
    })
    .join("");
}

function printerIn(context: IResolveContext, { tokenOf }: ExpressionScope): Print {
  // A document names the same attributes over and over.
  const codes = new Map<string, string>();
  const codeOfToken = (token: string): string => {
    const code = codes.get(token) ?? codeOf(context.resolve(token));
    codes.set(token, code);
    return code;
  };
  const leaf: PrintLeaf = (expression) => {
    if (expression.kind === "reference") return codeOfToken(tokenOf(expression));
    return expression.kind === "opaque" ? codeOf(context.resolve(expression.value)) : undefined;
  };
  return (expression) => hideTokens(printInline(expression, leaf));
}

/** What CDKTF resolved a token to, as Terraform's native syntax. */
function codeOf(resolved: unknown): string {
  if (typeof resolved === "string") {
    const [, code] = /^\$\{([^]*)\}$/.exec(resolved) ?? [];
    if (code !== undefined && !code.includes("${")) return code;
    return resolved.includes("${") ? `"${resolved}"` : quote(resolved);
  }
  if (Array.isArray(resolved)) return `[${resolved.map(codeOf).join(", ")}]`;
  if (typeof resolved !== "object" || resolved === null) return String(resolved);
  const members = Object.entries(resolved).map(([key, value]) => `${quote(key)} = ${codeOf(value)}`);
  return `{ ${members.join(", ")} }`;
}
