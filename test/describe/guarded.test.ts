import { guarded } from "../../lib/describe/guarded";
import type { Block, Blueprint, Check } from "../../lib/terraform/blueprint";
import { blockAddress } from "../../lib/terraform/blueprint";
import { attributeOf, input, literal } from "../../lib/terraform/expression";

const block = (name: string, more: Partial<Block> = {}): Block => ({
  mode: "resource",
  type: "aws_kms_key",
  name,
  file: "key.tf",
  args: [],
  ...more,
});

const blueprintOf = (...blocks: readonly Block[]): Blueprint => ({
  name: "fixture",
  summary: "",
  requires: { terraform: "", aws: "" },
  providers: [null, "log_archive"].map((alias) => ({ alias, account: null, region: null })),
  inputs: [],
  locals: [],
  blocks,
  outputs: [],
  policies: [],
  moves: [],
  removals: [],
  examples: [],
});

const check: Check = { condition: literal(true), message: literal("Signed in elsewhere.") };

const guardedIn = (blueprint: Blueprint, alias?: string): readonly string[] =>
  guarded(blueprint, [check], alias)
    .blocks.filter(({ lifecycle }) => lifecycle?.preconditions?.includes(check))
    .map(blockAddress);

const inLogArchive = { provider: "log_archive" };

test("what nothing of the same provider guards has the check, and what waits for it has not", () => {
  const blueprint = blueprintOf(
    block("first"),
    block("second", { dependsOn: ["aws_kms_key.first"] }),
    block("there", inLogArchive),
    block("read", { mode: "data" }),
  );
  expect(guardedIn(blueprint)).toEqual(["aws_kms_key.first"]);
  expect(guardedIn(blueprint, "log_archive")).toEqual(["aws_kms_key.there"]);
});

test("what another account creates guards nothing here, whichever waits for the other", () => {
  const key = attributeOf("aws_kms_key", "key", "arn");
  const blueprint = blueprintOf(
    block("key", inLogArchive),
    block("bucket", { args: [{ kind: "attribute", name: "kms_key_id", value: key }] }),
    block("policy", { ...inLogArchive, dependsOn: ["aws_kms_key.bucket"] }),
  );
  expect(guardedIn(blueprint)).toEqual(["aws_kms_key.bucket"]);
  expect(guardedIn(blueprint, "log_archive")).toEqual(["aws_kms_key.key"]);
});

test("what waits for a guarded resource by way of another account's has no check of its own", () => {
  const blueprint = blueprintOf(
    block("first"),
    block("there", { ...inLogArchive, dependsOn: ["aws_kms_key.first"] }),
    block("last", { dependsOn: ["aws_kms_key.there"] }),
  );
  expect(guardedIn(blueprint)).toEqual(["aws_kms_key.first"]);
});

test("what for_each may leave out guards only what there is one of for each of it", () => {
  const roles = attributeOf("aws_kms_key", "roles", null);
  const blueprint = blueprintOf(
    block("roles", { forEach: input("roles") }),
    block("their_policies", { forEach: roles }),
    block("last", { dependsOn: ["aws_kms_key.roles", "aws_kms_key.their_policies"] }),
  );
  expect(guardedIn(blueprint)).toEqual(["aws_kms_key.roles", "aws_kms_key.last"]);
});
