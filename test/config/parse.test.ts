import type { ConfigInput } from "../../lib/config/config-input";
import { parseConfig } from "../../lib/config/parse";
import { problemMessage } from "../../lib/report/problem-message";

const messages = (input: unknown): readonly string[] => {
  const result = parseConfig(input);
  return result.ok ? [] : result.problems.map((problem) => `${problem.path}: ${problemMessage(problem)}`);
};

const least: ConfigInput = { name: "org-audit", bucket: { name: "org-audit-logs" } };

test("the shortest config is filled with defaults", () => {
  expect(parseConfig(least)).toEqual({
    ok: true,
    warnings: [],
    config: {
      name: "org-audit",
      account: null,
      accounts: {},
      organization: null,
      preset: "none",
      region: null,
      partition: null,
      trail: { name: "org-audit", multiRegion: true, logFileValidation: true },
      events: {
        management: "all",
        excludeManagementSources: [],
        data: [],
        advanced: [],
        insights: [],
        logBucket: "exclude",
      },
      key: {
        alias: "org-audit",
        description: null,
        rotationDays: 365,
        deletionWindowDays: 30,
        multiRegion: false,
        replicas: [],
        administrators: [],
        style: "strict",
        existing: null,
        handedOver: false,
        provider: null,
        statements: [],
      },
      bucket: {
        name: "org-audit-logs",
        existing: false,
        handedOver: false,
        account: null,
        provider: null,
        prefix: null,
        bucketKey: true,
        deliverFrom: [],
        lifecycle: null,
        objectLock: null,
        accessLog: null,
        forceDestroy: false,
      },
      logGroup: null,
      notifications: null,
      alarms: null,
      profile: "none",
      protect: true,
      awsProvider: null,
      module: { variables: "config" },
      backend: null,
      encryptFor: [],
      readers: [],
      tags: {},
      lint: { trust: [], severity: {}, ignore: [] },
    },
  });
});

test("an option that is undefined is as one left out", () => {
  const blank = {
    ...least,
    account: undefined,
    trail: undefined,
    key: { alias: undefined },
    tags: undefined,
  };
  expect(parseConfig(blank)).toEqual(parseConfig(least));
});

test("readers and trails are told apart by how they are written", () => {
  const result = parseConfig({
    ...least,
    account: "111111111111",
    region: "us-gov-east-1",
    bucket: { name: "org-audit-logs", account: "111111111111" },
    encryptFor: [
      "222222222222",
      { account: "333333333333" },
      "arn:aws-us-gov:cloudtrail:us-gov-east-1:444444444444:trail/one",
    ],
    readers: [
      { user: "team/Bob" },
      { role: "arn:aws-us-gov:iam::111111111111:role/Auditor" },
      { account: "222222222222" },
      { assumableRole: { name: "Read", trustedAccounts: ["222222222222"] } },
    ],
  });
  expect(result).toMatchObject({
    ok: true,
    config: {
      partition: "aws-us-gov",
      bucket: { account: null },
      encryptFor: [
        { kind: "account", id: "222222222222" },
        { kind: "account", id: "333333333333" },
        { kind: "trail", arn: "arn:aws-us-gov:cloudtrail:us-gov-east-1:444444444444:trail/one" },
      ],
      readers: [
        { kind: "user", name: "team/Bob" },
        { kind: "principal", arn: "arn:aws-us-gov:iam::111111111111:role/Auditor" },
        { kind: "account", id: "222222222222" },
        { kind: "assumableRole", name: "Read", trustedAccounts: ["222222222222"] },
      ],
    },
  });
});

test("what is in another account is built by the provider that the account's name stands for", () => {
  const result = parseConfig({
    ...least,
    account: "111111111111",
    accounts: { log_archive: "333333333333", security: "444444444444" },
    organization: { id: "o-abcd123456" },
    key: { account: "log_archive" },
    bucket: { name: "org-audit-logs", account: "log_archive" },
    readers: [
      { organization: "o-abcd123456", only: "own" },
      { permissionSet: "Auditor" },
      {
        assumableRole: {
          name: "Siem",
          trustedAccounts: ["222222222222"],
          externalId: "e-1",
          path: "/audit/",
        },
      },
      { assumableRole: { name: "Read", trustedAccounts: ["222222222222"], account: "security" } },
    ],
  });
  const role = { kind: "assumableRole", trustedAccounts: ["222222222222"], permissionsBoundary: null };
  expect(result).toMatchObject({
    ok: true,
    config: {
      organization: {
        id: "o-abcd123456",
        managementAccount: "111111111111",
        trustedAccess: "check",
        delegatedAdministrators: [],
      },
      key: { provider: "log_archive" },
      bucket: { provider: "log_archive", account: "333333333333" },
      readers: [
        { kind: "organization", id: "o-abcd123456", only: "own" },
        { kind: "permissionSet", name: "Auditor" },
        { ...role, name: "Siem", externalId: "e-1", path: "/audit/", provider: "log_archive" },
        { ...role, name: "Read", externalId: null, path: "/", provider: "security" },
      ],
    },
  });
});

