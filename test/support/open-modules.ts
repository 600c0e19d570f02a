/** Configs of modules that others call, with much to grant and with nothing, for one account and for an organization. */
const grants = {
  key: { administrators: ["arn:aws:iam::111111111111:role/KeyAdmin"] },
  encryptFor: ["222222222222", "arn:aws:cloudtrail:eu-west-1:333333333333:trail/theirs"],
  readers: [
    { user: "Bob" },
    { role: "Auditor" },
    { role: "arn:aws:iam::111111111111:role/Forensics" },
    { account: "444444444444" },
    { assumableRole: { name: "LogReader", trustedAccounts: ["555555555555"] } },
  ],
};
const deployment = { name: "org-audit", account: "111111111111", region: "eu-central-1" };
export const granting = {
  ...deployment,
  bucket: { name: "org-audit-logs", deliverFrom: ["666666666666"] },
  module: { variables: "all" },
  ...grants,
};
export const bare = { ...deployment, bucket: { name: "org-audit-logs" }, module: { variables: "all" } };

export const ofOrganization = {
  ...deployment,
  accounts: { log_archive: "333333333333", security: "777777777777" },
  organization: { id: "o-abcd123456" },
  key: { account: "log_archive" },
  bucket: { name: "org-audit-logs", account: "log_archive", bucketKey: false },
  module: { variables: "all" },
};
const readerRole = { trustedAccounts: ["555555555555"] };
export const grantingInOrganization = {
  ...ofOrganization,
  organization: { id: "o-abcd123456", delegatedAdministrators: ["333333333333"] },
  key: { account: "log_archive", administrators: ["arn:aws:iam::333333333333:role/KeyAdmin"] },
  encryptFor: ["222222222222"],
  readers: [
    { user: "Bob" },
    { role: "Auditor" },
    { account: "444444444444" },
    { organization: "o-abcd123456" },
    { permissionSet: "AuditSet" },
    { assumableRole: { ...readerRole, name: "VendorReader", externalId: "vendor-1", path: "/audit/" } },
    {
      assumableRole: {
        ...readerRole,
        name: "SecurityReader",
        account: "security",
        permissionsBoundary: "arn:aws:iam::777777777777:policy/Limit",
      },
    },
  ],
};

export const grantingOwnLogs = {
  ...ofOrganization,
  readers: [{ organization: "o-abcd123456", only: "own" }],
};
