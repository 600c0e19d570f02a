import { exampleConfig } from "../../../lib/lint/examples";
import { configOf } from "../../support/place";
import { decryptBy, foundIn, owner } from "../findings";

const key = (id: string, region = "us-east-1"): string => `arn:aws:kms:${region}:${owner}:key/${id}`;
const [a, b] = ["1234abcd-12ab-34cd-56ef-1234567890ab", "0987dcba-09fe-87dc-65ba-ab0987654321"] as const;
const role = { AWS: `arn:aws:iam::${owner}:role/Reader` };
const on = (...resources: readonly string[]): readonly string[] =>
  foundIn(resources.map((Resource) => decryptBy(role, { Resource })));

test("a policy is on one key: of two that it names, one is another", () => {
  const warning = "warning resource-of-another-key";
  expect(on(key(a), key(b))).toEqual([warning, warning]);
  expect(on(key(a), key(a), "*", key("*"))).toEqual([]);
});

test("a multi-Region key and its replica are one", () => {
  expect(on(key("mrk-1234"), key("mrk-1234", "eu-west-1"))).toEqual([]);
});

test("where the config names the key, another one is an error", () => {
  const config = configOf({ ...(exampleConfig as object), key: { existing: key(a) } });
  const found = (Resource: string): readonly string[] =>
    foundIn([decryptBy(role, { Resource })], { config }).filter((code) => code.includes("another-key"));
  expect(found(key(b))).toEqual(["error resource-of-another-key"]);
  expect(found(key("*", "eu-west-1"))).toEqual(["error resource-of-another-key"]);
  expect([...found(key(a)), ...found(key("1234abcd*")), ...found("*")]).toEqual([]);
});

test("an alias or a variable is not taken for another key", () => {
  expect(on(key(a), key("${var.id}"))).not.toContain("warning resource-of-another-key");
});
