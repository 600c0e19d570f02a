import { configOf, policyIn } from "../support/place";

const owner = "111111111111";
const other = "222222222222";
const base = {
  name: "org-audit",
  account: owner,
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  key: { style: "console" },
};
const adopted = {
  ...base,
  key: {
    style: "console",
    existing: `arn:aws:kms:us-east-1:${other}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  },
};
const role = { assumableRole: { name: "LogReader", trustedAccounts: ["333333333333"] } };

/** The accounts that the console's statement for other accounts lets read logs. */
function crossAccounts(input: object): unknown {
  const { Statement } = policyIn(configOf(input)) as {
    readonly Statement: readonly { Sid: string; Condition?: { StringEquals?: object } }[];
  };
  const statement = Statement.find(({ Sid }) => Sid === "Enable cross account log decryption");
  return statement?.Condition?.StringEquals;
}

test.each([
  ["nobody", [], owner],
  ["a user of the key's account", [{ user: "Bob" }], owner],
  ["a role made here", [role], owner],
  ["another account", [{ account: other }], [owner, other]],
])("the console's policy names the accounts that read, beside the key's: %s", (_title, readers, accounts) => {
  expect(crossAccounts({ ...base, readers })).toEqual({ "kms:CallerAccount": accounts });
});

test.each([
  ["nobody", [], other],
  ["an account alone", [{ account: "333333333333" }], [other, "333333333333"]],
  ["a role made here", [role], [owner, other]],
  ["both", [role, { account: "333333333333" }], [owner, other, "333333333333"]],
])(
  "with an adopted key, our own account reads where a role of ours does: %s",
  (_title, readers, accounts) => {
    expect(crossAccounts({ ...adopted, readers })).toEqual({ "kms:CallerAccount": accounts });
  },
);
