import type { ConfigInput } from "../../lib/config/config-input";
import { parseConfig } from "../../lib/config/parse";
import { problemMessage } from "../../lib/report/problem-message";

const own = "111111111111";
const other = "222222222222";
const keyId = "key/1234abcd-12ab-34cd-56ef-1234567890ab";
const bucket = { name: "org-audit-logs" };
const base: ConfigInput = { name: "org-audit", account: own, region: "us-east-1", bucket };
const role = (name: string, account = own): string => `arn:aws:iam::${account}:role/${name}`;
const trail = (name: string, account = other): string =>
  `arn:aws:cloudtrail:us-east-1:${account}:trail/${name}`;
const existing = `arn:aws:kms:us-east-1:${own}:${keyId}`;
const assumable = (
  name: string,
  ...trustedAccounts: readonly string[]
): { assumableRole: { name: string; trustedAccounts: readonly string[] } } => ({
  assumableRole: { name, trustedAccounts },
});

const vendorRole = (more: object): Pick<ConfigInput, "readers"> => ({
  readers: [{ assumableRole: { name: "R", trustedAccounts: [other], ...more } }],
});
const archive = "333333333333";
const organization = { id: "o-abcd123456" };
const boundary = (account: string, partition = "aws"): string =>
  `arn:${partition}:iam::${account}:policy/Boundary`;

type Case = readonly [title: string, change: Partial<ConfigInput>, path: string, message: string];

