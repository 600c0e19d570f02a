import { Expressions, need, type PlainObject, type PlainValue, record, type Scope } from "./hcl-expressions";
import { readHcl } from "./hcl-reader";
import type { HclBlock, HclBody, HclExpression } from "./hcl-syntax";

/** A resource or data source. */
export interface EvaluatedBlock {
  /** Arguments by name. A nested block is a list of objects, however many there are of it. */
  readonly args: PlainObject;
  /** With `for_each` of what is known, the arguments of each instance, by key. */
  readonly instances?: Readonly<Record<string, PlainObject>>;
  /** As written, `aws.log_archive`. Null: the default one. */
  readonly provider: string | null;
  readonly dependsOn: readonly string[];
  readonly preventDestroy: boolean;
  readonly preconditions: readonly EvaluatedCheck[];
}

export interface EvaluatedCheck {
  readonly condition: PlainValue;
  readonly message: PlainValue;
  /** What it comes to for each instance of a resource with `for_each`; otherwise for the one that there is. */
  readonly instances: readonly { readonly condition: PlainValue; readonly message: PlainValue }[];
}

/** A `moved` or `removed` block: addresses as written. */
export type EvaluatedAddresses = Readonly<Record<string, string>>;

export interface EvaluatedVariable {
  readonly description: PlainValue;
  /** As written: `list(string)`. */
  readonly type: string;
  /** Undefined where the caller must give a value. */
  readonly default: PlainValue | undefined;
  /** @default true */
  readonly nullable: PlainValue;
  /** The messages of all validation blocks. */
  readonly rules: readonly PlainValue[];
  /** The messages of the validation blocks that this value breaks. */
  readonly violations: (value: PlainValue) => readonly PlainValue[];
}

export interface EvaluatedModule {
  /** What a caller must pass beside the default provider, as written. */
  readonly configurationAliases: readonly string[];
  readonly variables: Readonly<Record<string, EvaluatedVariable>>;
  readonly locals: PlainObject;
  /** By address, `aws_region.current`. */
  readonly data: Readonly<Record<string, EvaluatedBlock>>;
  /** By address, `aws_kms_key.this`. */
  readonly resources: Readonly<Record<string, EvaluatedBlock>>;
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly description: PlainValue;
        readonly value: PlainValue;
        readonly dependsOn: readonly string[];
      }
    >
  >;
  /** What a resource with `for_each` stands for, by key. */
  readonly instances: (address: string) => PlainValue;
  readonly moved: readonly EvaluatedAddresses[];
  readonly removed: readonly EvaluatedAddresses[];
}

export interface EvaluationOptions {
  /** Values for variables. @default each variable's default */
  readonly variables?: PlainObject;
  /**
   * How something is written that only Terraform knows. Choose a mark of your own to tell a reference from a
   * literal text that looks like one. @default `${TEXT}`, such as `${data.aws_region.current.id}`
   */
  readonly unresolved?: (text: string) => string;
  /**
   * Whether a resource with `for_each` stands for its instances with their names and paths, as in a plan.
   * @default false
   */
  readonly planned?: boolean;
  /** What Terraform finds out, by address: `data.aws_partition.current.partition`. @default nothing */
  readonly known?: PlainObject;
}

interface SourceFile {
  readonly path: string;
  readonly content: string;
}

