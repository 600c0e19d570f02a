import { TerraformElement } from "cdktf";
import type { Construct } from "constructs";
import type { Blueprint, Move } from "../../terraform/blueprint";
import { typeInAddress } from "../../terraform/blueprint";
import type { Element } from "./class-table";
import { constructId } from "./construct-id";
import { holdsToken } from "./terraform-text";

type AddressMove = Pick<Move, "from" | "to">;

/**
 * What an earlier release or config built at other addresses, as `moved` and `removed` blocks, which CDKTF has no
 * class for. As an element, and not as an override of the stack: so they stand beside those of other constructs
 * and of the user.
 */
class FormerAddresses extends TerraformElement {
  constructor(
    scope: Construct,
    private readonly moved: readonly AddressMove[],
    private readonly removed: readonly string[],
  ) {
    super(scope, "former-addresses");
  }

  override toTerraform(): object {
    return {
      ...(this.moved.length > 0 && { moved: this.moved }),
      ...(this.removed.length > 0 && {
        removed: this.removed.map((from) => ({ from, lifecycle: { destroy: false } })),
      }),
    };
  }
}

/** Those of a stack that has the module's addresses. */
export function declareFormerOfModule(scope: Construct, { moves, removals }: Blueprint): void {
  const moved = knownMoves(moves);
  if (moved.length + removals.length > 0) new FormerAddresses(scope, moved, removals);
}

/** Those of a construct: what it moves was in the same construct under an ID that its address gave. */
export function declareFormerOfConstruct(
  scope: Construct,
  { moves }: Blueprint,
  elements: ReadonlyMap<string, Element>,
): void {
  const moved = knownMoves(moves).flatMap(({ from, to }) => {
    const [, block = "", instance = ""] = /^([^[]+)(.*)$/s.exec(to) ?? [];
    const element = elements.get(block);
    if (element === undefined) return [];
    const { terraformResourceType: type, friendlyUniqueId: id } = element;
    return [{ from: formerAddress(scope, from), to: `${type}.${id}${instance}` }];
  });
  if (moved.length > 0) new FormerAddresses(scope, moved, []);
}

/** Terraform takes no expression in an address. */
const knownMoves = (moves: readonly Move[]): readonly AddressMove[] =>
  moves.filter(({ to }) => !holdsToken(to)).map(({ from, to }) => ({ from, to }));

/** The address that an element of that address in the blueprint had in a scope, by the stack's way of naming. */
function formerAddress(scope: Construct, address: string): string {
  const id = constructId(address);
  const former = new TerraformElement(scope, id);
  const { friendlyUniqueId } = former;
  scope.node.tryRemoveChild(id);
  return `${typeInAddress(address)}.${friendlyUniqueId}`;
}