const refused: readonly Case[] = [
  ...[
    [
      "Control Tower's trail without its organization",
      { organization: undefined },
      "organization",
      "is missing",
    ],
    ["a trail beside Control Tower's", { trail: {} }, "trail", "Control Tower creates the trail: remove it"],
    [
      "a bucket to create beside Control Tower's",
      { bucket: { ...bucket, existing: false } },
      "bucket.existing",
      "Control Tower creates the bucket: remove it",
    ],
    [
      "a bucket that this module created as Control Tower's",
      { bucket: { ...bucket, handedOver: true } },
      "bucket.handedOver",
      "Control Tower creates the bucket: remove it",
    ],
    [
      "a bucket of Control Tower whose name nothing tells",
      { bucket: { account: null } },
      "bucket.name",
      "set region and bucket.account",
    ],
    [
      "a key of another account for Control Tower",
      { accounts: { log_archive: archive }, key: { account: "log_archive" } },
      "key.account",
      "needs a key in the management account",
    ],
    [
      "an existing key of another account for Control Tower",
      { key: { existing: existing.replace(own, other) } },
      "key.existing",
      `${other} is not the management account ${own}`,
    ],
    [
      "Control Tower's key in a delegated administrator's account",
      { organization: { ...organization, managementAccount: other } },
      "account",
      `${own} is not the management account ${other}`,
    ],
    [
      "a multi-Region key for Control Tower",
      { key: { multiRegion: true } },
      "key.multiRegion",
      "Control Tower does not support",
    ],
    [
      "an existing multi-Region key for Control Tower",
      { key: { existing: existing.replace(keyId, `key/mrk-${"1234abcd".repeat(4)}`) } },
      "key.existing",
      "Control Tower does not support",
    ],
  ].map(([title, change, path, message]): Case => [
    title as string,
    { preset: "control-tower", organization, bucket: undefined, ...(change as object) },
    path as string,
    message as string,
  ]),
  ["a reader twice", { readers: [{ user: "Bob" }, { user: "Bob" }] }, "readers[1].user", "listed twice"],
  [
    "a reader by name and by ARN",
    { readers: [{ role: "A" }, { role: role("A") }] },
    "readers[1].role",
    "listed twice",
  ],
  [
    "a reader with and without path",
    { readers: [{ role: "A" }, { role: "team/A" }] },
    "readers[1].role",
    "listed twice",
  ],
  [
    "a reader by name and ARN where no account is known",
    { account: null, readers: [{ user: "B" }, { user: `arn:aws:iam::${own}:user/B` }] },
    "readers[1].user",
    "listed twice",
  ],
  [
    "an account that reads twice",
    { readers: [{ account: other }, { account: other }] },
    "readers[1].account",
    "listed twice",
  ],
  ["the owner as a reading account", { readers: [{ account: own }] }, "readers[0].account", "owns the key"],
  [
    "a reader of another account",
    { readers: [{ role: role("A", other) }] },
    "readers[0].role",
    "use account: or assumableRole:",
  ],
  [
    "a reader of another account than the adopted key's",
    { key: { existing: `arn:aws:kms:us-east-1:${other}:${keyId}` }, readers: [{ role: role("A") }] },
    "readers[0].role",
    `the key belongs to ${other}`,
  ],
  [
    "an assumable role twice",
    { readers: [assumable("R", other), assumable("R", "333333333333")] },
    "readers[1].assumableRole.name",
    "listed twice",
  ],
  [
    "assumable roles that differ in case alone, which IAM takes for one",
    { readers: [assumable("Reader", other), assumable("reader", "333333333333")] },
    "readers[1].assumableRole.name",
    "listed twice",
  ],
  [
    "an assumable role that is also named",
    { readers: [assumable("R", other), { role: "R" }] },
    "readers[1].role",
    "listed twice",
  ],
  [
    "a trusted account twice",
    { readers: [assumable("R", other, other)] },
    "readers[0].assumableRole.trustedAccounts[1]",
    "listed twice",
  ],
  [
    "trust in the own account",
    { readers: [assumable("R", own)] },
    "readers[0].assumableRole.trustedAccounts[0]",
    "owns the role",
  ],
  [
    "an administrator twice",
    { key: { administrators: [role("A"), role("A")] } },
    "key.administrators[1]",
    "listed twice",
  ],
  [
    "an administrator who reads",
    { key: { administrators: [role("A")] }, readers: [{ role: "A" }] },
    "key.administrators[0]",
    "is also a reader (readers[0].role)",
  ],
  [
    "an administrator who is the role to assume",
    { key: { administrators: [role("R")] }, readers: [assumable("R", other)] },
    "key.administrators[0]",
    "is also a reader",
  ],
  [
    "an administrator of another account",
    { key: { administrators: [role("A", other)] } },
    "key.administrators[0]",
    "must belong to the key's account",
  ],
  ["a trail's account twice", { encryptFor: [other, { account: other }] }, "encryptFor[1]", "listed twice"],
  [
    "a trail and its whole account",
    { encryptFor: [other, trail("one")] },
    "encryptFor[1]",
    "encryptFor[0] already lists",
  ],
  ["this trail", { encryptFor: [trail("org-audit", own)] }, "encryptFor[0]", "is this trail"],
  [
    "a delivering trail twice",
    { bucket: { ...bucket, deliverFrom: [trail("one"), { trail: trail("one") }] } },
    "bucket.deliverFrom[1]",
    "listed twice",
  ],
  [
    "a new bucket of another account",
    { bucket: { ...bucket, account: other } },
    "bucket.account",
    "give 222222222222 a name in accounts",
  ],
  [
    "a new bucket of an account beside an unknown one",
    { account: null, bucket: { ...bucket, account: other } },
    "bucket.account",
    "set existing: true",
  ],
  [
    "a new bucket in another Region",
    { bucket: { ...bucket, region: "us-west-2" } },
    "bucket.region",
    "set existing: true",
  ],
  [
    "a new key and a bucket elsewhere",
    { bucket: { ...bucket, existing: true, region: "us-west-2" } },
    "bucket.region",
    "is not us-east-1, where the key is created",
  ],
  [
    "an adopted key elsewhere than the bucket",
    { key: { existing: `arn:aws:kms:us-west-2:${own}:${keyId}` } },
    "key.existing",
    "a key in us-west-2, but the bucket is in us-east-1",
  ],
  ["a trail without bucket", { bucket: undefined }, "bucket", "is missing, but a trail needs one"],
  ["a new bucket without trail", { trail: false }, "bucket", "is not created when trail is false"],
  [
    "rotation of an adopted key",
    { key: { existing, rotationDays: 90 } },
    "key.rotationDays",
    "has no effect",
  ],
  ["an alias of an adopted key", { key: { existing, alias: "a" } }, "key.alias", "has no effect"],
  [
    "a key that is handed over and not adopted",
    { key: { handedOver: true } },
    "key.handedOver",
    "set key.existing to its ARN",
  ],
  [
    "a bucket that is handed over and created here",
    { bucket: { ...bucket, handedOver: true } },
    "bucket.handedOver",
    "set bucket.existing to true",
  ],
  ["a name that cannot be the alias", { name: "org.audit" }, "key.alias", "set key.alias"],
  ["a name that AWS reserves as an alias", { name: "aws-audit" }, "key.alias", "reserved for AWS"],
  [
    "a reader of another partition",
    { readers: [{ role: `arn:aws-cn:iam::${own}:role/A` }] },
    "readers[0].role",
    "is in partition aws-cn, but region is in aws",
  ],
  [
    "a key of another partition",
    { region: null, key: { existing }, readers: [{ role: `arn:aws-cn:iam::${own}:role/A` }] },
    "readers[0].role",
    "key.existing is in aws",
  ],
  [
    "a Region of another partition than its ARN",
    { region: null, key: { existing: `arn:aws:kms:cn-north-1:${own}:${keyId}` } },
    "key.existing",
    "its Region cn-north-1 is in aws-cn",
  ],
  [
    "51 tags",
    { tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, "x"])) },
    "tags",
    "has 51 tags, but a resource can have at most 50",
  ],
  ["an empty tag on a trail", { tags: { team: "" } }, "tags.team", "is empty"],
  [
    "the key in an account that accounts lacks",
    {
      accounts: { log_archive: archive },
      key: { account: "log_archiv" },
      bucket: { ...bucket, account: "log_archive" },
    },
    "key.account",
    '"log_archiv" is not in accounts, which has log_archive (did you mean log_archive?)',
  ],
  [
    "the bucket in an account where accounts is empty",
    { bucket: { ...bucket, account: "log_archive" } },
    "bucket.account",
    'add accounts: { log_archive: "ID of the account" }',
  ],
  [
    "a role in an account that accounts lacks",
    vendorRole({ account: "security" }),
    "readers[0].assumableRole.account",
    '"security" is not in accounts',
  ],
  [
    "a new bucket by the ID of an account that has a name",
    {
      accounts: { log_archive: archive },
      key: { account: "log_archive" },
      bucket: { ...bucket, account: archive },
    },
    "bucket.account",
    "to create the bucket in 333333333333, write its name, log_archive",
  ],
  [
    "a name that no provider's alias can have",
    { accounts: { "log-archive": archive }, readers: [{ account: archive }] },
    'accounts["log-archive"]',
    "the name: ",
  ],
  [
    "an account named like the provider",
    { accounts: { aws: archive }, readers: [{ account: archive }] },
    "accounts.aws",
    "must not be aws, default",
  ],
  [
    "an account that is named twice",
    {
      accounts: { log_archive: archive, archive },
      key: { account: "log_archive" },
      bucket: { ...bucket, account: "archive" },
    },
    "accounts.archive",
    "333333333333 already has the name log_archive",
  ],
  [
    "an account that is the deployment's own",
    { accounts: { audit: own }, key: { account: "audit" } },
    "accounts.audit",
    "which needs no name: remove it",
  ],
  [
    "the account of an adopted key",
    { accounts: { log_archive: archive }, key: { existing, account: "log_archive" } },
    "key.account",
    "has no effect on an existing key",
  ],
  [
    "an organization without its management account",
    { account: null, organization },
    "organization.managementAccount",
    "is missing: the trail's ARN has the organization's management account",
  ],
  [
    "more than three delegated administrators",
    {
      organization: {
        ...organization,
        delegatedAdministrators: ["2", "3", "4", "5"].map((digit) => digit.repeat(12)),
      },
    },
    "organization.delegatedAdministrators",
    "has 4 accounts, but CloudTrail can have at most 3",
  ],
  [
    "a delegated administrator twice",
    { organization: { ...organization, delegatedAdministrators: [other, other] } },
    "organization.delegatedAdministrators[1]",
    "is listed twice",
  ],
  [
    "the management account as delegated administrator",
    { organization: { ...organization, delegatedAdministrators: [own] } },
    "organization.delegatedAdministrators[0]",
    "is the management account",
  ],
  [
    "delegated administrators registered from another account",
    { organization: { ...organization, managementAccount: archive, delegatedAdministrators: [other] } },
    "organization.delegatedAdministrators",
    "can only be registered from the management account 333333333333",
  ],
  [
    "delegated administrators without a trail",
    { trail: false, bucket: undefined, organization: { ...organization, delegatedAdministrators: [other] } },
    "organization.delegatedAdministrators",
    "are not registered when trail is false",
  ],
  [
    "a permissions boundary of another account",
    vendorRole({ permissionsBoundary: boundary(other) }),
    "readers[0].assumableRole.permissionsBoundary",
    "the role is created in 111111111111",
  ],
  [
    "a permissions boundary of another partition",
    vendorRole({ permissionsBoundary: boundary(own, "aws-cn") }),
    "readers[0].assumableRole.permissionsBoundary",
    "is in partition aws-cn",
  ],
  [
    "a permission set with a wildcard",
    { readers: [{ permissionSet: "Audit*" }] },
    "readers[0].permissionSet",
    "and no wildcards",
  ],
  [
    "an external ID that IAM refuses",
    vendorRole({ externalId: "our id" }),
    "readers[0].assumableRole.externalId",
    "must contain only letters, digits and _ + = , . @ : / -",
  ],
];

