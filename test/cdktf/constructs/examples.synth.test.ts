import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { policyOf } from "../../../lib/terraform/policy-of";
import { TrailStack } from "../../../lib/cdktf";
import { loadConfig } from "../../../lib/config/load";
import { problemMessage } from "../../../lib/report/problem-message";
import { canonicalJson } from "../../../lib/terraform/canonical-json";
import type { Check } from "../../../lib/terraform/blueprint";
import { evaluateTemplate } from "../../support/template";
import { resolvedIn, synth } from "../fixtures";

const examples = readdirSync("examples").filter((file) => file.endsWith(".yaml"));

function stackOf(example: string): TrailStack {
  const loaded = loadConfig(join("examples", example));
  if (!loaded.ok) throw new Error(loaded.problems.map(problemMessage).join("\n"));
  return new TrailStack(Testing.app(), loaded.config.name, { config: loaded });
}

/** What a reference to an attribute comes to in these tests. */
const attributes: Readonly<Record<string, string>> = {
  "data.aws_partition.current.partition": "aws-test",
  "data.aws_caller_identity.current.account_id": "999999999999",
  "data.aws_region.current.id": "test-east-1",
  "data.aws_service_principal.logs.id": "logs.test-east-1.amazonaws.com",
  "aws_kms_key.this.arn": "arn:aws-test:kms:test-east-1:999999999999:key/1234",
};

/** The instances of the roles that an example creates. */
const rolesOf = ({ blueprint }: TrailStack["resources"]): string => {
  const { value } = blueprint.inputs.find(({ name }) => name === "reader_roles") ?? {};
  const roles = Object.entries((value ?? {}) as Readonly<Record<string, { readonly path?: string }>>);
  return `{ ${roles.map(([name, { path = "/" }]) => `${name} = { path = "${path}", name = "${name}" }`).join(", ")} }`;
};

const applied = (template: string, roles: string): unknown => {
  const known = Object.entries(attributes).reduce(
    (text, [address, value]) => text.replaceAll(address, JSON.stringify(value)),
    template.replaceAll("in aws_iam_role.reader", `in ${roles}`),
  );
  return evaluateTemplate(known, "", (text) => text);
};

/**
 * The policies of the examples are known to fit, and what their options say of one another is known to be right, so that
 * such checks stay out of the stack.
 */
const isOpen = ({ option, fits }: Check): boolean => fits === undefined && option === undefined;

test("there are examples", () => {
  expect(examples.length).toBeGreaterThanOrEqual(8);
});

describe.each(examples)("%s", (example) => {
  test("every policy is the one that `trailkey policy` prints, byte for byte", () => {
    const stack = stackOf(example);
    const { blueprint } = stack.resources;
    for (const { name } of blueprint.policies) {
      const printed = policyOf(blueprint, name, attributes);
      const text = String(resolvedIn(stack, stack.resources.policyJson(name)));
      expect(applied(text, rolesOf(stack.resources))).toBe(canonicalJson(printed ?? null));
    }
  });

  test("the synthesized resources are those of the blueprint, with the same arguments", () => {
    const stack = stackOf(example);
    const { resource } = synth(stack);
    const built = Object.entries(resource ?? {}).flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([name, args]) => [`${type}.${name}`, Object.keys(args)] as const),
    );
    const wanted = stack.resources.blueprint.blocks
      .filter(({ mode }) => mode === "resource")
      .map(
        ({
          type,
          name,
          args,
          forEach,
          provider,
          dependsOn = [],
          lifecycle: { preventDestroy, preconditions = [] } = {},
        }) =>
          [
            `${type}.${name}`,
            [
              // Blocks of one name are one argument, a list.
              ...new Set(args.map((argument) => argument.name)),
              ...(forEach ? ["for_each"] : []),
              ...(provider === undefined ? [] : ["provider"]),
              ...(dependsOn.length > 0 ? ["depends_on"] : []),
              ...(preventDestroy || preconditions.some(isOpen) ? ["lifecycle"] : []),
            ],
          ] as const,
      );
    const sorted = (blocks: readonly (readonly [string, readonly string[]])[]): unknown =>
      Object.fromEntries(blocks.map(([address, names]) => [address, [...names].sort()]));
    expect(sorted(built)).toEqual(sorted(wanted));
  });

  test("the outputs are those of the blueprint", () => {
    const stack = stackOf(example);
    expect(Object.keys(synth(stack).output ?? {}).sort()).toEqual(
      stack.resources.blueprint.outputs.map(({ name }) => name).sort(),
    );
  });
});
