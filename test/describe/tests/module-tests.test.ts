import { describe as describeConfig } from "../../../lib/describe/describe";
import type { TestFile, TestRun } from "../../../lib/terraform/module-test";
import { printInline } from "../../../lib/terraform/print-inline";
import { configOf } from "../../support/place";

const base = {
  name: "audit",
  account: "111111111111",
  region: "eu-central-1",
  bucket: { name: "audit-logs" },
};
const all = { module: { variables: "all" }, protect: false };

const filesOf = (more: object): readonly TestFile[] =>
  describeConfig(configOf({ ...base, ...more })).tests ?? [];

function run(files: readonly TestFile[], file: string, name: string): TestRun {
  const found = files.find((one) => one.name === file)?.runs.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no run ${name} in ${file}`);
  return found;
}

/** What the answer to a question is said to be: what stands after `==`. */
const answer = ({ assertions }: TestRun, message: string): string | undefined =>
  assertions
    .filter((assertion) => assertion.message === message)
    .map(({ condition }) => (condition.kind === "operator" ? printInline(condition.right) : ""))[0];

const set = (...values: readonly string[]): string =>
  `toset([${values.map((value) => JSON.stringify(value)).join(", ")}])`;

const root = (account: string): string => `arn:aws:iam::${account}:root`;
const encrypts = "Only these trails may encrypt with the key.";
const decrypts = "Only these principals can decrypt, or can be allowed to by IAM policies.";

test("by default nobody but the trail encrypts, and nobody but CloudTrail and the account's IAM decrypts", () => {
  const asked = run(filesOf(all), "key-policy", "by_default");
  expect(answer(asked, encrypts)).toBe(set("arn:aws:cloudtrail:eu-central-1:111111111111:trail/audit"));
  expect(answer(asked, decrypts)).toBe(set(root("111111111111"), "cloudtrail.amazonaws.com"));
  expect(answer(asked, "No statement allows kms:Decrypt without a condition.")).toBe("0");
  expect(asked.variables).toEqual({});
});

test("a caller who grants in each way is asked for everybody who is let in", () => {
  const asked = run(filesOf(all), "key-policy", "with_every_grant");
  expect(answer(asked, encrypts)).toBe(
    set(
      "arn:aws:cloudtrail:*:444444444444:trail/*",
      "arn:aws:cloudtrail:eu-central-1:111111111111:trail/audit",
      "arn:aws:cloudtrail:eu-central-1:555555555555:trail/audit",
    ),
  );
  expect(answer(asked, decrypts)).toBe(
    set(
      "arn:aws:iam::111111111111:role/Auditor",
      "arn:aws:iam::111111111111:role/LogReader",
      "arn:aws:iam::111111111111:role/audit/Responder",
      root("111111111111"),
      "arn:aws:iam::111111111111:user/Alice",
      root("222222222222"),
      "cloudtrail.amazonaws.com",
    ),
  );
});

test("a user's own module is asked for what its config says", () => {
  const files = filesOf({
    encryptFor: ["222222222222"],
    readers: [{ user: "Bob" }, { account: "333333333333" }],
  });
  const asked = run(files, "key-policy", "as_configured");
  expect(answer(asked, encrypts)).toBe(
    set(
      "arn:aws:cloudtrail:*:222222222222:trail/*",
      "arn:aws:cloudtrail:eu-central-1:111111111111:trail/audit",
    ),
  );
  expect(answer(asked, decrypts)).toBe(
    set(
      root("111111111111"),
      "arn:aws:iam::111111111111:user/Bob",
      root("333333333333"),
      "cloudtrail.amazonaws.com",
    ),
  );
  expect(
    answer(
      run(files, "bucket-policy", "as_configured"),
      "The bucket policy lets only these principals get logs.",
    ),
  ).toBe(set(root("333333333333")));
});

test("a protected module is never applied by its tests, for they could not destroy it", () => {
  const commands = (more: object): ReadonlySet<string> =>
    new Set(
      filesOf({ ...more, readers: [{ user: "Bob" }] }).flatMap(({ runs }) =>
        runs.map(({ command }) => command),
      ),
    );
  expect(commands({})).toEqual(new Set(["plan"]));
  expect(commands({ protect: false })).toEqual(new Set(["plan", "apply"]));
});

test("what a module refuses is named with what refuses it", () => {
  const refusals = (more: object): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries(
      (filesOf(more).find(({ name }) => name === "refusals")?.runs ?? []).map(({ name, expectFailures }) => [
        name,
        expectFailures,
      ]),
    );
  const open = refusals(all);
  expect(open.refuses_malformed_values).toEqual(
    expect.arrayContaining([
      "var.bucket_name",
      "var.encrypt_for_account_ids",
      "var.reader_arns",
      "var.reader_roles",
    ]),
  );
  expect(open.refuses_a_reader_of_another_account).toEqual(["aws_kms_key_policy.this"]);
  expect(open.refuses_an_administrator_of_another_account).toEqual(["aws_kms_key_policy.this"]);
  expect(refusals({}).refuses_credentials_of_another_account).toBeDefined();
  expect(refusals({}).refuses_another_region).toBeDefined();
});

test("every provider of a module is mocked, each in its own account", () => {
  const files = filesOf({
    accounts: { log_archive: "333333333333" },
    key: { account: "log_archive" },
    bucket: { name: "audit-logs", account: "log_archive" },
  });
  for (const { providers } of files) {
    expect(
      providers.map(({ alias, mocks }) => [
        alias,
        mocks.find(({ type }) => type === "aws_caller_identity")?.values.account_id,
      ]),
    ).toEqual([
      [null, "111111111111"],
      ["log_archive", "333333333333"],
    ]);
  }
});

test("how long logs are kept and locked is asked, and who writes access logs", () => {
  const bucket = {
    name: "audit-logs",
    lifecycle: { expireAfterDays: 2555, noncurrentExpireAfterDays: 1 },
    objectLock: { mode: "compliance", days: 365, confirm: "compliance" },
    accessLog: { bucket: "access-logs", prefix: "trail/" },
  };
  for (const more of [{}, all]) {
    const files = filesOf({ ...more, bucket });
    const kept = run(files, "retention", "how_long_logs_are_kept");
    expect(kept.assertions.map(({ message }) => message)).toEqual([
      "New logs are locked in compliance mode.",
      "New logs are locked for 365 days.",
      "Logs are deleted after 2555 days.",
      "Versions that were replaced or deleted are deleted after 1 day.",
    ]);
    expect(answer(kept, "New logs are locked in compliance mode.")).toBe('"COMPLIANCE"');
    const writes = run(files, "retention", more === all ? "by_default" : "as_configured");
    expect(answer(writes, "It may write them only for this bucket.")).toBe(set("arn:aws:s3:::audit-logs"));
  }
  expect(filesOf({}).map(({ name }) => name)).not.toContain("retention");
});