/**
 * Evaluates the `.tf` files in the root of an emitted module, for tests: variables at their defaults, locals
 * inlined, functions applied. A reference to a resource or data
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
      options.planned ?? false,
      options.known,
    );
  }

  module(): EvaluatedModule {
    const known = new Set([
      "terraform",
      "variable",
      "locals",
      "data",
      "resource",
      "output",
      "moved",
      "removed",
    ]);
    const stranger = this.blocks.find(({ type }) => !known.has(type));
    if (stranger) throw new Error(`no block ${stranger.type} is known here`);
    return {
      configurationAliases: this.configurationAliases(),
      variables: this.byLabel("variable", (block) => this.variable(block)),
      locals: record(this.of("locals").flatMap((block) => this.attributes(block))),
      data: this.byLabel("data", (block) => this.block(block)),
      resources: this.byLabel("resource", (block) => this.block(block)),
      outputs: this.byLabel("output", ({ attributes }) => ({
        description: this.plain(need(attributes, "description")),
        value: this.plain(need(attributes, "value")),
        dependsOn: addresses(attributes.depends_on),
      })),
      instances: (address) => this.plain({ kind: "path", names: address.split(".") }),
      moved: this.of("moved").map(addressesOf),
      removed: this.of("removed").map(addressesOf),
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
      default: attributes.default && this.plain(attributes.default),
      nullable: attributes.nullable ? this.plain(attributes.nullable) : true,
      rules: blocks.map(({ attributes: validation }) => this.plain(need(validation, "error_message"))),
      violations: (value) => {
        const filled = this.expressions.completed(value, need(attributes, "type"));
        const scope: Scope = new Map([[`var.${labels.join()}`, filled]]);
        return blocks
          .filter(({ attributes: validation }) => this.plain(need(validation, "condition"), scope) !== true)
          .map(({ attributes: validation }) => this.plain(need(validation, "error_message"), scope));
      },
    };
  }

  private block(block: HclBlock): EvaluatedBlock {
    const { depends_on: dependsOn, provider, ...attributes } = block.attributes;
    const lifecycle = block.blocks.filter(({ type }) => type === "lifecycle");
    const nested = block.blocks.filter(({ type }) => type !== "lifecycle");
    const instances = this.expressions.eachOf(block);
    const repeated = block.attributes.for_each !== undefined;
    return {
      args: this.body({ attributes, blocks: nested }),
      ...(instances && {
        instances: record(
          [...instances].map(([key, each]) => [
            key,
            record(this.attributes({ attributes, blocks: [] }, each)),
          ]),
        ),
      }),
      provider: provider === undefined ? null : this.declared(typeText(provider)),
      dependsOn: addresses(dependsOn),
      preventDestroy: lifecycle.some(
        ({ attributes: { prevent_destroy: held } }) => held && this.plain(held) === true,
      ),
      preconditions: lifecycle
        .flatMap(({ blocks }) => blocks)
        .map(({ attributes: check }) => {
          const evaluated = (scope?: Scope) => ({
            condition: this.plain(need(check, "condition"), scope),
            message: this.plain(need(check, "error_message"), scope),
          });
          return {
            ...evaluated(),
            instances: repeated ? [...(instances?.values() ?? [])].map(evaluated) : [evaluated()],
          };
        }),
    };
  }

  private declared(provider: string): string {
    if (!this.configurationAliases().includes(provider))
      throw new Error(`the module does not declare ${provider}`);
    return provider;
  }

  private configurationAliases(): readonly string[] {
    const required = this.of("terraform")
      .flatMap(({ blocks }) => blocks)
      .filter(({ type }) => type === "required_providers");
    return required.flatMap(({ attributes: { aws } }) =>
      aws?.kind === "object"
        ? addresses(aws.entries.find(([name]) => name === "configuration_aliases")?.[1])
        : [],
    );
  }

  private body(body: HclBody): PlainObject {
    const names = [...new Set(body.blocks.map(({ type }) => type))];
    const nested = names.map((name): readonly [string, PlainValue] => [
      name,
      body.blocks.filter(({ type }) => type === name).map((block) => this.body(block)),
    ]);
    return record([...this.attributes(body), ...nested]);
  }

  private attributes(body: HclBody, scope?: Scope): readonly (readonly [string, PlainValue])[] {
    return Object.entries(body.attributes).map(([name, value]) => [name, this.plain(value, scope)]);
  }

  private plain(expression: HclExpression, scope?: Scope): PlainValue {
    return this.expressions.plain(expression, scope);
  }
}

const addresses = (list: HclExpression | undefined): readonly string[] =>
  list?.kind === "list" ? list.items.map(typeText) : [];

const addressesOf = ({ attributes }: HclBlock): EvaluatedAddresses =>
  record(Object.entries(attributes).map(([name, value]) => [name, typeText(value)]));

/** A type, with the default of what may be left out, or an address: they stand for themselves. */
function typeText(expression: HclExpression): string {
  if (expression.kind === "path") return expression.names.join(".");
  if (expression.kind === "value") return JSON.stringify(expression.value);
  if (expression.kind === "index" && expression.index.kind === "value") {
    return `${typeText(expression.of)}[${JSON.stringify(expression.index.value)}]`;
  }
  if (expression.kind === "object") {
    return `{${expression.entries.map(([name, type]) => `${name}=${typeText(type)}`).join(",")}}`;
  }
  if (expression.kind === "call") return `${expression.name}(${expression.args.map(typeText).join(", ")})`;
  throw new Error(`expected a name, got ${expression.kind}`);
}
