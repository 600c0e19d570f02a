import { parseConfig } from "../../lib/config/parse";
import { describe as describeConfig } from "../../lib/describe/describe";
import { movesBetween } from "../../lib/describe/moves-between";
import type { Blueprint } from "../../lib/terraform/blueprint";

function blueprintOf(options: object = {}): Blueprint {
  const given = { name: "org-audit", account: "111111111111", region: "us-east-1", ...options };
  const parsed = parseConfig({ bucket: { name: "org-audit-logs" }, ...given });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return describeConfig(parsed.config);
}

const withRole = {
  readers: [{ assumableRole: { name: "Reader", trustedAccounts: ["222222222222"] } }],
};

test("every resource moves into the module, and no data source does", () => {
  const blueprint = blueprintOf(withRole);
  const moves = movesBetween(blueprint, null, "module.trail");
  const resources = blueprint.blocks.filter(({ mode }) => mode === "resource");
  expect(moves.map(({ from }) => from)).toEqual(
    expect.arrayContaining(resources.map(({ type, name }) => `${type}.${name}`)),
  );
  expect(moves.map(({ from }) => from).filter((from) => from.startsWith("data."))).toEqual([]);
  expect(moves.filter(({ from, to }) => to !== `module.trail.${from}`)).toEqual([]);
});

test("a resource with for_each moves whole, with all of its instances", () => {
  const moves = movesBetween(blueprintOf(withRole), null, "module.trail");
  expect(moves).toContainEqual({ from: "aws_iam_role.reader", to: "module.trail.aws_iam_role.reader" });
  expect(moves.filter(({ from }) => from.includes("["))).toEqual([]);
});

test("an address of an earlier release moves too, so that the module's own moved block finds it", () => {
  const blueprint = blueprintOf(withRole);
  expect(blueprint.moves.length).toBeGreaterThan(0);
  const froms = movesBetween(blueprint, null, "module.trail").map(({ from }) => from);
  expect(froms).toEqual(expect.arrayContaining(blueprint.moves.map(({ from }) => from)));
});

test.each([
  [null, "module.a", "aws_kms_key.this", "module.a.aws_kms_key.this"],
  ["module.a", null, "module.a.aws_kms_key.this", "aws_kms_key.this"],
  ["module.a", "module.b", "module.a.aws_kms_key.this", "module.b.aws_kms_key.this"],
])("from %s to %s, the key moves from %s to %s", (from, to, before, after) => {
  expect(movesBetween(blueprintOf(), from, to)).toContainEqual({ from: before, to: after });
});
