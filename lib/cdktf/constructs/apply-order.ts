import type { IAspect } from "cdktf";
import { Annotations, Aspects, TerraformDataSource, TerraformResource, TerraformStack } from "cdktf";
import type { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import type { IConstruct } from "constructs";
import type { Config } from "../../config/config";
import { problemMessage } from "../../report/problem-message";
import { policiesOfAdopted } from "./adopted-policies";
import { resolvedText } from "./resolved";
import { StackGraph } from "./stack-graph";

/** A construct of ours, as far as its place in the order goes. */
export interface Ordered extends IConstruct {
  readonly config: Config;
  readonly trail: Cloudtrail | undefined;
}

type OrderedBlock = TerraformResource | TerraformDataSource;

/**
 * Has Terraform build the blocks of a stack in the order that they need and no reference gives: a trail after the
 * policies of what it adopts, and what `node.addDependency` says where one of our constructs is an end of it,
 * which CDKTF itself takes no notice of. It runs at synthesis, when all constructs are there.
 */
export class ApplyOrder implements IAspect {
  private static readonly ofStack = new WeakMap<TerraformStack, ApplyOrder>();
  private readonly constructs: Ordered[] = [];
  private readonly warned = new Set<string>();
  private graph: StackGraph | undefined;

  private constructor(private readonly stack: TerraformStack) {}

  static register(construct: Ordered): void {
    const stack = TerraformStack.of(construct);
    const order = ApplyOrder.ofStack.get(stack) ?? new ApplyOrder(stack);
    if (order.constructs.push(construct) > 1) return;
    ApplyOrder.ofStack.set(stack, order);
    Aspects.of(stack).add(order);
  }

  visit(node: IConstruct): void {
    if (node === this.stack) this.graph = undefined;
    if (!isBlock(node) || node.cdktfStack !== this.stack) return;
    const owner = this.constructs.find(({ trail }) => trail === node);
    if (owner !== undefined) this.afterAdoptedPolicies(node, owner);
    this.afterDeclared(node);
  }

  private afterAdoptedPolicies(trail: OrderedBlock, owner: Ordered): void {
    const { key, bucket } = owner.config;
    if (key.existing === null && !bucket?.existing) return;
    const policies = policiesOfAdopted(owner.config, this.stackGraph(), (text) => resolvedText(owner, text));
    for (const policy of policies) {
      if (this.putAfter(trail, policy) || this.warned.has(policy)) continue;
      this.warned.add(policy);
      Annotations.of(owner).addWarning(problemMessage({ code: "trail-before-policy", args: { policy } }));
    }
  }

  private afterDeclared(block: OrderedBlock): void {
    const own = this.ownerOf(block);
    // Data that is read late is not known when Terraform plans, and neither is a policy that is made of it.
    if (own !== undefined && !TerraformResource.isTerraformResource(block)) return;
    for (const dependency of block.node.scopes.flatMap(({ node }) => node.dependencies)) {
      if (own === undefined && this.ownerOf(dependency) === undefined) continue;
      const other = TerraformStack.of(dependency);
      if (other !== this.stack) this.stack.addDependency(other);
      else
        for (const before of dependency.node.findAll().filter(isBlock))
          this.putAfter(block, blockAddressOf(before));
    }
  }

  /** @returns false where the other block waits for this one already */
  private putAfter(block: OrderedBlock, before: string): boolean {
    const graph = this.stackGraph();
    const address = blockAddressOf(block);
    if (graph.waitsFor(before, address)) return false;
    const known = graph.argument(address, "depends_on") as readonly string[] | undefined;
    if (known?.includes(before) !== true) block.dependsOn = [...(block.dependsOn ?? []), before];
    graph.addDependency(address, before);
    return true;
  }

  private ownerOf(construct: IConstruct): Ordered | undefined {
    return this.constructs.find((candidate) => construct.node.scopes.includes(candidate));
  }

  private stackGraph(): StackGraph {
    return (this.graph ??= new StackGraph(this.stack));
  }
}

const isBlock = (construct: IConstruct): construct is OrderedBlock =>
  TerraformResource.isTerraformResource(construct) || TerraformDataSource.isTerraformDataSource(construct);

const blockAddressOf = (block: OrderedBlock): string =>
  `${TerraformDataSource.isTerraformDataSource(block) ? "data." : ""}${block.terraformResourceType}.${block.friendlyUniqueId}`;
