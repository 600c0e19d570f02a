import type { Block, Blueprint } from "../../lib/terraform/blueprint";
import { dataAttribute } from "../../lib/terraform/expression";
import { aliasedProviders, providerAddress, usedProviders } from "../../lib/terraform/used-providers";
import { withoutUnused } from "../../lib/terraform/without-unused";

const providers = [null, "log_archive", "audit", "member"].map((alias) => ({
  alias,
  account: null,
  region: null,
}));

const block = (mode: Block["mode"], provider: string, args: Block["args"] = []): Block => ({
  mode,
  type: "aws_caller_identity",
  name: provider,
  file: "main.tf",
  provider,
  args,
});

const blueprintOf = (...blocks: readonly Block[]): Blueprint => ({
  name: "fixture",
  summary: "",
  requires: { terraform: "", aws: "" },
  providers,
  inputs: [],
  locals: [],
  blocks,
  outputs: [],
  policies: [],
  moves: [],
  removals: [],
  examples: [],
});

const aliasesOf = (all: Blueprint["providers"]): readonly (string | null)[] => all.map(({ alias }) => alias);

test("what something is built with stays, in the blueprint's order, and the default provider always", () => {
  const blueprint = blueprintOf(block("resource", "audit"), block("data", "log_archive"));
  expect(aliasesOf(usedProviders(blueprint))).toEqual([null, "log_archive", "audit"]);
  expect(aliasesOf(aliasedProviders(blueprint))).toEqual(["log_archive", "audit"]);
  expect(aliasesOf(usedProviders(blueprintOf()))).toEqual([null]);
});

test("a provider that reads nothing but what nobody needs goes with it", () => {
  const needed: Block["args"] = [
    {
      kind: "attribute",
      name: "name",
      value: dataAttribute("aws_caller_identity", "member", "account_id"),
    },
  ];
  const blueprint = blueprintOf(
    block("data", "log_archive"),
    block("data", "member"),
    block("resource", "audit", needed),
  );
  expect(aliasesOf(withoutUnused(blueprint).providers)).toEqual([null, "audit", "member"]);
});

test("a block of a provider that is not there is a mistake of ours", () => {
  expect(() => withoutUnused(blueprintOf(block("resource", "other")))).toThrow(
    "aws_caller_identity.other is built with other, which is no provider of the blueprint",
  );
});

test("Terraform names the default provider without an alias", () => {
  expect([null, "log_archive"].map(providerAddress)).toEqual(["aws", "aws.log_archive"]);
});
