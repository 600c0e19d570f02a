import type { Argument, Blueprint } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";

/** The blueprint with each policy's document where the policy is encoded: HCL states it there. */
export function policiesInPlace(blueprint: Blueprint): Blueprint {
  const documents = new Map(blueprint.policies.map(({ name, document }) => [name, document]));
  const placed = (expression: Expression): Expression => {
    if (expression.kind === "policy") {
      const document = documents.get(expression.name);
      if (document === undefined) throw new Error(`the blueprint has no policy ${expression.name}`);
      return document;
    }
    return expression.kind === "call" ? { ...expression, args: expression.args.map(placed) } : expression;
  };
  const placedIn = (argument: Argument): Argument =>
    argument.kind === "attribute"
      ? { ...argument, value: placed(argument.value) }
      : { ...argument, args: argument.args.map(placedIn) };
  return {
    ...blueprint,
    locals: blueprint.locals.map((local) => ({ ...local, value: placed(local.value) })),
    blocks: blueprint.blocks.map((block) => ({ ...block, args: block.args.map(placedIn) })),
    outputs: blueprint.outputs.map((output) => ({ ...output, value: placed(output.value) })),
  };
}
