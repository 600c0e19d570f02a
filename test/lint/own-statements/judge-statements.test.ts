import { judgeStatements } from "../../../lib/lint/own-statements/judge-statements";
import type { StatementProblem } from "../../../lib/lint/own-statements/statement-problem";
import { statementProblems } from "../../../lib/report/own-statements";
import { configOf } from "../../support/place";

const place = { account: "111111111111", region: "us-east-1", partition: "aws" };
const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  readers: [{ user: "Bob" }, { account: "222222222222" }],
  key: { administrators: ["arn:aws:iam::111111111111:role/KeyAdmin"] },
};

const configWith = (statements: readonly object[], more: object = {}) =>
  configOf({ ...base, ...more, key: { ...base.key, statements } });

const judged = (statements: readonly object[], more: object = {}): readonly StatementProblem[] =>
  judgeStatements(configWith(statements, more), place).problems;

/** Code, severity and the statement's position of each problem. */
const told = (statements: readonly object[], more: object = {}): readonly string[] =>
  judged(statements, more).map(({ code, severity, path }) => `${severity} ${code} ${path.join(".")}`);

const messages = (statements: readonly object[], more: object = {}): readonly string[] =>
  statementProblems(configWith(statements, more), place).map(
    ({ path = "", message }) => `${path}: ${message}`,
  );

const allow = (principal: unknown, action: unknown, more: object = {}) => ({
  Effect: "Allow",
  Principal: principal,
  Action: action,
  Resource: "*",
  ...more,
});
const deny = (principal: unknown, action: unknown, more: object = {}) => ({
  ...allow(principal, action, more),
  Effect: "Deny",
});
const aws = (rest: string) => ({ AWS: `arn:aws:iam::111111111111:${rest}` });
const cloudTrail = { Service: "cloudtrail.amazonaws.com" };

test("no statements, nothing to say", () => {
  expect(judgeStatements(configOf(base), place)).toEqual({ problems: [], findings: [] });
});

test("what changes nothing is taken without a word", () => {
  expect(messages([deny("*", "kms:*", { Condition: { Bool: { "aws:SecureTransport": "false" } } })])).toEqual(
    [],
  );
  expect(messages([allow(aws("root"), "kms:*")])).toEqual([]);
});

describe("what AWS would refuse", () => {
  test("an Effect that is missing", () => {
    const { Effect, ...statement } = allow(aws("role/Backup"), "kms:Decrypt");
    expect(Effect).toBe("Allow");
    expect(messages([statement])).toEqual([
      'key.statements[0]: statement 1: has no Effect: give it "Allow" or "Deny"',
    ]);
  });

  test("a Principal that is missing, as in an identity policy", () => {
    const { Principal, ...statement } = allow(aws("role/Backup"), "kms:Decrypt");
    expect(Principal).toBeDefined();
    expect(messages([statement])).toEqual([
      "key.statements[0]: statement 1: has no Principal: each statement of a key policy needs one",
    ]);
  });

  test("a misspelt element, with the one that was meant", () => {
    const { Action, ...statement } = allow(aws("role/Backup"), "kms:Decrypt");
    expect(messages([{ Sid: "Backup", ...statement, Actions: Action }])).toEqual([
      expect.stringMatching(
        /^key\.statements\[0\]\.Actions: statement 1 \(Sid Backup\): .*did you mean Action\?/,
      ),
      "key.statements[0]: statement 1 (Sid Backup): has no Action",
    ]);
  });

  test("a Sid that another statement of the user's has, or one of ours", () => {
    const one = { Sid: "Twice", ...allow(aws("root"), "kms:Decrypt") };
    expect(messages([one, one])).toEqual([
      'key.statements[1].Sid: statement 2 (Sid Twice) has the Sid of statement 1 (Sid Twice), "Twice": use another Sid, or none',
    ]);
    expect(told([{ ...one, Sid: "AllowCloudTrailEncryptLogs" }])).toEqual([
      "error statement-sid-taken 0.Sid",
    ]);
  });

  test("a character that KMS does not take", () => {
    expect(
      statementProblems(configWith([{ Sid: "A – b", ...allow(aws("root"), "kms:*") }]), place),
    ).toMatchObject([{ severity: "error", code: "refused-character", path: "key.statements[0].Sid" }]);
  });
});

