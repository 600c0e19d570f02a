import { parseConfig } from "../../../lib/config/parse";
import { problemMessage } from "../../../lib/report/problem-message";
import { bucket, foundIn, holdsToken, own } from "./found-in";

const days = { glacierAfterDays: 90, expireAfterDays: 2555, noncurrentExpireAfterDays: 90 };
const inBucket = (options: object): object => ({ bucket: { ...bucket, ...options } });
const found = (options: object, more: object = {}): readonly string[] =>
  foundIn({ ...inBucket(options), ...more });

/** What is said of the one problem of a config. */
function sentenceFor(options: object, more: object = {}): string {
  const result = parseConfig({
    name: "org-audit",
    account: own,
    region: "us-east-1",
    ...inBucket(options),
    ...more,
  });
  return (result.ok ? result.warnings : result.problems)
    .map((problem) => `${problem.path} ${problemMessage(problem)}`)
    .join("\n");
}

test("what goes together is taken without a word", () => {
  const whole = {
    lifecycle: { ...days, abortUploadsAfterDays: 7 },
    objectLock: { mode: "governance", days: 365 },
    accessLog: { bucket: "central-access-logs", prefix: "trail/", region: "us-east-1" },
    forceDestroy: false,
  };
  expect(found(whole)).toEqual([]);
  expect(found({ forceDestroy: true }, { protect: false })).toEqual([]);
});

test.each([
  ["lifecycle", days],
  ["objectLock", { mode: "governance", days: 365 }],
  ["accessLog", { bucket: "central-access-logs" }],
  ["forceDestroy", true],
])("%s of a bucket that exists is refused", (option, value) => {
  const options = { existing: true, [option]: value };
  expect(found(options, { protect: false })).toEqual([`error at the key bucket.${option}`]);
  expect(sentenceFor(options)).toBe(
    `bucket.${option} is set where the bucket is created, and this bucket is managed elsewhere: remove it, and set it there`,
  );
});

test("an existing bucket may say that nothing is forced", () => {
  expect(found({ existing: true, forceDestroy: false })).toEqual([]);
});

test("Control Tower's bucket takes no settings either", () => {
  const preset = {
    preset: "control-tower",
    trail: false,
    organization: { id: "o-abcd123456" },
  };
  expect(found({ lifecycle: days }, preset)).toEqual(["error at the key bucket.lifecycle"]);
});

test("a lifecycle without days is refused", () => {
  expect(sentenceFor({ lifecycle: {} })).toBe(
    "bucket.lifecycle has no days, so it would do nothing: set expireAfterDays or another of its options, or remove it",
  );
  expect(found({ lifecycle: { expireAfterDays: null } })).toEqual(["error at bucket.lifecycle"]);
});

test("days that break their own rule are told once", () => {
  expect(found({ lifecycle: { expireAfterDays: 0 } })).toEqual(["error at bucket.lifecycle.expireAfterDays"]);
  expect(found({ lifecycle: { expireAfterDays: 9, noncurrentExpireAfterDays: 0.5 } })).toEqual([
    "error at bucket.lifecycle.noncurrentExpireAfterDays",
  ]);
});

test.each([
  [91, "91 days", []],
  [90, "90 days", ["error at bucket.lifecycle.expireAfterDays"]],
  [1, "1 day", ["error at bucket.lifecycle.expireAfterDays"]],
])("an expiry after %i days is held against glacier after 90", (expireAfterDays, text, errors) => {
  const lifecycle = { ...days, expireAfterDays };
  expect(found({ lifecycle }).filter((one) => one.startsWith("error"))).toEqual(errors);
  if (errors.length > 0)
    expect(sentenceFor({ lifecycle })).toBe(
      `bucket.lifecycle.expireAfterDays deletes logs after ${text}, but glacierAfterDays moves them to Glacier only after 90 days: set it to more than 90, or remove glacierAfterDays`,
    );
});

test.each([
  [180, []],
  [179, ["warning at bucket.lifecycle.expireAfterDays"]],
])(
  "logs deleted after %i days, glacier after 90, are a warning where Glacier bills more",
  (expiry, warnings) => {
    const lifecycle = { ...days, expireAfterDays: expiry };
    expect(found({ lifecycle })).toEqual(warnings);
    if (warnings.length > 0)
      expect(sentenceFor({ lifecycle })).toBe(
        "bucket.lifecycle.expireAfterDays deletes logs after 89 days in Glacier, which bills for at least 90",
      );
  },
);

