import type {
  Argument,
  Attribute,
  Block,
  Check,
  Lifecycle,
  Local,
  Move,
  ProviderBlock,
} from "../terraform/blueprint";
import { literal } from "../terraform/expression";
import { quote } from "../terraform/quoted-string";
import { providerAddress } from "../terraform/used-providers";
import { align } from "./alignment";
import { commentLines, lineWidth } from "./comment";
import { printExpression } from "./expression";

/** What stands between the braces of a block, for the `body` partial. */
export type BodyItem = AssignmentView | BlockView;

interface ItemView {
  readonly indent: string;
  readonly blankBefore: boolean;
  /** Lines without `#`. */
  readonly comment: readonly string[];
}

/** `NAME = VALUE`, the name padded to align with its neighbours. */
export interface AssignmentView extends ItemView {
  readonly isBlock: false;
  readonly name: string;
  readonly value: string;
}

/** `HEADER { BODY }`. */
export interface BlockView extends ItemView {
  readonly isBlock: true;
  readonly header: string;
  readonly body: readonly BodyItem[];
}

const indentation = (level: number): string => "  ".repeat(level);

/** The arguments of a block, in their order, inside braces at this level of indentation. */
export function bodyItems(args: readonly Argument[], level: number): readonly BodyItem[] {
  const items: BodyItem[] = [];
  for (const arg of args) {
    const previous = items.at(-1);
    items.push(
      arg.kind === "block"
        ? blockView(arg.name, bodyItems(arg.args, level + 1), level, previous !== undefined)
        : attributeView(arg, level, previous),
    );
  }
  return alignItems(items);
}

/** A comment and a block before it set an attribute apart. */
function attributeView(
  { name, value, comment }: Attribute,
  level: number,
  previous: BodyItem | undefined,
): AssignmentView {
  return {
    isBlock: false,
    indent: indentation(level),
    blankBefore: previous !== undefined && (previous.isBlock || comment !== undefined),
    comment: commentLines(comment, 2 * level),
    name,
    value: printExpression(value, { level, used: name.length + 3 }),
  };
}

export const blockView = (
  header: string,
  body: readonly BodyItem[],
  level: number,
  blankBefore: boolean,
): BlockView => ({ isBlock: true, indent: indentation(level), blankBefore, comment: [], header, body });

/** A blank line follows every block, so a run of assignments never spans one. */
function alignItems(items: readonly BodyItem[]): readonly BodyItem[] {
  const aligned = align(items.filter((item) => !item.isBlock))[Symbol.iterator]();
  return items.map((item) => (item.isBlock ? item : (aligned.next().value ?? item)));
}

/**
 * A resource or data source as a top-level block, in the order of HashiCorp's style guide: `for_each`, the
 * arguments, what Terraform must mind, what it waits for. The provider stands where HashiCorp's pages have it, first
 * but for `for_each`.
 */
export function topLevelBlock(block: Block): BlockView {
  const sections = [
    metaArguments(block, 1),
    bodyItems(block.args, 1),
    bodyItems(lifecycleBlock(block.lifecycle), 1),
    dependsOnItems(block, 1),
  ];
  return {
    ...blockView(`${block.mode} ${quote(block.type)} ${quote(block.name)}`, apart(sections), 0, true),
    comment: commentLines(block.comment, 0),
  };
}

const metaArguments = ({ forEach, provider }: Block, level: number): readonly BodyItem[] =>
  alignItems([
    ...(forEach ? bodyItems([attribute("for_each", forEach)], level) : []),
    ...(provider === undefined ? [] : [addressItem("provider", providerAddress(provider), level)]),
  ]);

/** The items of several sections, with a blank line between two. */
export const apart = (sections: readonly (readonly BodyItem[])[]): readonly BodyItem[] =>
  sections
    .filter((items) => items.length > 0)
    .flatMap((items, section) =>
      items.map((item, position) => (section > 0 && position === 0 ? { ...item, blankBefore: true } : item)),
    );

const attribute = (name: string, value: Attribute["value"]): Attribute => ({
  kind: "attribute",
  name,
  value,
});

function lifecycleBlock({ preventDestroy, preconditions = [] }: Lifecycle = {}): readonly Argument[] {
  const args = [
    ...(preventDestroy ? [attribute("prevent_destroy", literal(true))] : []),
    ...preconditions.map(precondition),
  ];
  return args.length === 0 ? [] : [{ kind: "block", name: "lifecycle", args }];
}

const precondition = ({ condition, message }: Check): Argument => ({
  kind: "block",
  name: "precondition",
  args: [attribute("condition", condition), attribute("error_message", message)],
});

/** A provider of a root. */
export const providerBlock = ({ alias, args, comment }: ProviderBlock): BlockView => ({
  ...blockView(
    `provider ${quote("aws")}`,
    bodyItems([...(alias === null ? [] : [attribute("alias", literal(alias))]), ...args], 1),
    0,
    true,
  ),
  comment: commentLines(comment, 0),
});

/** The named values in one block. */
export const localsBlock = (locals: readonly Local[]): BlockView =>
  blockView(
    "locals",
    bodyItems(
      locals.map(({ name, value, comment }) => ({
        ...attribute(name, value),
        ...(comment !== undefined && { comment }),
      })),
      1,
    ),
    0,
    true,
  );

/** `moved`: what stood at one address stands at another now. */
export const movedBlock = ({ comment, from, to }: Move): BlockView => ({
  ...blockView("moved", alignItems([addressItem("from", from, 1), addressItem("to", to, 1)]), 0, true),
  comment: commentLines(comment, 0),
});

export const addressItem = (
  name: string,
  value: string,
  level: number,
  comment: readonly string[] = [],
): AssignmentView => ({
  isBlock: false,
  indent: indentation(level),
  blankBefore: false,
  comment,
  name,
  value,
});

/** `removed`: Terraform forgets what stood at an address, and does not destroy it. */
export const removedBlock = (address: string): BlockView => {
  const lifecycle = blockView("lifecycle", bodyItems([attribute("destroy", literal(false))], 2), 1, true);
  return {
    ...blockView("removed", [addressItem("from", address, 1), lifecycle], 0, true),
    comment: ["Terraform removes this from its state without destroying it."],
  };
};

/** A line of addresses, which are no expressions: Terraform takes them unevaluated. */
function dependsOnItems(
  { dependsOn: addresses = [], dependsOnComment }: Block,
  level: number,
): readonly AssignmentView[] {
  if (addresses.length === 0) return [];
  return [
    addressItem("depends_on", addressList(addresses), level, commentLines(dependsOnComment, 2 * level)),
  ];
}

/** A list of addresses, one a line where they do not fit, as the value of an argument of a block. */
export function addressList(addresses: readonly string[], name = "depends_on", level = 1): string {
  const inline = `[${addresses.join(", ")}]`;
  const lines = addresses.map((address) => `${indentation(level + 1)}${address},\n`);
  const fits = 2 * level + `${name} = `.length + inline.length <= lineWidth;
  return fits ? inline : `[\n${lines.join("")}${indentation(level)}]`;
}