describe("a Deny that takes away what the config promises is refused", () => {
  test.each([
    ["CloudTrail", deny(cloudTrail, "kms:GenerateDataKey*")],
    ["a reader", deny(aws("user/Bob"), "kms:Decrypt")],
    ["an administrator", deny(aws("role/KeyAdmin"), "kms:PutKeyPolicy")],
    ["the root", deny(aws("root"), "kms:PutKeyPolicy")],
    ["everybody", deny("*", "kms:*")],
    ["all but one", { ...deny("*", "kms:*"), Principal: undefined, NotPrincipal: aws("root") }],
  ])("%s", (_, statement) => {
    expect(told([JSON.parse(JSON.stringify(statement)) as object])).toEqual(["error statement-denies 0"]);
  });

  test("it is told which request changes from what to what, and what would be right", () => {
    expect(
      messages([allow(aws("root"), "kms:*"), { Sid: "NoBob", ...deny(aws("user/Bob"), "kms:Decrypt") }]),
    ).toEqual([
      'key.statements[1]: statement 2 (Sid NoBob) denies kms:Decrypt to arn:aws:iam::111111111111:user/Bob ("arn:aws:iam::111111111111:user/Bob reads logs"), ' +
        "which is allowed without it: limit the statement to other principals, actions or conditions",
    ]);
  });

  test("each of two that deny the same is blamed, though the policy without one of them denies it too", () => {
    const statement = deny(aws("user/Bob"), "kms:Decrypt");
    expect(told([statement, allow(aws("root"), "kms:*"), statement])).toEqual([
      "error statement-denies 0",
      "error statement-denies 2",
    ]);
  });

  test("one that depends on what the config does not say, such as an address, is a warning with the key", () => {
    const from = { Condition: { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } } };
    const found = judged([deny(aws("user/Bob"), "kms:Decrypt", from)]);
    expect(found).toMatchObject([
      { code: "statement-may-deny", severity: "warning", args: { keys: ["aws:SourceIp"] } },
    ]);
  });

  test("one whose condition no request of the matrix carries is a warning too", () => {
    const without = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } };
    expect(told([deny(aws("user/Bob"), "kms:Decrypt", without)])).toEqual(["warning statement-may-deny 0"]);
  });

  test("behind one that may or may not apply, nothing that is let in is hidden", () => {
    const from = { Condition: { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } } };
    expect(told([deny("*", "kms:*", from), allow("*", "kms:Decrypt")])).toEqual([
      "warning statement-may-deny 0",
      "error statement-lets-cloudtrail 1",
      "error statement-lets-strangers 1",
      "error statement-passes-iam 1",
    ]);
  });
});

describe("an Allow", () => {
  test("that lets CloudTrail in for any trail is refused: it lacks aws:SourceArn", () => {
    expect(
      messages([allow(aws("root"), "kms:*"), { Sid: "X", ...allow(cloudTrail, "kms:GenerateDataKey*") }]),
    ).toEqual([
      "key.statements[1]: statement 2 (Sid X) lets CloudTrail encrypt for any account's trail: add aws:SourceArn, the trail's ARN",
    ]);
  });

  test("that lets CloudTrail in for trails of the account is refused: encryptFor says it better", () => {
    const ofAccount = { Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } } };
    const [found, ...others] = messages([allow(cloudTrail, "kms:GenerateDataKey*", ofAccount)]);
    expect(others).toEqual([]);
    expect(found).toContain("name further trails in encryptFor instead");
  });

  test.each([
    ["an account that the config does not name", { AWS: "arn:aws:iam::888888888888:root" }, {}],
    ["a role of such an account", { AWS: "arn:aws:iam::888888888888:role/Vendor" }, {}],
    ["everybody", "*", {}],
    [
      "everybody under a condition that all can meet",
      "*",
      { Condition: { StringLike: { "kms:ViaService": "s3.*" } } },
    ],
  ])("that lets in %s is refused", (_, principal, more) => {
    expect(told([allow(principal, "kms:Decrypt", more)])).toContain("error statement-lets-strangers 0");
  });

  describe("that lets in an organization", () => {
    const more = { organization: { id: "o-abcd123456" } };
    const members = (id: unknown, operator = "StringEquals") =>
      allow("*", "kms:Decrypt", {
        Condition: {
          [operator]: { "aws:PrincipalOrgID": id },
          StringNotEquals: { "aws:PrincipalAccount": "111111111111" },
        },
      });

    test("is a warning where it is the config's, and nobody else is named", () => {
      expect(told([members("o-abcd123456")], more)).toEqual(["warning statement-widens 0"]);
      const [message] = messages([members("o-abcd123456")], more);
      expect(message).toContain("kms:Decrypt to accounts of organization o-abcd123456");
      expect(message).not.toMatch(/999999999999|anonymous/);
    });

    test.each([
      ["of another", members("o-zzzz123456"), more],
      ["of another beside the config's", members(["o-abcd123456", "o-zzzz123456"]), more],
      ["of any", members("o-*", "StringLike"), more],
      ["of none too", members("o-abcd123456", "StringEqualsIfExists"), more],
      ["where the config has none", members("o-abcd123456"), {}],
    ])("is refused for accounts %s", (_, statement, config) => {
      expect(told([statement], config)).toContain("error statement-lets-strangers 0");
    });

    test("lets no anonymous caller in, who is of no organization", () => {
      expect(messages([members("o-zzzz123456")], more).join()).not.toContain("anonymous");
      expect(messages([members("o-abcd123456", "StringEqualsIfExists")], more).join()).toContain("anonymous");
    });
  });

  test("that lets in an account of lint.trust is a warning", () => {
    const statement = allow({ AWS: "arn:aws:iam::888888888888:role/Vendor" }, "kms:Decrypt");
    expect(told([statement], { lint: { trust: ["888888888888"] } })).toEqual(["warning statement-widens 0"]);
  });

  test("that lets everyone of the account pass by IAM is refused", () => {
    const own = { Condition: { StringEquals: { "kms:CallerAccount": "111111111111" } } };
    expect(told([allow("*", "kms:Decrypt", own)])).toEqual(["error statement-passes-iam 0"]);
  });

  test.each([
    ["a further principal of the account", aws("role/Backup"), "kms:Decrypt"],
    ["an administrator that reads", aws("role/KeyAdmin"), "kms:Decrypt"],
    ["a reader that encrypts", aws("user/Bob"), "kms:Encrypt"],
    ["another service", { Service: "config.amazonaws.com" }, "kms:Decrypt"],
  ])("that widens is a warning with who gets what: %s", (_, principal, action) => {
    const [found, ...others] = judged([allow(principal, action)]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: "statement-widens", severity: "warning" });
    const who = JSON.stringify(Object.values(principal)[0]);
    expect(JSON.stringify(found?.args)).toContain(`"principal":${who},"action":"${action}"`);
  });

  test("that only some values would make clear is a warning", () => {
    expect(told([allow({ AWS: "${aws_iam_role.backup.arn}" }, "kms:Decrypt")])).toEqual([
      expect.stringMatching(/^warning statement-(unclear|untried) 0$/),
    ]);
  });

  test("for another key has no effect, which is a warning", () => {
    const key = "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    expect(told([allow(aws("root"), "kms:Decrypt", { Resource: key })])).toContain(
      "warning statement-resource 0.Resource",
    );
  });
});

