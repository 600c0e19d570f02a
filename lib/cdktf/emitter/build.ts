import type { TerraformMetaArguments, TerraformProvider } from "cdktf";
import { TerraformSelf } from "cdktf";
import type { Construct } from "constructs";
import type { Argument, Block, Blueprint, Check } from "../../terraform/blueprint";
import { blockAddress } from "../../terraform/blueprint";
import type { Expression, Reference } from "../../terraform/expression";
import { addressOf } from "../../terraform/expression";
import type { JsonValue } from "../../terraform/resolve";
import { asText } from "../../terraform/resolve";
import { refuseUnknownArguments } from "./accepted-arguments";
import type { Element } from "./class-table";
import { classArgument, classOf, classTable } from "./class-table";
import { expressionValues } from "./expression";

export interface BuildOptions {
  /** Gives each element the address that it has in the HCL module, such as `aws_kms_key.this`. @default false */
  readonly moduleAddresses?: boolean;
  /** @default the provider of the stack that has no alias */
  readonly provider?: TerraformProvider;
}

export interface BuiltBlueprint {
  /** By the address in the blueprint, data sources with `data.` in front. */
  readonly elements: ReadonlyMap<string, Element>;
  /** What an expression of the blueprint is in this scope: text for Terraform, tokens for its elements. */
  readonly terraformValue: (expression: Expression) => JsonValue;
}

/** Builds what a blueprint holds in a scope, each element after those that it refers to. */
export function buildBlueprint(
  scope: Construct,
  blueprint: Blueprint,
  options: BuildOptions = {},
): BuiltBlueprint {
  const builder = new Builder(scope, blueprint, options);
  builder.buildAll();
  return builder;
}

class Builder implements BuiltBlueprint {
  readonly elements = new Map<string, Element>();
  readonly terraformValue: (expression: Expression) => JsonValue;
  private readonly blocks: ReadonlyMap<string, Block>;
  private readonly underway = new Set<string>();
  private readonly tokens = new Map<string, string>();

  constructor(
    private readonly scope: Construct,
    private readonly blueprint: Blueprint,
    private readonly options: BuildOptions,
  ) {
    this.terraformValue = expressionValues(blueprint, (reference) => this.attributeToken(reference));
    this.blocks = new Map([
      ...blueprint.data.map((block) => [`data.${blockAddress(block)}`, block] as const),
      ...blueprint.resources.map((block) => [blockAddress(block), block] as const),
    ]);
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
    const entry = classTable[address.startsWith("data.") ? `data.${block.type}` : block.type];
    if (entry === undefined) throw new Error(`${address}: the class table does not hold its type`);
    const ElementOfType = classOf(entry);
    const element = new ElementOfType(this.scope, constructId(address), {
      ...this.classArguments(block.args, entry.lists ?? []),
      ...(this.options.provider && { provider: this.options.provider }),
      ...(block.dependsOn?.length && { dependsOn: block.dependsOn.map((other) => this.elementAt(other)) }),
      ...(block.postconditions && { lifecycle: this.lifecycle(block.postconditions, address) }),
    });
    if (this.options.moduleAddresses) element.overrideLogicalId(block.name);
    refuseUnknownArguments(element, address, block.args);
    return element;
  }

  private classArguments(
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
      const block = this.classArguments(arg.args, lists, `${path}${arg.name}.`);
      const earlier = (values[name] ?? []) as readonly unknown[];
      values[name] = lists.includes(`${path}${arg.name}`) ? [...earlier, block] : block;
    }
    return values;
  }

  /** In its own postcondition a block goes by the name of `self`. */
  private lifecycle(checks: readonly Check[], address: string): TerraformMetaArguments["lifecycle"] {
    const terraformValue = expressionValues(this.blueprint, (reference) =>
      addressIn(reference) === address
        ? TerraformSelf.getString(reference.attribute)
        : this.attributeToken(reference),
    );
    return {
      postcondition: checks.map(({ condition, message }) => ({
        condition: terraformValue(condition),
        errorMessage: asText(terraformValue(message)),
      })),
    };
  }

  /** The same token each time, so that repetitions of it can be told. */
  private attributeToken(reference: Reference): string {
    const address = addressOf(reference);
    const known = this.tokens.get(address);
    if (known !== undefined) return known;
    const token = this.elementAt(addressIn(reference)).getStringAttribute(reference.attribute);
    this.tokens.set(address, token);
    return token;
  }
}

/** The address of the block that a reference names, data sources with `data.` in front. */
const addressIn = (reference: Reference): string =>
  `${reference.data ? "data." : ""}${blockAddress(reference)}`;

/** Terraform's address without what would only repeat itself in CDKTF's ids. */
const constructId = (address: string): string => address.replace("aws_", "").replaceAll(".", "_");