test("every problem of a config is reported at once, contradictions among sound options too", () => {
  const found = messages({
    nam: "x",
    account: "11111111111",
    region: "us-east",
    trail: { multiRegion: "yes" },
    key: {
      rotationDays: 30,
      style: "strickt",
      administrators: ["arn:aws:sts::111111111111:assumed-role/Admin/me"],
    },
    bucket: { name: "Logs", prefix: "/a/" },
    encryptFor: [222222222222, "222222222222", "222222222222"],
    readers: [
      { user: "Bob" },
      { user: "" },
      { user: "Bob" },
      { usr: "x" },
      { user: "a", role: "b" },
      "Bob",
      {},
    ],
    tags: { "aws:x": "y", ok: "" },
  });
  const expected = [
    "name: is missing",
    "nam: is not an option of trailkey, did you mean name?",
    'account: "11111111111" has 11 digits, but an AWS account ID has 12 digits',
    'region: "us-east" is not an AWS Region',
    'trail.multiRegion: "yes" is not true or false',
    "key.rotationDays: 30 is out of range: a key's rotation period must be a whole number of days from 90 to 2560",
    'key.style: "strickt" is not one of strict, aws-docs, console (did you mean strict?)',
    "key.administrators[0]: ",
    'bucket.name: "Logs" is not a bucket name',
    'bucket.prefix: "/a/" is not a key prefix for the logs: it must not start or end with a slash',
    'encryptFor[0]: 222222222222 is a number, but an AWS account ID must be a string: write it in quotes, "222222222222"',
    'encryptFor[2]: "222222222222" is listed twice, first in encryptFor[1]',
    "readers[1].user: is empty",
    'readers[2].user: user "Bob" is listed twice, first in readers[0].user',
    'readers[3]: "usr" is not an option here: set exactly one of user, role, account, assumableRole, organization, permissionSet (did you mean user?)',
    "readers[4]: has user and role together: set exactly one of",
    'readers[5]: "Bob" is not a section: set exactly one of',
    "readers[6]: is empty: set exactly one of",
    'tags["aws:x"]: the key: "aws:x" is not a tag key: it must not start with aws:',
    "tags.ok: is empty, but a trail's tag value must have 1 to 256 characters",
  ];
  expect(found).toHaveLength(expected.length);
  for (const start of expected) expect(found).toContainEqual(expect.stringContaining(start));
});

test.each([
  [
    { ...least, rotationDays: 90 },
    "rotationDays: is not an option of trailkey, did you mean key.rotationDays?",
  ],
  [{ ...least, key: { aliass: "x" } }, "key.aliass: is not an option of trailkey, did you mean alias?"],
  [
    { ...least, trail: { zzzz: 1 } },
    "trail.zzzz: is not an option of trailkey; known options are name, multiRegion, logFileValidation",
  ],
  [
    { ...least, readers: [{ account: "222222222222", only: "own" }] },
    "readers[0].only: cannot be combined with account: remove it",
  ],
  [{ ...least, account: 12345678901 }, 'write it in quotes, "012345678901"'],
  [{ ...least, tags: { cost: 12 } }, 'tags.cost: 12 is not a string: write it in quotes, "12"'],
  [{ ...least, tags: null }, "tags: has no value, it must be a section of keys and values; omit the option"],
  [{ ...least, trail: true }, "trail: true is not false or a section of options"],
  [{ ...least, readers: { user: "Bob" } }, "readers: a section of options is not a list"],
  [
    { ...least, encryptFor: [{ acount: "1" }] },
    'encryptFor[0]: "acount" is not an option here: set exactly one of account, trail (did you mean account?)',
  ],
  [
    { ...least, readers: [{ assumableRole: { name: "R", trustedAccounts: [] } }] },
    "readers[0].assumableRole.trustedAccounts: is an empty list",
  ],
  [
    { ...least, readers: [{ user: "arn:aws:iam::111111111111:role/A" }] },
    "is the ARN of an IAM role: write arn:PARTITION:iam::ACCOUNT:user/NAME",
  ],
  [
    { ...least, readers: [{ role: "arn:aws:sts::111111111111:assumed-role/A/me" }] },
    "is the ARN of a session of a role: write the ARN of the role, arn:aws:iam::111111111111:role/A",
  ],
  [
    { ...least, readers: [{ role: "arn:aws:iam::111111111111:root" }] },
    'as a reader, account: "111111111111"',
  ],
  [
    { ...least, key: { existing: "arn:aws:kms:us-east-1:111111111111:alias/a" } },
    "is the ARN of an alias, which can be moved to another key: write arn:PARTITION:kms",
  ],
  [
    { ...least, key: { existing: "arn:aws:iam::111111111111:role/A" } },
    "is the ARN of an IAM role: write arn:PARTITION:kms",
  ],
  [{ ...least, bucket: { name: "arn:aws:s3:::logs" } }, "is the ARN of a bucket: write its name alone, logs"],
  [{ ...least, tags: JSON.parse('{"__proto__":"x"}') as unknown }, "cannot be used here"],
  [
    JSON.parse('{"name":"org-audit","trail":false,"__proto__":{}}'),
    "__proto__: is not an option of trailkey",
  ],
])("%j is refused with what would be right", (input, message) => {
  expect(messages(input).join("\n")).toContain(message);
});

