import type { IAspect } from "cdktf";
import { Annotations, Aspects, TerraformDataSource, TerraformResource, TerraformStack } from "cdktf";
import type { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import type { IConstruct } from "constructs";
import type { Config } from "../../config/config";
import { problemMessage } from "../../report/problem-message";
import type { Adopted, AdoptedThing } from "./adopted";
import { adoptedIn } from "./adopted";
import { resolvedText } from "./resolved";
import { StackGraph } from "./stack-graph";

/** A construct of ours, as far as its place in the order goes. */
export interface Ordered extends IConstruct {
  readonly config: Config;
  readonly trail: Cloudtrail | undefined;
  readonly bucket: S3Bucket | undefined;
  readonly logGroup: CloudwatchLogGroup | undefined;
  /** Builds what was added to it. */
  readonly update: () => void;
}

type OrderedBlock = TerraformResource | TerraformDataSource;

/**
 * Has Terraform build the blocks of a stack in the order that they need and no reference gives: a trail after the
 * settings of what it adopts, a log group after the policy of a key that it adopts, a bucket after the key that its trail adopts, and what `node.addDependency` says where
 * one of our constructs is an end of it, which CDKTF itself takes no notice of. It runs at synthesis, when all
 * constructs are there.
 */
export class ApplyOrder implements IAspect {
  private static readonly ofStack = new WeakMap<TerraformStack, ApplyOrder>();
  private readonly constructs = new Set<Ordered>();
  private readonly warned = new Set<string>();
  private graph: StackGraph | undefined;

  private constructor(private readonly stack: TerraformStack) {}

  static register(construct: Ordered): void {
    const stack = TerraformStack.of(construct);
    const known = ApplyOrder.ofStack.get(stack);
    const order = known ?? new ApplyOrder(stack);
    order.constructs.add(construct);
    if (known !== undefined) return;
    ApplyOrder.ofStack.set(stack, order);
    Aspects.of(stack).add(order);
  }

  visit(node: IConstruct): void {
    if (node === this.stack) {
      this.graph = undefined;
      for (const construct of this.constructs) construct.update();
    }
    if (!isBlock(node) || node.cdktfStack !== this.stack) return;
    const owner = this.ownerOf(node);
    if (owner?.trail === node) this.trailAfterAdopted(node, owner);
    else if (owner?.bucket === node) this.bucketAfterAdoptedKey(node, owner);
    else if (owner?.logGroup === node) this.logGroupAfterAdoptedKey(node, owner);
    this.afterDeclared(node, owner);
  }

  private trailAfterAdopted(trail: OrderedBlock, owner: Ordered): void {
    for (const what of ["key", "bucket"] as const)
      for (const setting of this.adopted(owner, what).settings) {
        if (this.putAfter(trail, setting) || !setting.includes("_policy.") || this.warned.has(setting))
          continue;
        this.warned.add(setting);
        const args = { policy: setting };
        Annotations.of(owner).addWarning(problemMessage({ code: "trail-before-policy", args }));
      }
  }

  /** A destroy ends at a bucket that still holds logs: the key that reads them must come after it. */
  private bucketAfterAdoptedKey(bucket: OrderedBlock, owner: Ordered): void {
    const { owners, settings } = this.adopted(owner, "key");
    if (settings.filter((setting) => this.putAfter(bucket, setting)).length > 0) return;
    for (const key of owners) this.putAfter(bucket, key);
  }

  /** CloudWatch Logs tries the key when the log group is created. */
  private logGroupAfterAdoptedKey(group: OrderedBlock, owner: Ordered): void {
    for (const setting of this.adopted(owner, "log group's key").settings) this.putAfter(group, setting);
  }

  private adopted(owner: Ordered, what: AdoptedThing): Adopted {
    return adoptedIn(
      () => this.stackGraph(),
      what,
      owner.config,
      (text) => resolvedText(owner, text),
    );
  }

  private afterDeclared(block: OrderedBlock, own: Ordered | undefined): void {
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

  /** The construct of ours that something is built in. */
  private ownerOf({ node }: IConstruct): Ordered | undefined {
    return node.scopes.findLast((scope): scope is Ordered =>
      (this.constructs as ReadonlySet<IConstruct>).has(scope),
    );
  }

  private stackGraph(): StackGraph {
    return (this.graph ??= new StackGraph(this.stack));
  }
}

const isBlock = (construct: IConstruct): construct is OrderedBlock =>
  TerraformResource.isTerraformResource(construct) || TerraformDataSource.isTerraformDataSource(construct);

const blockAddressOf = (block: OrderedBlock): string =>
  `${TerraformDataSource.isTerraformDataSource(block) ? "data." : ""}${block.terraformResourceType}.${block.friendlyUniqueId}`;
