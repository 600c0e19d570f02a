import { sizeLimits } from "../policy/policy-size";
import type { Argument, Block, Blueprint, Check, Local, NamedPolicy } from "../terraform/blueprint";
import { configBindings } from "../terraform/config-bindings";
import type { Expression } from "../terraform/expression";
import { literal, local, operator, text, textBytes } from "../terraform/expression";
import { noBindings, reduce } from "../terraform/reduce";
import { policySize, sizeOfDocument } from "./policy-sizes";
import { policyTitle } from "./policy-titles";
import { remedyTexts, sizeRemedies } from "./size-remedies";

/**
 * Whether a check of a size is sure to pass, with what is known when a stack is built; the names of roles that the
 * blueprint creates are the config's.
 */
export const isSureToFit =
  (blueprint: Blueprint) =>
  ({ fits }: Check, known: (expression: Expression) => Expression): boolean =>
    fits !== undefined && isSureToHold(blueprint)(fits, known);

/** Whether a document is sure to have at most so many bytes. */
export const isSureToHold =
  (blueprint: Blueprint) =>
  (
    { document, maximum }: Pick<NonNullable<Check["fits"]>, "document" | "maximum">,
    known: (expression: Expression) => Expression,
  ): boolean => {
    const { reference } = configBindings(blueprint);
    const settled = reduce(known(document), { ...noBindings, reference });
    return sizeOfDocument(settled, { inputs: [] }).most <= maximum;
  };

/**
 * The blueprint with a check of the size of each policy that a caller of the module can make too large: one that
 * holds a set from a variable. The check reads a local with the encoded policy, because it cannot read the resource
 * that it stands on.
 */
export const withSizeChecks = (blueprint: Blueprint): Blueprint =>
  blueprint.policies
    .filter((policy) => mayOutgrow(blueprint, policy))
    .reduce((checked, policy) => withSizeCheck(checked, policy), blueprint);

function mayOutgrow(blueprint: Blueprint, policy: NamedPolicy): boolean {
  if (policy.rules !== "key" && policy.rules !== "resource") return false;
  const anyValues = configBindings({ ...blueprint, inputs: [] });
  return policySize(blueprint, policy, anyValues).most > sizeLimits[policy.rules].maximum;
}

function withSizeCheck(blueprint: Blueprint, policy: NamedPolicy): Blueprint {
  const name = `${policy.name.replaceAll("-", "_")}_policy`;
  const carrier = blueprint.blocks.find(({ args }) => args.some((arg) => encodes(arg, policy.name)));
  // What the owner of an existing key or bucket attaches is checked on the trail, which needs it.
  const checked = carrier ?? blueprint.blocks.find(({ type }) => type === "aws_cloudtrail");
  if (checked === undefined) return blueprint;
  const named = (value: Expression): Expression => (isEncoded(value, policy.name) ? local(name) : value);
  const file = carrier?.file ?? `${policy.name}.tf`;
  // What the owner of an existing key or bucket attaches is stated in the local already.
  const isStated = blueprint.locals.some((one) => one.name === name);
  const stated: Local = {
    name,
    value: encoded(policy.name),
    file,
    ...(carrier?.comment !== undefined && { comment: carrier.comment }),
  };
  const locals: readonly Local[] = [
    ...(isStated ? [] : [stated]),
    {
      name: `${name}_bytes`,
      value: textBytes(local(name)),
      file,
      comment: "length() counts characters, not bytes. Base64 has four characters for every three bytes.",
    },
  ];
  return {
    ...blueprint,
    locals: [...blueprint.locals, ...locals],
    blocks: blueprint.blocks.map((block) =>
      block === checked
        ? withCheck(block === carrier ? attached(block, named) : block, sizeCheck(blueprint, policy, name))
        : block,
    ),
    outputs: blueprint.outputs.map((output) => ({ ...output, value: named(output.value) })),
  };
}

const encoded = (policy: string): Expression => ({
  kind: "call",
  function: "jsonencode",
  args: [{ kind: "policy", name: policy }],
});

const isEncoded = (value: Expression, policy: string): boolean => {
  const [document] = value.kind === "call" && value.function === "jsonencode" ? value.args : [];
  return document?.kind === "policy" && document.name === policy;
};

const encodes = (argument: Argument, policy: string): boolean =>
  argument.kind === "attribute" && isEncoded(argument.value, policy);

/** The policy is stated in the local, and what is said of it stands there too. */
function attached(block: Block, named: (value: Expression) => Expression): Block {
  const { comment, ...others } = block;
  const args = block.args.map((arg) =>
    arg.kind === "attribute" ? { ...arg, value: named(arg.value) } : arg,
  );
  return comment === undefined ? { ...block, args } : { ...others, args };
}

const withCheck = (block: Block, check: Check): Block => ({
  ...block,
  lifecycle: { ...block.lifecycle, preconditions: [...(block.lifecycle?.preconditions ?? []), check] },
});

function sizeCheck(blueprint: Blueprint, policy: NamedPolicy, name: string): Check {
  const { service, maximum } = sizeLimits[policy.rules];
  const bytes = local(`${name}_bytes`);
  const ways = sizeRemedies(blueprint, policy).map((remedy) => remedyTexts[remedy]);
  const reduction = ways.length === 0 ? "" : ` To reduce its size: ${ways.join("; ")}.`;
  const title = policyTitle(policy);
  return {
    condition: operator(bytes, "<=", literal(maximum)),
    message: text`The ${literal(`${title.charAt(0).toLowerCase()}${title.slice(1)}`)} has ${bytes} bytes, and ${literal(service)} accepts at most ${literal(maximum)}.${literal(reduction)}`,
    fits: { document: { kind: "policy", name: policy.name }, maximum, local: `${name}_bytes` },
  };
}
