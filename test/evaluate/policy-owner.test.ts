import { compileJson } from "../../lib/evaluate/evaluate";
import { policyOwner, possibleOwners } from "../../lib/evaluate/policy-owner";

const allow = (principal: unknown, action: unknown = "kms:*"): unknown => ({
  Effect: "Allow",
  Principal: principal,
  Action: action,
  Resource: "*",
});
const ownerOf = (...statements: readonly unknown[]): unknown =>
  policyOwner(compileJson({ Version: "2012-10-17", Statement: statements }));

const ours = "arn:aws-cn:iam::111111111111";

test("the account whose root may change the policy owns the key", () => {
  expect(ownerOf(allow({ AWS: `${ours}:root` }))).toEqual({ account: "111111111111", partition: "aws-cn" });
});

test("a bare account ID is the account, in a partition that nothing tells", () => {
  expect(ownerOf(allow({ AWS: "111111111111" }))).toEqual({ account: "111111111111" });
});

test("a root counts before roles of other accounts", () => {
  expect(
    ownerOf(allow({ AWS: "arn:aws:iam::222222222222:role/Admin" }), allow({ AWS: `${ours}:root` })),
  ).toMatchObject({ account: "111111111111" });
});

test("everybody of an account that may change the policy is as good as its root", () => {
  const everybody = {
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: "kms:*",
    Resource: "*",
    Condition: { StringEquals: { "kms:CallerAccount": "111122223333" } },
  };
  expect(ownerOf(everybody)).toEqual({ account: "111122223333" });
  expect(ownerOf({ ...everybody, Condition: { StringLike: { "kms:CallerAccount": "1111*" } } })).toEqual({});
});

test("two roots that may change the policy leave it open", () => {
  expect(ownerOf(allow({ AWS: ["111111111111", "222222222222"] }))).toEqual({});
});

test("who may only use the key, or is only excepted, is no owner", () => {
  expect(ownerOf(allow({ AWS: "111111111111" }, "kms:Decrypt"))).toEqual({});
  expect(
    ownerOf({ Effect: "Allow", NotPrincipal: { AWS: "111111111111" }, Action: "kms:*", Resource: "*" }),
  ).toEqual({});
});

test("every account that could own the key is told with its statement, roots alone where there are any", () => {
  const of = (...statements: readonly unknown[]): unknown =>
    possibleOwners(compileJson({ Version: "2012-10-17", Statement: statements }));
  const admin = { account: "222222222222", partition: "aws", isRoot: false, statement: 0 };
  expect(of(allow({ AWS: "arn:aws:iam::222222222222:role/Admin" }))).toEqual([admin]);
  expect(
    of(
      allow({ AWS: "arn:aws:iam::222222222222:role/Admin" }),
      allow({ AWS: [`${ours}:root`, "333333333333"] }),
    ),
  ).toEqual([
    { account: "111111111111", partition: "aws-cn", isRoot: true, statement: 1 },
    { account: "333333333333", isRoot: true, statement: 1 },
  ]);
  expect(of(allow("*"), allow({ AWS: "111111111111" }, "kms:Decrypt"))).toEqual([]);
});
