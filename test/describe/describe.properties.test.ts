import fc from "fast-check";
import type { Block, Blueprint } from "../../lib/terraform/blueprint";
import { blockAddress, expressionsOf } from "../../lib/terraform/blueprint";
import { namesUsed } from "../../lib/terraform/names-used";
import { describe as describeConfig } from "../../lib/describe/describe";
import { configInputs } from "../support/arbitrary-config";
import { configOf, policyIn } from "../support/place";

const blueprintOf = (input: unknown): Blueprint => describeConfig(configOf(input));

interface Statement {
  readonly Effect: string;
  readonly Principal: Readonly<Record<string, unknown>>;
  readonly Action: unknown;
  readonly Condition?: unknown;
}

const statements = (input: unknown): readonly Statement[] =>
  (policyIn(configOf(input), "key") as { readonly Statement: readonly Statement[] }).Statement;

describe("a blueprint", () => {
  it("guards every resource, itself or by one that it waits for", () => {
    fc.assert(
      fc.property(configInputs(), (input) => {
        const config = configOf(input);
        fc.pre(config.account !== null || config.region !== null);
        const blueprint = describeConfig(config);
        const resources = blueprint.blocks.filter(({ mode }) => mode === "resource");
        const guarded = new Set<string>();
        const reached = (one: Block): boolean =>
          (one.lifecycle?.preconditions ?? []).some(({ condition }) =>
            JSON.stringify(condition).includes('"data":true'),
          ) ||
          [...namesUsed(blueprint, expressionsOf(one)), ...(one.dependsOn ?? [])].some((name) =>
            guarded.has(name),
          );
        for (let before = -1; before < guarded.size;) {
          before = guarded.size;
          for (const one of resources) if (reached(one)) guarded.add(blockAddress(one));
        }
        expect([...guarded].sort()).toEqual(resources.map(blockAddress).sort());
      }),
      { numRuns: 60 },
    );
  });

  it("declares every input, local and data source that it names, and none besides", () => {
    fc.assert(
      fc.property(configInputs(), (input) => {
        const blueprint = blueprintOf(input);
        const text = JSON.stringify([
          blueprint.blocks,
          blueprint.outputs,
          blueprint.locals,
          blueprint.policies,
        ]);
        const declared = blueprint.inputs.map(({ name }) => name);
        const named = [...text.matchAll(/"kind":"input","name":"([^"]+)"|"var\.(\w+)"/g)].map(
          ([, name, waited]) => name ?? waited,
        );
        expect(new Set(declared)).toEqual(new Set(named));
        const locals = [...text.matchAll(/"kind":"local","name":"([^"]+)"/g)].map(([, name]) => name);
        expect(new Set(blueprint.locals.map(({ name }) => name))).toEqual(new Set(locals));
      }),
      { numRuns: 100 },
    );
  });

  it("is the same for the same config", () => {
    fc.assert(
      fc.property(configInputs(), (input) => {
        expect(JSON.stringify(blueprintOf(input))).toBe(JSON.stringify(blueprintOf(structuredClone(input))));
      }),
      { numRuns: 50 },
    );
  });
});

describe("a key policy", () => {
  it("never locks its owner out, whatever the config", () => {
    fc.assert(
      fc.property(configInputs(), (input) => {
        const root = statements(input).filter(
          ({ Effect, Action, Condition, Principal }) =>
            Effect === "Allow" &&
            Action === "kms:*" &&
            !Condition &&
            /^arn:[a-z-]+:iam::[0-9]{12}:root$/.test(String(Principal.AWS)),
        );
        expect(root).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });
});