test("characters of a tag that some services refuse are a warning, and the text stays as it is", () => {
  const tags = { 'a"b': "x\n${y}\u202e", plain: "Grüße 1_.:/=+-@" };
  const result = parseConfig({ ...least, tags });
  expect(result).toMatchObject({ ok: true, config: { tags } });
  const path = 'tags["a\\"b"]';
  const warnings = result.ok ? result.warnings : [];
  expect(warnings).toEqual([
    {
      path,
      severity: "warning",
      code: "tag-characters",
      args: { part: "key", characters: ['"'] },
    },
    {
      path,
      severity: "warning",
      code: "tag-characters",
      args: { part: "value", characters: ["\n", "$", "{", "}", "\u202e"] },
    },
  ]);
  expect(warnings.map(problemMessage)).toEqual([
    expect.stringContaining(String.raw`the key contains "\""`),
    expect.stringContaining(String.raw`"\n" "$" "{" "}" "\u{202e}"`),
  ]);
});

describe("a text that only Terraform knows", () => {
  const token = "${TfToken[TOKEN.0]}";
  const opaque = (text: string | number): boolean => String(text).includes("${TfToken[");

  test("stands wherever a text does, and a reader is then an ARN", () => {
    const result = parseConfig(
      {
        name: token,
        account: token,
        region: token,
        key: { existing: token, administrators: [`${token}1`] },
        bucket: {
          name: token,
          existing: true,
          account: `${token}2`,
          region: `${token}3`,
          deliverFrom: [{ account: token }],
        },
        encryptFor: [{ trail: token }],
        readers: [
          { role: `${token}4` },
          { account: `${token}5` },
          { assumableRole: { name: "R", trustedAccounts: [`${token}6`] } },
        ],
        tags: { [token]: token },
      },
      { opaque },
    );
    expect(result).toMatchObject({
      ok: true,
      warnings: [],
      config: {
        partition: null,
        account: token,
        readers: [{ kind: "principal", arn: `${token}4` }, { kind: "account" }, {}],
      },
    });
  });

  test("is refused where it may be an account or a trail", () => {
    const result = parseConfig({ ...least, encryptFor: [token] }, { opaque });
    expect(result).toMatchObject({
      ok: false,
      problems: [{ path: "encryptFor[0]", code: "account-or-trail" }],
    });
  });

  test("is listed twice when it is the same one", () => {
    const result = parseConfig({ ...least, readers: [{ role: token }, { user: token }] }, { opaque });
    expect(result).toMatchObject({ ok: false, problems: [{ path: "readers[1].user" }] });
  });

  test("is under every rule where nothing says that it is opaque", () => {
    expect(messages({ ...least, account: token })).toHaveLength(1);
  });
});

describe("whatever is read", () => {
  test("a cycle does not hang it", () => {
    const cycle: Record<string, unknown> = { name: "org-audit" };
    cycle.key = cycle;
    cycle.tags = cycle;
    expect(parseConfig(cycle).ok).toBe(false);
  });
});
