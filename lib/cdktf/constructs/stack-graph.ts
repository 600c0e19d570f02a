import type { TerraformStack } from "cdktf";
import { typeInAddress } from "../../terraform/blueprint";

type Arguments = Readonly<Record<string, unknown>>;
type ArgumentsByName = Readonly<Record<string, Arguments>>;

/** The blocks of a stack by their addresses, as Terraform gets them, and which of them refers to which. */
export class StackGraph {
  private readonly blocks: ReadonlyMap<string, Arguments>;
  private readonly byType = new Map<string, string[]>();
  private readonly references = new Map<string, Set<string>>();

  constructor(stack: TerraformStack) {
    const { resource, data, module, locals } = stack.toTerraform() as {
      readonly resource?: Readonly<Record<string, ArgumentsByName>>;
      readonly data?: Readonly<Record<string, ArgumentsByName>>;
      readonly module?: ArgumentsByName;
      readonly locals?: Arguments;
    };
    this.blocks = new Map([
      ...Object.entries(resource ?? {}).flatMap(([type, named]) => addressed(`${type}.`, named)),
      ...Object.entries(data ?? {}).flatMap(([type, named]) => addressed(`data.${type}.`, named)),
      ...addressed("module.", module ?? {}),
      ...Object.entries(locals ?? {}).map(([name, value]) => [`local.${name}`, { value }] as const),
    ]);
    for (const address of this.blocks.keys()) {
      const type = typeInAddress(address);
      const known = this.byType.get(type);
      if (known) known.push(address);
      else this.byType.set(type, [address]);
    }
  }

  /** The addresses of a type, such as `aws_kms_key_policy`. */
  ofType(type: string): readonly string[] {
    return this.byType.get(type) ?? [];
  }

  argument(address: string, name: string): unknown {
    return this.blocks.get(address)?.[name];
  }

  /** The blocks of some types that a text is from: it names them itself, or by an alias, a local or the like. */
  originsOf(text: string, types: readonly string[]): readonly string[] {
    const seen = new Set<string>();
    const follow = (named: Iterable<string>): readonly string[] =>
      [...named].flatMap((address) => {
        if (seen.has(address)) return [];
        seen.add(address);
        return types.some((type) => address.startsWith(`${type}.`))
          ? [address]
          : follow(this.referencesOf(address));
      });
    return follow(this.namedIn(text));
  }

  /** Whether Terraform builds a block after another one already. */
  waitsFor(address: string, other: string, seen = new Set<string>()): boolean {
    if (address === other) return true;
    if (seen.has(address)) return false;
    seen.add(address);
    return [...this.referencesOf(address)].some((next) => this.waitsFor(next, other, seen));
  }

  /** Notes a dependency that the blocks did not have when this was made. */
  addDependency(address: string, before: string): void {
    this.referencesOf(address).add(before);
  }

  private referencesOf(address: string): Set<string> {
    const known = this.references.get(address);
    if (known !== undefined) return known;
    const found = this.namedIn(JSON.stringify(this.blocks.get(address) ?? {}));
    this.references.set(address, found);
    return found;
  }

  private namedIn(text: string): Set<string> {
    const candidates = text.match(/(?:data\.)?[\w-]+\.[\w-]+/g) ?? [];
    return new Set(candidates.filter((candidate) => this.blocks.has(candidate)));
  }
}

const addressed = (prefix: string, named: ArgumentsByName): readonly (readonly [string, Arguments])[] =>
  Object.entries(named).map(([name, args]) => [`${prefix}${name}`, { ...args, "//": undefined }]);
