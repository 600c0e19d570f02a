import type { Argument, Attribute, Block, Check, Local, NestedBlock } from "../terraform/blueprint";
import { align } from "./alignment";
import { commentLines, lineWidth } from "./comment";
import { printExpression } from "./expression";
import type { Self } from "./inline";
import { quote } from "./quoted-string";

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
export function bodyItems(args: readonly Argument[], level: number, self?: Self): readonly BodyItem[] {
  const items: BodyItem[] = [];
  for (const arg of args) {
    const previous = items.at(-1);
    items.push(
      arg.kind === "block"
        ? blockView(arg.name, bodyItems(arg.args, level + 1, self), level, previous !== undefined)
        : attributeView(arg, level, previous, self),
    );
  }
  return alignItems(items);
}

/** A comment and a block before it set an attribute apart. */
function attributeView(
  { name, value, comment }: Attribute,
  level: number,
  previous: BodyItem | undefined,
  self: Self | undefined,
): AssignmentView {
  return {
    isBlock: false,
    indent: indentation(level),
    blankBefore: previous !== undefined && (previous.isBlock || comment !== undefined),
    comment: commentLines(comment, 2 * level),
    name,
    value: printExpression(value, { level, used: name.length + 3, self }),
  };
}

const blockView = (
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
 * A resource or data source as a top-level block: its arguments, then what it waits for, then what must hold
 * of it. Inside it, its own attributes go by `self`.
 */
export function topLevelBlock(keyword: "resource" | "data", block: Block): BlockView {
  const self: Self = { type: block.type, name: block.name, data: keyword === "data" };
  const checks = (block.postconditions ?? []).map(postcondition);
  const lifecycle: readonly Argument[] =
    checks.length === 0 ? [] : [{ kind: "block", name: "lifecycle", args: checks }];
  const items = [...bodyItems(block.args, 1, self), ...dependsOn(block), ...bodyItems(lifecycle, 1, self)];
  return {
    ...blockView(
      `${keyword} ${quote(block.type)} ${quote(block.name)}`,
      items.map((item, index) => (item.isBlock ? { ...item, blankBefore: index > 0 } : item)),
      0,
      true,
    ),
    comment: commentLines(block.comment, 0),
  };
}

/** The named values in one block. */
export const localsBlock = (locals: readonly Local[]): BlockView =>
  blockView(
    "locals",
    bodyItems(
      locals.map((local) => ({ kind: "attribute", ...local })),
      1,
    ),
    0,
    true,
  );

const postcondition = ({ condition, message }: Check): NestedBlock => ({
  kind: "block",
  name: "postcondition",
  args: [
    { kind: "attribute", name: "condition", value: condition },
    { kind: "attribute", name: "error_message", value: message },
  ],
});

/** Its own line of addresses, which are no expressions: Terraform takes them unevaluated. */
function dependsOn({ dependsOn: addresses = [], args }: Block): readonly AssignmentView[] {
  if (addresses.length === 0) return [];
  const inline = `[${addresses.join(", ")}]`;
  const broken = `[\n${addresses.map((address) => `    ${address},\n`).join("")}  ]`;
  const value = "  depends_on = ".length + inline.length <= lineWidth ? inline : broken;
  const place = { indent: indentation(1), blankBefore: args.length > 0, comment: [] };
  return [{ ...place, isBlock: false, name: "depends_on", value }];
}
