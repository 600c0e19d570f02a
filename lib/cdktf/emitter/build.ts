import type { ITerraformDependable, TerraformProvider, TerraformResourceLifecycle } from "cdktf";
import { dependable, Fn, TerraformLocal, TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import type { Argument, Block, Blueprint, Check } from "../../terraform/blueprint";
import { blockAddress } from "../../terraform/blueprint";
import type { Expression, Reference } from "../../terraform/expression";
import { addressOf, blockOf, call, each, list, literal, object } from "../../terraform/expression";
import { argumentsToAdd } from "./accepted-arguments";
import type { Element } from "./class-table";
import { classArgument, classEntry, classOf } from "./class-table";
import { constructId } from "./construct-id";
import type { ExpressionValues } from "./expression";
import { expressionValues } from "./expression";
import { declareFormerOfConstruct, declareFormerOfModule } from "./former-addresses";
import { withoutTokenStacks } from "./without-token-stacks";

export interface BuildOptions {
  /** Gives each element the address that it has in the HCL module, such as `aws_kms_key.this`. @default false */
  readonly moduleAddresses?: boolean;
  /** @default the provider of the stack that has no alias */
  readonly provider?: TerraformProvider;
  /** By the blueprint's aliases: the provider of each block that names one. @default none */
  readonly providers?: Readonly<Record<string, TerraformProvider>>;
  /** Whether a text of the config may be a token. @default true */
  readonly hasTokens?: boolean;
  /**
   * Whether a check is sure to pass, so that it is left out. `known` computes what is known of an expression.
   * @default only where its condition is known to hold
   */
  readonly isMet?: (check: Check, known: (expression: Expression) => Expression) => boolean;
  /** Called before what is late, such as a policy, is put together: the last chance to `extend`. @default nothing */
  readonly beforeLate?: () => void;
}

export interface BuiltBlueprint {
  /** By the address in the blueprint, data sources with `data.` in front. */
  readonly elements: ReadonlyMap<string, Element>;
  /** What an expression of the blueprint is in this scope: text for Terraform, tokens for its elements. */
  readonly terraformValue: (expression: Expression) => unknown;
  /** The expression with everything computed that is known when the stack is built. */
  readonly known: (expression: Expression) => Expression;
  /**
   * Takes a blueprint that says more in place of the first one: what it adds is built, policies are its own, and what
   * must hold of a block is judged again. Arguments of what is there stay, but for the policies in them.
   */
  readonly extend: (blueprint: Blueprint, options: Pick<BuildOptions, "hasTokens" | "isMet">) => void;
}

/** Builds what a blueprint holds in a scope, each element after those that it refers to. */
export function buildBlueprint(
  scope: Construct,
  blueprint: Blueprint,
  options: BuildOptions = {},
): BuiltBlueprint {
  const builder = new Builder(scope, blueprint, options);
  builder.buildAll();
  if (options.moduleAddresses) declareFormerOfModule(scope, blueprint);
  else declareFormerOfConstruct(scope, blueprint, builder.elements);
  return builder;
}

/** Declares the outputs of a blueprint, in a scope of their own, so that one may have the ID of a construct. */
export function buildOutputs(scope: Construct, { outputs }: Blueprint, built: BuiltBlueprint): void {
  const outputScope = new Construct(scope, "outputs");
  for (const { name, description, value, dependsOn = [] } of outputs) {
    const output = new TerraformOutput(outputScope, name, {
      description,
      value: built.terraformValue(value),
    });
    output.overrideLogicalId(name);
    // CDKTF writes the dependencies of an output as interpolations, which Terraform does not take there.
    const elements = dependsOn.flatMap((address) => built.elements.get(address) ?? []);
    if (elements.length > 0) output.addOverride("depends_on", elements.map(dependable));
  }
}

type Precondition = NonNullable<TerraformResourceLifecycle["precondition"]>[number];

const byAddress = ({ blocks }: Blueprint): ReadonlyMap<string, Block> =>
  new Map(blocks.map((block) => [blockAddress(block), block]));

class Builder implements BuiltBlueprint {
  readonly elements = new Map<string, Element>();
  readonly terraformValue: (expression: Expression) => unknown;
  readonly known: (expression: Expression) => Expression;
  private readonly values: ExpressionValues;
  private readonly localTokens = new Map<string, string>();
  private readonly tokens = new Map<string, string>();
  private readonly checks = new Map<string, readonly Precondition[]>();
  private blocks: ReadonlyMap<string, Block>;
  private readonly underway = new Set<string>();
  private readonly providers: ReadonlyMap<string, TerraformProvider>;

  constructor(
    private readonly scope: Construct,
    blueprint: Blueprint,
    private options: BuildOptions,
  ) {
    this.values = expressionValues(blueprint, {
      tokenOf: (reference) => this.tokenOf(reference),
      hasTokens: options.hasTokens ?? true,
      tokenOfLocal: (name) => this.localTokens.get(name),
      ...(options.beforeLate && { beforeLate: options.beforeLate }),
    });
    this.terraformValue = this.values.terraformValue;
    this.known = this.values.reduced;
    this.providers = new Map(Object.entries(options.providers ?? {}));
    this.blocks = byAddress(blueprint);
  }

  extend(blueprint: Blueprint, options: Pick<BuildOptions, "hasTokens" | "isMet">): void {
    this.options = { ...this.options, ...options };
    this.values.rebind(blueprint, this.options.hasTokens ?? true);
    this.blocks = byAddress(blueprint);
    for (const [address, element] of [...this.elements]) this.judgeAgain(address, element);
    this.buildAll();
  }

  /** The checks of an element that is built, in the place of ours; what the user put beside them stays. */
  private judgeAgain(address: string, element: Element): void {
    const former = this.checks.get(address) ?? [];
    const block = this.blocks.get(address);
    const checks = block === undefined ? [] : this.openChecks(block);
    if (former.length + checks.length === 0) return;
    this.checks.set(address, checks);
    const { precondition: there = [], ...others } = element.lifecycle ?? {};
    const precondition = [...there.filter((check) => !former.includes(check)), ...checks];
    element.lifecycle = { ...others, ...(precondition.length > 0 && { precondition }) };
  }

  buildAll(): void {
    for (const address of this.blocks.keys()) this.elementAt(address);
  }

  private elementAt(address: string): Element {
    const built = this.elements.get(address);
    if (built !== undefined) return built;
    const block = this.blocks.get(address);
    if (block === undefined) throw new Error(`the blueprint refers to ${address}, which it does not hold`);
    if (this.underway.has(address)) throw new Error(`${address} needs itself to be built first`);
    this.underway.add(address);
    const element = this.build(address, block);
    this.elements.set(address, element);
    return element;
  }

  private build(address: string, block: Block): Element {
    const entry = classEntry(block);
    const ElementOfType = classOf(entry);
    const lifecycle = this.lifecycle(address, block);
    const provider = this.providerOf(address, block);
    // What an input says must exist is the business of who calls the module.
    const dependsOn = (block.dependsOn ?? []).filter((other) => !other.startsWith("var."));
    const element = new ElementOfType(this.scope, constructId(address), {
      ...this.classArguments(address, block.args, entry.lists ?? []),
      ...(provider && { provider }),
      ...(dependsOn.length > 0 && {
        dependsOn: dependsOn.map((other) => dependableOf(this.elementAt(other))),
      }),
      ...(lifecycle && { lifecycle }),
    });
    if (block.forEach) element.addOverride("for_each", this.instances(block.forEach));
    if (this.options.moduleAddresses) element.overrideLogicalId(block.name);
    const toAdd = argumentsToAdd(element, address, block.args, entry);
    if (toAdd.length > 0) this.addArguments(element, block.args, toAdd, entry.lists ?? []);
    return element;
  }

  private providerOf(address: string, { provider: alias }: Block): TerraformProvider | undefined {
    if (alias === undefined) return this.options.provider;
    const provider = this.providers.get(alias);
    if (provider === undefined) throw new Error(`${address} is built with ${alias}, which is not given`);
    return provider;
  }

  /** A map as it is; what was a set is a list here, of which Terraform makes a set. */
  private instances(forEach: Expression): unknown {
    const members = this.terraformValue(forEach);
    return Array.isArray(members) ? Fn.toset(members) : members;
  }

  private classArguments(
    address: string,
    args: readonly Argument[],
    lists: readonly string[],
    path = "",
  ): Readonly<Record<string, unknown>> {
    const values: Record<string, unknown> = {};
    for (const arg of args) {
      const name = classArgument(arg.name);
      if (arg.kind === "attribute") {
        values[name] = this.terraformValue(arg.value) ?? undefined;
        continue;
      }
      const here = `${path}${arg.name}`;
      const block = this.classArguments(address, arg.args, lists, `${here}.`);
      if (lists.includes(here)) values[name] = [...((values[name] ?? []) as readonly unknown[]), block];
      else if (values[name] === undefined) values[name] = block;
      else
        throw new Error(
          `${address}: ${here} comes more than once; add it to the lists of its class in class-table.ts`,
        );
    }
    return values;
  }

  /** Gives an element arguments that its class does not know. */
  private addArguments(
    element: Element,
    args: readonly Argument[],
    toAdd: readonly string[],
    lists: readonly string[],
    path = "",
    place = "",
  ): void {
    const seen = new Map<string, number>();
    for (const arg of args) {
      const here = `${path}${arg.name}`;
      if (arg.kind === "attribute") {
        if (toAdd.includes(here)) element.addOverride(`${place}${arg.name}`, this.terraformValue(arg.value));
        continue;
      }
      const index = seen.get(arg.name) ?? 0;
      seen.set(arg.name, index + 1);
      const within = lists.includes(here) ? `${arg.name}.${index}` : arg.name;
      this.addArguments(element, arg.args, toAdd, lists, `${here}.`, `${place}${within}.`);
    }
  }

  private lifecycle(address: string, block: Block): TerraformResourceLifecycle | undefined {
    const given = block.lifecycle ?? {};
    const precondition = this.openChecks(block);
    this.checks.set(address, precondition);
    if (!given.preventDestroy && precondition.length === 0) return undefined;
    return {
      ...(given.preventDestroy && { preventDestroy: given.preventDestroy }),
      ...(precondition.length > 0 && { precondition: [...precondition] }),
    };
  }

  /** A check that holds already is none. */
  private openChecks({ lifecycle = {}, forEach }: Block): readonly Precondition[] {
    const open = (lifecycle.preconditions ?? []).filter(
      (check) =>
        !this.options.isMet?.(
          { ...check, condition: this.inEveryInstance(check.condition, forEach) },
          this.known,
        ),
    );
    for (const { condition, fits } of open) {
      if (fits !== undefined && this.terraformValue(condition) !== true) this.buildLocal(fits.local);
    }
    return open
      .map(({ condition, message, option }) => ({
        condition: this.terraformValue(condition),
        errorMessage: `${option === undefined ? "" : `${option}: `}${String(this.terraformValue(message))}`,
      }))
      .filter(({ condition }) => condition !== true);
  }

  /** A condition that may name `each`, over the instances where they are known. */
  private inEveryInstance(condition: Expression, forEach: Expression | undefined): Expression {
    const members = forEach && instancesIn(this.known(forEach));
    return members === undefined
      ? condition
      : call(
          "alltrue",
          each("each", list(...members), () => condition),
        );
  }

  /** A local that Terraform computes: what is long then stands once. */
  private buildLocal(name: string): void {
    if (this.localTokens.has(name)) return;
    const element = new TerraformLocal(
      this.scope,
      constructId(`local.${name}`),
      // The local's own expression: once it is built, its name stands for the token below.
      this.terraformValue(this.values.localExpression(name)),
    );
    if (this.options.moduleAddresses) element.overrideLogicalId(name);
    this.localTokens.set(name, element.asString);
  }

  /** One token for all references to an attribute: CDKTF keeps each token, with a stack trace. */
  private tokenOf(reference: Reference): string {
    const address = addressOf(reference);
    const known = this.tokens.get(address);
    if (known !== undefined) return known;
    const element = this.elementAt(blockOf(reference));
    const token =
      reference.attribute === null ? element.fqn : element.getStringAttribute(reference.attribute);
    this.tokens.set(address, token);
    return token;
  }
}

/** CDKTF makes the token of an element's address when that is resolved. */
const dependableOf = (element: Element): ITerraformDependable => ({
  get fqn() {
    return withoutTokenStacks(() => element.fqn);
  },
});

/** What `each` is in each instance, where these are known. In a set, a member is its own key. */
function instancesIn(forEach: Expression): readonly Expression[] | undefined {
  if (forEach.kind === "list") return forEach.items.map((value) => object({ key: value, value }));
  if (forEach.kind !== "object") return undefined;
  return forEach.entries.map(({ key, value }) => object({ key: literal(key), value }));
}