test("where the config leaves the account to the provider, a statement that names accounts is not refused and not passed over", () => {
  const config = configOf({
    ...base,
    account: undefined,
    key: { statements: [deny({ AWS: "arn:aws:iam::333333333333:user/Bob" }, "kms:Decrypt")] },
  });
  const found = judgeStatements(config, { ...place, account: null }).problems;
  expect(found.map(({ code, severity }) => [code, severity])).toEqual([
    ["statement-place-unknown", "warning"],
  ]);
});

test("what lint finds besides is a warning with the place in the config, unless it is accepted", () => {
  const statement = { Sid: "Odd", ...allow(aws("role/Backup"), ["kms:Decrypt", "kms:DescribKey"]) };
  expect(messages([statement])).toContainEqual(
    expect.stringMatching(/^key\.statements\[0\]\.Action\[1\]: Statement 1 /),
  );
  const ignore = [{ rule: "unknown-action", sid: "Odd", reason: "made for a test" }];
  expect(messages([statement], { lint: { ignore } }).join()).not.toContain("DescribKey");
});

describe("where the config says which organization it is", () => {
  const id = "o-abcd123456";
  const organization = { organization: { id } };
  const others = (key: string, organizationId: string): object => ({
    Condition: { StringNotEqualsIfExists: { [key]: organizationId } },
  });

  test("a Deny on services of other organizations is for certain where it means ours", () => {
    const statement = (value: string) => deny(cloudTrail, "kms:*", others("aws:SourceOrgID", value));
    expect(told([statement("o-zzzz123456")], organization)).toEqual(["error statement-denies 0"]);
    expect(told([statement(id)], organization)).toEqual([]);
  });

  test("a Deny on callers of other organizations locks out for certain where it means ours", () => {
    const statement = (value: string) =>
      deny("*", "kms:PutKeyPolicy", {
        Condition: {
          StringNotEquals: { "aws:PrincipalOrgID": value },
          Bool: { "aws:PrincipalIsAWSService": "false" },
        },
      });
    expect(told([statement("o-zzzz123456")], organization)).toContain("error statement-denies 0");
    expect(told([statement(id)], organization)).toEqual([]);
  });

  test("a Deny on the accounts that read is for certain", () => {
    const readers = { ...organization, readers: [{ organization: id }] };
    const statement = deny("*", "kms:Decrypt", {
      Condition: { StringEquals: { "aws:PrincipalOrgID": id, "aws:PrincipalAccount": "888888888888" } },
    });
    expect(told([statement], readers)).toContain("error statement-denies 0");
  });
});
