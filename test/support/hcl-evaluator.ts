import { Expressions, need, type PlainObject, type PlainValue, record, type Scope } from "./hcl-expressions";
import { readHcl } from "./hcl-reader";
import type { HclBlock, HclBody, HclExpression } from "./hcl-syntax";
import { unresolved } from "./hcl-value";

/** A resource or data source. */
export interface EvaluatedBlock {
  /** Arguments by name. A nested block is a list of objects, however many there are of it. */
  readonly args: PlainObject;
  readonly dependsOn: readonly string[];
  readonly postconditions: readonly { readonly condition: PlainValue; readonly message: PlainValue }[];
}

export interface EvaluatedVariable {
  readonly description: PlainValue;
  /** As written: `list(string)`. */
  readonly type: string;
  readonly default: PlainValue;
  readonly nullable: PlainValue;
  /** The messages of the validation blocks that this value breaks. */
  readonly violations: (value: PlainValue) => readonly PlainValue[];
}

export interface EvaluatedModule {
  readonly variables: Readonly<Record<string, EvaluatedVariable>>;
  readonly locals: PlainObject;
  /** By address, `aws_region.current`. */
  readonly data: Readonly<Record<string, EvaluatedBlock>>;
  /** By address, `aws_kms_key.this`. */
  readonly resources: Readonly<Record<string, EvaluatedBlock>>;
  readonly outputs: Readonly<
    Record<string, { readonly description: PlainValue; readonly value: PlainValue }>
  >;
}

export interface EvaluationOptions {
  /** Values for variables. @default each variable's default */
  readonly variables?: PlainObject;
  /**
   * How something is written that only Terraform knows. Choose a mark of your own to tell a reference from a
   * literal text that looks like one. @default `${TEXT}`, such as `${data.aws_region.current.id}`
   */
  readonly unresolved?: (text: string) => string;
}

interface SourceFile {
  readonly path: string;
  readonly content: string;
}

/**
 * Evaluates the `.tf` files in the root of an emitted module, for tests: variables at their defaults, locals
 * inlined, `self` as the block that it stands in, functions applied. A reference to a resource or data
 * source, and an operation on one, comes out as text in a normal form. Syntax, functions and names that
 * emitted modules do not use are errors.
 *
 * Written from the HCL specification and Terraform's documentation, with no code of lib/hcl.
 */
export function evaluateModule(
  files: readonly SourceFile[],
  options: EvaluationOptions = {},
): EvaluatedModule {
  const sources = files.filter(({ path }) => /^[^/]+\.tf$/.test(path));
  const blocks = sources.flatMap(({ path, content }) => readHcl(content, path).blocks);
  return new Evaluation(blocks, options).module();
}

class Evaluation {
  private readonly expressions: Expressions;

  constructor(
    private readonly blocks: readonly HclBlock[],
    options: EvaluationOptions,
  ) {
    this.expressions = new Expressions(
      blocks,
      options.variables ?? {},
      options.unresolved ?? ((text) => `\${${text}}`),
    );
  }

  module(): EvaluatedModule {
    const known = new Set(["terraform", "variable", "locals", "data", "resource", "output"]);
    const stranger = this.blocks.find(({ type }) => !known.has(type));
    if (stranger) throw new Error(`no block ${stranger.type} is known here`);
    return {
      variables: this.byLabel("variable", (block) => this.variable(block)),
      locals: record(this.of("locals").flatMap((block) => this.attributes(block, new Map()))),
      data: this.byLabel("data", (block) => this.block(block)),
      resources: this.byLabel("resource", (block) => this.block(block)),
      outputs: this.byLabel("output", ({ attributes }) => ({
        description: this.plain(need(attributes, "description")),
        value: this.plain(need(attributes, "value")),
      })),
    };
  }

  private of(type: string): readonly HclBlock[] {
    return this.blocks.filter((block) => block.type === type);
  }

  private byLabel<T>(type: string, evaluate: (block: HclBlock) => T): Readonly<Record<string, T>> {
    return record(this.of(type).map((block) => [block.labels.join("."), evaluate(block)]));
  }

  private variable({ attributes, blocks, labels }: HclBlock): EvaluatedVariable {
    return {
      description: this.plain(need(attributes, "description")),
      type: typeText(need(attributes, "type")),
      default: this.plain(need(attributes, "default")),
      nullable: this.plain(need(attributes, "nullable")),
      violations: (value) => {
        const scope: Scope = new Map([[`var.${labels.join()}`, value]]);
        return blocks
          .filter(({ attributes: validation }) => this.plain(need(validation, "condition"), scope) !== true)
          .map(({ attributes: validation }) => this.plain(need(validation, "error_message"), scope));
      },
    };
  }

  private block(block: HclBlock): EvaluatedBlock {
    const prefix = block.type === "data" ? "data." : "";
    const scope: Scope = new Map([["self", unresolved(prefix + block.labels.join("."))]]);
    const { depends_on: dependsOn, ...attributes } = block.attributes;
    const lifecycle = block.blocks.filter(({ type }) => type === "lifecycle").flatMap(({ blocks }) => blocks);
    const nested = block.blocks.filter(({ type }) => type !== "lifecycle");
    return {
      args: this.body({ attributes, blocks: nested }, scope),
      dependsOn: dependsOn?.kind === "list" ? dependsOn.items.map(typeText) : [],
      postconditions: lifecycle.map(({ attributes: check }) => ({
        condition: this.plain(need(check, "condition"), scope),
        message: this.plain(need(check, "error_message"), scope),
      })),
    };
  }

  private body(body: HclBody, scope: Scope): PlainObject {
    const names = [...new Set(body.blocks.map(({ type }) => type))];
    const nested = names.map((name): readonly [string, PlainValue] => [
      name,
      body.blocks.filter(({ type }) => type === name).map((block) => this.body(block, scope)),
    ]);
    return record([...this.attributes(body, scope), ...nested]);
  }

  private attributes(body: HclBody, scope: Scope): readonly (readonly [string, PlainValue])[] {
    return Object.entries(body.attributes).map(([name, value]) => [name, this.plain(value, scope)]);
  }

  private plain(expression: HclExpression, scope?: Scope): PlainValue {
    return this.expressions.plain(expression, scope);
  }
}

/** A type or an address, which stand for themselves. */
function typeText(expression: HclExpression): string {
  if (expression.kind === "path") return expression.names.join(".");
  if (expression.kind === "call") return `${expression.name}(${expression.args.map(typeText).join(", ")})`;
  throw new Error(`expected a name, got ${expression.kind}`);
}
