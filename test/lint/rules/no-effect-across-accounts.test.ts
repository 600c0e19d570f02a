import { decryptBy, foundIn, owner, stranger } from "../findings";

const warning = "warning no-effect-across-accounts";
const by = (id: string, Action: string | string[]): readonly string[] =>
  foundIn([decryptBy({ AWS: `arn:aws:iam::${id}:role/Admin` }, { Action })], { trustedAccounts: [stranger] });

test.each([
  "kms:PutKeyPolicy",
  "kms:ScheduleKeyDeletion",
  "kms:Enable*",
  "kms:TagResource",
  "kms:CreateAlias",
  "kms:ReplicateKey",
])("%s has no effect for another account, trusted or not", (action) => {
  expect(by(stranger, [action, "kms:Decrypt"])).toEqual([warning]);
  expect(by(owner, action)).toEqual([]);
});

test.each(["kms:*", "kms:Get*", "kms:List*", "kms:RevokeGrant", "kms:RetireGrant", "kms:DescribeKey"])(
  "%s has an effect for it",
  (action) => {
    expect(by(stranger, action)).toEqual([]);
  },
);