test("an expiry that only makes noncurrent versions is a warning", () => {
  expect(sentenceFor({ lifecycle: { expireAfterDays: 365 } })).toBe(
    "bucket.lifecycle.expireAfterDays only hides logs: the bucket has versions, so S3 keeps and bills each expired log as a noncurrent version. Set noncurrentExpireAfterDays to delete these too",
  );
});

test.each([
  [365, ""],
  [
    364,
    "bucket.lifecycle.expireAfterDays deletes logs after 364 days, but bucket.objectLock locks them for 365 days: set it to at least 365",
  ],
])("an expiry after %i days is held against a lock of 365", (expireAfterDays, sentence) => {
  const lifecycle = { expireAfterDays, noncurrentExpireAfterDays: 1 };
  expect(sentenceFor({ lifecycle, objectLock: { mode: "governance", days: 365 } })).toBe(sentence);
});

test("compliance mode must be confirmed, and then warns of the key", () => {
  const objectLock = { mode: "compliance", days: 365 };
  expect(sentenceFor({ objectLock })).toBe(
    "bucket.objectLock.mode is compliance, which cannot be undone: no one, root included, can delete or shorten for 365 days; destroy will fail. If you want that, add confirm: compliance; otherwise use mode: governance",
  );
  const confirmed = { ...objectLock, confirm: "compliance" };
  expect(found({ objectLock: confirmed })).toEqual(["warning at bucket.objectLock.mode"]);
  expect(sentenceFor({ objectLock: confirmed })).toBe(
    "bucket.objectLock.mode does not protect the key: if the KMS key is deleted, no one can read the locked logs. Allow only a few administrators to schedule its deletion",
  );
});

test("a confirmation that is misspelt is told once", () => {
  expect(found({ objectLock: { mode: "compliance", days: 1, confirm: "yes" } })).toEqual([
    "error at bucket.objectLock.confirm",
    "warning at bucket.objectLock.mode",
  ]);
  expect(found({ objectLock: { mode: "strict", days: 1 } })).toEqual(["error at bucket.objectLock.mode"]);
});

test("governance mode is not confirmed as compliance", () => {
  expect(sentenceFor({ objectLock: { mode: "governance", days: 1, confirm: "compliance" } })).toBe(
    "bucket.objectLock.confirm confirms mode: compliance, but the mode is governance: remove it, or set mode: compliance",
  );
});

test("the log bucket does not take its own access logs", () => {
  expect(sentenceFor({ accessLog: { bucket: bucket.name } })).toBe(
    "bucket.accessLog.bucket org-audit-logs is the log bucket itself: each access log would be a request that S3 logs again, without end. Use another bucket",
  );
});

test("access logs do not leave the Region", () => {
  const accessLog = { bucket: "central-access-logs", region: "eu-west-1" };
  expect(sentenceFor({ accessLog })).toBe(
    "bucket.accessLog.region eu-west-1 is not us-east-1, the Region of the log bucket: S3 writes access logs only to a bucket of the same Region",
  );
  expect(found({ accessLog }, { region: null })).toEqual([]);
});

test("what a lock keeps cannot be deleted by force", () => {
  const options = { objectLock: { mode: "governance", days: 1 }, forceDestroy: true };
  expect(sentenceFor(options, { protect: false })).toBe(
    "bucket.forceDestroy cannot delete logs that bucket.objectLock locks: remove one of the two",
  );
});

test.each([[{}], [{ protect: true }]])("a bucket that is protected is not destroyed by force: %j", (more) => {
  expect(sentenceFor({ forceDestroy: true }, more)).toBe(
    "bucket.forceDestroy has no effect while protect is true, because Terraform refuses to destroy the bucket: set protect: false, or remove it",
  );
});

test("of what only Terraform knows, nothing is said", () => {
  const token = "${TfToken[TOKEN.1]}";
  expect(foundIn(inBucket({ name: token, accessLog: { bucket: token, region: token } }), holdsToken)).toEqual(
    [],
  );
  const number = -1.8881545897087626e289;
  expect(
    foundIn(
      inBucket({
        lifecycle: { ...days, expireAfterDays: number },
        objectLock: { mode: "governance", days: number },
      }),
      (value) => value === number,
    ),
  ).toEqual([]);
});
