import { decryptBy, foundIn, owner, stranger } from "../findings";

const warning = "warning caller-account-of-everyone";
const everybody = (key: string, accounts: readonly string[]): readonly string[] =>
  foundIn([decryptBy("*", { Condition: { StringEquals: { [key]: accounts } } })], {
    trustedAccounts: [stranger],
  });

test.each(["kms:CallerAccount", "aws:PrincipalAccount"])(
  "everybody of the owner's account under %s gets in without its IAM, and nobody of another does",
  (key) => {
    expect(everybody(key, [owner])).toEqual([warning]);
    expect(everybody(key, [stranger, owner])).toEqual([warning]);
    expect(everybody(key, [stranger])).toEqual([]);
  },
);
