import type { MergeObstacle, MergeResult } from "../../lib/merge/merge-policy";
import { mergePolicy } from "../../lib/merge/merge-policy";
import { configOf, placeOf } from "../support/place";

const ours = "111111111111";
const theirs = "222222222222";
const input = { name: "org-audit", account: ours, region: "us-east-1", bucket: { name: "org-audit-logs" } };

const allowed = (AWS: unknown, Action = "kms:*"): object => ({
  Effect: "Allow",
  Principal: { AWS },
  Action,
  Resource: "*",
});

const merge = (statements: readonly object[], given: object = input): MergeResult => {
  const config = configOf(given);
  const text = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  return mergePolicy(text, config, placeOf(config));
};

const obstacles = (statements: readonly object[], given?: object): readonly MergeObstacle[] => {
  const result = merge(statements, given);
  return result.ok ? [] : result.obstacles;
};

const warnings = (statements: readonly object[], given?: object): readonly string[] => {
  const result = merge(statements, given);
  return result.ok ? result.warnings.map(({ code }) => code) : ["refused"];
};

describe("a policy of another account's key is refused", () => {
  test.each([
    ["its root", allowed(`arn:aws:iam::${theirs}:root`)],
    ["its account ID", allowed(theirs)],
    ["an administrator of it alone", allowed(`arn:aws:iam::${theirs}:role/KeyAdmin`, "kms:PutKeyPolicy")],
  ])("as %s tells", (_, statement) => {
    expect(obstacles([allowed(`arn:aws:iam::${ours}:user/Bob`, "kms:Decrypt"), statement])).toEqual([
      {
        code: "other-owner",
        owners: [theirs],
        account: ours,
        open: false,
        line: 1,
        column: expect.any(Number) as unknown,
      },
    ]);
  });

  test("even where an administrator of ours may change it", () => {
    const ourAdministrator = allowed(`arn:aws:iam::${ours}:role/KeyAdmin`);
    expect(obstacles([ourAdministrator, allowed(theirs)])).toMatchObject([
      { code: "other-owner", owners: [theirs] },
    ]);
  });

  test("where two other accounts could own the key", () => {
    expect(obstacles([allowed([theirs, "333333333333"])])).toMatchObject([
      { code: "other-owner", owners: [theirs, "333333333333"] },
    ]);
  });

  test("by the account of an existing key, not by that of the trail", () => {
    const existing = `arn:aws:kms:us-east-1:${theirs}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    const elsewhere = { ...input, key: { existing } };
    expect(obstacles([allowed(ours)], elsewhere)).toMatchObject([{ code: "other-owner", account: theirs }]);
    expect(obstacles([allowed(theirs)], elsewhere)).toEqual([]);
  });

  test("telling where the config leaves the account open", () => {
    const open = { name: input.name, region: input.region, bucket: input.bucket };
    expect(obstacles([allowed(theirs)], open)).toMatchObject([{ code: "other-owner", open: true }]);
    const inLogArchive = { accounts: { log_archive: "333333333333" }, key: { account: "log_archive" } };
    expect(obstacles([allowed(theirs)], { ...open, ...inLogArchive })).toMatchObject([
      { code: "other-owner", account: "333333333333", open: false },
    ]);
  });
});

test("a policy in another partition is refused", () => {
  expect(obstacles([allowed(`arn:aws-us-gov:iam::${ours}:root`)])).toMatchObject([
    { code: "other-partition", partition: "aws-us-gov", expected: "aws", line: 1 },
  ]);
});

test("a policy that names the key's account among others is merged", () => {
  expect(warnings([allowed([ours, theirs])])).toEqual([]);
  expect(warnings([allowed(ours), allowed(`arn:aws:iam::${theirs}:role/Admin`)])).toEqual([]);
});

describe("a policy that does not tell whose key it is on is merged, with a warning", () => {
  test.each([
    ["without statements", []],
    ["with users of the key alone", [allowed(theirs, "kms:Decrypt")]],
    ["for everyone", [allowed("*", "kms:PutKeyPolicy")]],
    ["with an account that Terraform knows", [allowed("${var.owner}")]],
  ])("%s", (_, statements) => {
    expect(warnings(statements)).toEqual(["owner-unknown"]);
  });

  test("and without one where nothing is added", () => {
    const config = configOf(input);
    const first = mergePolicy("{}", config, placeOf(config));
    expect(first.ok && mergePolicy(first.text, config, placeOf(config))).toMatchObject({
      added: [],
      warnings: [],
    });
  });
});
