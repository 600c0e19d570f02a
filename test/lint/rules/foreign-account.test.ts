import type { Config } from "../../../lib/config/config";
import { configOf } from "../../support/place";
import { decryptBy, foundIn, owner, stranger } from "../findings";

const error = "error foreign-account";

test.each([
  [`arn:aws:iam::${stranger}:root`],
  [`arn:aws:iam::${stranger}:role/Reader`],
  [`arn:aws:iam::${stranger}:user/Bob`],
  [`arn:aws:sts::${stranger}:assumed-role/Reader/session`],
])("%s may not decrypt with the owner's key unless its account is trusted", (principal) => {
  const statement = decryptBy({ AWS: [`arn:aws:iam::${owner}:role/Own`, principal] });
  expect(foundIn([statement])).toEqual([error]);
  expect(foundIn([statement], { trustedAccounts: ["333333333333"] })).toEqual([error]);
  expect(foundIn([statement], { trustedAccounts: [stranger] })).toEqual([]);
});

test("the config's lint.trust is trusted", () => {
  const statements = [decryptBy({ AWS: `arn:aws:iam::${stranger}:role/Reader` })];
  const trusting = (...trust: readonly string[]): Config =>
    configOf({ name: "org-audit", account: owner, region: "us-east-1", trail: false, lint: { trust } });
  expect(foundIn(statements, { config: trusting("333333333333") })).toContain(error);
  expect(foundIn(statements, { config: trusting(stranger) })).not.toContain(error);
});

test("accounts that the deployment is signed in to, and the management account, are trusted", () => {
  const statements = [decryptBy({ AWS: `arn:aws:iam::${stranger}:role/Reader` })];
  const placed = { name: "org-audit", account: owner, region: "us-east-1", trail: false } as const;
  const organization = { id: "o-abcd123456", managementAccount: stranger };
  expect(foundIn(statements, { config: configOf(placed) })).toContain(error);
  for (const more of [{ accounts: { security: stranger } }, { organization }])
    expect(foundIn(statements, { config: configOf({ ...placed, ...more }) })).not.toContain(error);
});

test("a bare account ID is another account's too", () => {
  expect(foundIn([decryptBy({ AWS: stranger })])).toContain(error);
});

test.each(["kms:GenerateDataKey*", "kms:CreateGrant", "kms:*", "*", "kms:ReEncrypt*"])(
  "%s across accounts is found as well",
  (Action) => {
    const statement = decryptBy({ AWS: `arn:aws:iam::${stranger}:root` }, { Action });
    expect(foundIn([statement], { owner })).toContain(error);
  },
);

test("what tells of the key alone is no leak", () => {
  const Action = ["kms:DescribeKey", "kms:GetPublicKey", "kms:ListGrants"];
  expect(foundIn([decryptBy({ AWS: `arn:aws:iam::${stranger}:root` }, { Action })])).toEqual([]);
});

test.each(["kms:CallerAccount", "aws:PrincipalAccount"])(
  "everybody of another account under %s is found",
  (key) => {
    const everybody = (id: string): readonly string[] =>
      foundIn([decryptBy("*", { Condition: { StringEquals: { [key]: id } } })]);
    expect(everybody(stranger)).toContain(error);
    expect(everybody(owner)).not.toContain(error);
  },
);

test("a condition that keeps all but the owner out leaves nothing to find", () => {
  const Condition = { StringEquals: { "kms:CallerAccount": owner } };
  const found = foundIn([decryptBy({ AWS: `arn:aws:iam::${stranger}:root` }, { Condition })]);
  expect(found).not.toContain(error);
});

test("a Deny lets nobody in", () => {
  expect(foundIn([decryptBy({ AWS: `arn:aws:iam::${stranger}:root` }, { Effect: "Deny" })])).toEqual([]);
});

test("where nothing tells which of two accounts owns the key, that is said", () => {
  const root = decryptBy({ AWS: `arn:aws:iam::${stranger}:root` }, { Action: "kms:*" });
  expect(foundIn([root])).toEqual(["warning owner-not-known"]);
  expect(foundIn([root], { owner })).toEqual([error]);
  expect(foundIn([root], { owner: stranger })).toEqual([error]);
});