test("an account that nothing is created in is worth a warning", () => {
  const result = parseConfig({ ...base, accounts: { log_archive: archive } });
  expect(result).toMatchObject({
    ok: true,
    warnings: [{ code: "account-unused", path: "accounts.log_archive", severity: "warning" }],
  });
});

test("a name that is no property of an object can be no account's name either", () => {
  const accounts = JSON.parse('{ "__proto__": "333333333333" }') as Record<string, string>;
  const result = parseConfig({ ...base, accounts });
  expect(result).toMatchObject({
    ok: false,
    problems: expect.arrayContaining([
      expect.objectContaining({ code: "account-name", path: "accounts.__proto__" }),
    ]) as unknown,
  });
});

test.each(refused)("%s is a contradiction", (_title, change, path, message) => {
  const result = parseConfig({ ...base, ...change });
  const problems = result.ok ? [] : result.problems;
  expect(problems.map((one) => ({ ...one, message: problemMessage(one) }))).toEqual([
    expect.objectContaining({
      path,
      severity: "error",
      message: expect.stringContaining(message) as unknown,
    }),
  ]);
});

const accepted: readonly (readonly [title: string, change: Partial<ConfigInput>])[] = [
  [
    "key and bucket in an account of accounts",
    {
      accounts: { log_archive: archive },
      key: { account: "log_archive" },
      bucket: { ...bucket, account: "log_archive" },
    },
  ],
  [
    "an existing bucket by the name of its owner",
    {
      accounts: { log_archive: archive },
      key: { account: "log_archive" },
      bucket: { ...bucket, existing: true, account: "log_archive" },
    },
  ],
  [
    "a permissions boundary of the role's account or of AWS",
    {
      accounts: { security: archive },
      readers: [
        {
          assumableRole: {
            name: "R",
            trustedAccounts: [other],
            account: "security",
            permissionsBoundary: boundary(archive),
          },
        },
        { assumableRole: { name: "S", trustedAccounts: [other], permissionsBoundary: boundary("aws") } },
      ],
    },
  ],
  ["a delegated administrator", { organization: { ...organization, delegatedAdministrators: [other] } }],
  [
    "an organization whose management account is another",
    { organization: { ...organization, managementAccount: archive } },
  ],
  ["a user and a role of one name", { readers: [{ user: "Bob" }, { role: "Bob" }] }],
  ["an account that reads and is trusted", { readers: [{ account: other }, assumable("R", other)] }],
  ["every trail of the own account", { encryptFor: [own] }],
  ["another trail of the own account", { encryptFor: [trail("second", own)] }],
  ["the bucket's account being the trail's", { bucket: { ...bucket, account: own } }],
  ["the bucket's Region being the trail's", { bucket: { ...bucket, region: "us-east-1" } }],
  ["an existing bucket of another account", { bucket: { ...bucket, existing: true, account: other } }],
  [
    "key and bucket together in another Region",
    {
      key: { existing: existing.replace("us-east-1", "us-west-2") },
      bucket: { ...bucket, existing: true, region: "us-west-2" },
    },
  ],
  [
    "an existing bucket's Region where the trail's is the provider's",
    { region: null, bucket: { ...bucket, existing: true, region: "us-west-2" } },
  ],
  ["an adopted key that is handed over", { key: { existing, handedOver: true } }],
  ["an existing bucket that is handed over", { bucket: { ...bucket, existing: true, handedOver: true } }],
  [
    "nothing that is handed over",
    { protect: false, key: { handedOver: false }, bucket: { ...bucket, handedOver: false } },
  ],
  ["a key alone", { trail: false, bucket: undefined }],
  ["a key alone with a bucket that exists", { trail: false, bucket: { ...bucket, existing: true } }],
  [
    "style and administrators of an adopted key",
    { key: { existing, style: "console", administrators: [role("A")] } },
  ],
  ["a dotted name with an alias of its own", { name: "org.audit", key: { alias: "org-audit" } }],
  ["a dotted name beside an adopted key", { name: "org.audit", key: { existing } }],
  ["an empty tag without trail", { trail: false, bucket: undefined, tags: { team: "" } }],
  [
    "a role of the trail's account named as a reader of another account's key",
    {
      key: { existing: `arn:aws:kms:us-east-1:${other}:${keyId}` },
      readers: [assumable("R", "333333333333"), { role: "R" }],
    },
  ],
];

test.each(accepted)("%s is none", (_title, change) => {
  expect(parseConfig({ ...base, ...change })).toMatchObject({ ok: true, warnings: [] });
});

test("an option that is wrong itself hides no other contradiction and causes none", () => {
  const result = parseConfig({
    ...base,
    account: "1",
    bucket: { ...bucket, existing: "yes", account: other },
    key: { alias: "a.b", administrators: [role("A"), role("A")] },
  });
  expect(result.ok ? [] : result.problems.map(({ path }) => path).sort()).toEqual([
    "account",
    "bucket.existing",
    "key.administrators[1]",
    "key.alias",
  ]);
});
