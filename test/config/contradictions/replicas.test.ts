import { parseConfig } from "../../../lib/config/parse";
import { problemMessage } from "../../../lib/report/problem-message";
import { bucket, existing, foundIn, other, own } from "./found-in";

const found = (key: object, more: object = {}): readonly string[] =>
  foundIn({ key: { multiRegion: true, ...key }, ...more });

function sentence(key: object, more: object = {}): string {
  const config = { name: "org-audit", account: own, region: "us-east-1", bucket, key, ...more };
  const result = parseConfig(config);
  return (result.ok ? result.warnings : result.problems)
    .map((problem) => `${problem.path} ${problemMessage(problem)}`)
    .join("\n");
}

test("replicas of a multi-Region key are taken without a word", () => {
  expect(found({ replicas: ["eu-west-1", "eu-central-1"] })).toEqual([]);
  expect(found({ multiRegion: false, replicas: [] })).toEqual([]);
});

test("a single-Region key has no replicas", () => {
  expect(sentence({ replicas: ["eu-west-1"] })).toBe(
    "key.replicas needs a multi-Region key: set key.multiRegion: true, or remove it. A key that exists already cannot be changed: it would be replaced",
  );
  expect(found({ multiRegion: false, replicas: ["eu-west-1"] })).toEqual(["error at the key key.replicas"]);
  // A mistake of its own says enough.
  expect(found({ multiRegion: "yes", replicas: ["eu-west-1"] })).toEqual(["error at key.multiRegion"]);
});

test("a replica is not in the Region of the key", () => {
  expect(sentence({ multiRegion: true, replicas: ["us-east-1"] })).toBe(
    "key.replicas[0] us-east-1 is the Region of the key itself, which has no replica there: remove it",
  );
  expect(found({ replicas: ["us-east-1"] }, { region: null })).toEqual([]);
});

test("a Region is named once", () => {
  expect(sentence({ multiRegion: true, replicas: ["eu-west-1", "eu-west-2", "eu-west-1"] })).toBe(
    "key.replicas[2] Region eu-west-1 is listed twice, first in key.replicas[0]: remove one",
  );
});

test("a replica is in the partition of the key", () => {
  expect(found({ replicas: ["cn-north-1"] })).toEqual(["error at key.replicas[0]"]);
  expect(found({ replicas: ["eu-west-9"] })).toEqual(["warning at key.replicas[0]"]);
});

test("an existing key has its replicas elsewhere", () => {
  expect(foundIn({ key: { existing, replicas: ["eu-west-1"] } })).toEqual(["error at the key key.replicas"]);
  expect(foundIn({ key: { existing: "none", replicas: ["eu-west-1"] } })).toEqual(["error at key.existing"]);
});

test("replicas are handed over with their key", () => {
  const key = { existing, handedOver: true, replicas: ["eu-west-1"] };
  expect(foundIn({ key })).toEqual([]);
  expect(foundIn({ key: { ...key, replicas: ["eu-west-1", "eu-west-1"] } })).toEqual([
    "error at key.replicas[1]",
  ]);
});

test("Control Tower takes no key with replicas", () => {
  const tower = {
    preset: "control-tower",
    organization: { id: "o-abcd123456" },
    bucket: undefined,
    trail: undefined,
  };
  expect(foundIn({ ...tower, key: { replicas: ["eu-west-1"] } })).toContain("error at the key key.replicas");
  expect(sentence({ replicas: ["eu-west-1"] }, tower)).toContain(
    "key.replicas cannot be set with preset: control-tower, because Control Tower does not support multi-Region keys: remove it",
  );
});

test("a replica's provider has a name of its own", () => {
  const accounts = { accounts: { eu_west_1: other }, key: undefined };
  const key = { multiRegion: true, replicas: ["eu-west-1"], account: "eu_west_1" };
  expect(foundIn({ ...accounts, key })).toEqual(["error at key.replicas[0]"]);
  expect(sentence(key, { accounts: accounts.accounts })).toBe(
    'key.replicas[0] eu-west-1 needs a provider with the alias eu_west_1, which is the name of an account: give the account another name in accounts, or set provider.aws: ">= 6.0", with which a replica needs no provider of its own',
  );
  expect(foundIn({ ...accounts, key, provider: { aws: ">= 6.0" } })).toEqual([]);
});
