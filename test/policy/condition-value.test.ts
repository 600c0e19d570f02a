import type { Comparison } from "../../lib/policy/condition-operator";
import {
  isReadable,
  readBinary,
  readBoolean,
  readDate,
  readIpRange,
  readNumber,
} from "../../lib/policy/condition-value";

test.each([
  ["0", 0],
  ["12", 12],
  ["-1.25", -1.25],
  ["+3", 3],
  ["3.", 3],
  [".25", 0.25],
  ["1e3", 1000],
  ["1E+12", 1e12],
  ["25e-10", 25e-10],
])("%s is the number %d", (text, number) => {
  expect(readNumber(text)).toBe(number);
});

test.each(["", " 1", "1 ", "x1", "1x", ".", "1.2.3", "e3", "1e", "0x10", "Infinity", "--1", "1,000"])(
  "%j is no number",
  (text) => {
    expect(readNumber(text)).toBeNull();
  },
);

const noon = Date.UTC(2026, 0, 31, 12);

test.each([
  ["2026", Date.UTC(2026, 0, 1)],
  ["2026-03", Date.UTC(2026, 2, 1)],
  ["2026-01-31", Date.UTC(2026, 0, 31)],
  ["2028-02-29", Date.UTC(2028, 1, 29)],
  ["2026-01-31T12:00", noon],
  ["2026-01-31T12:00Z", noon],
  ["2026-01-31T12:00:00", noon],
  ["2026-01-31T12:00:00Z", noon],
  ["2026-01-31T12:00:00.25Z", noon + 250],
  ["2026-01-31T12:00:00.5", noon + 500],
  ["2026-01-31T14:30:00+02:30", noon],
  ["2026-01-31T10:00:00-02:00", noon],
  ["1769860800", noon],
  ["-86400", -86_400_000],
  ["20260", 20_260_000],
])("%s is a moment", (text, moment) => {
  expect(readDate(text)).toBe(moment);
});

test.each([
  "",
  "x2026",
  "2026x",
  "202x",
  "2026-1",
  "2026-13",
  "2026-13-01",
  "2026-02-30",
  "2026-02-29T12:00:00Z",
  "2026-01-31x",
  "2026-01-31T",
  "2026-01-31T12",
  "2026-01-31T25:00:00Z",
  "2026-01-31T12:00:00.Z",
  "2026-01-31T12:00:00z",
  "2026-01-31T12:00:00+2:30",
  "2026-01-31T12:00:00+0230",
  "x2026-01-31T12:00:00Z",
  "2026-01-31T12:00:00Zx",
  "2026-01-31 12:00:00Z",
  "12.5",
  "+5",
  "x12",
  "12x",
])("%j is no moment", (text) => {
  expect(readDate(text)).toBeNull();
});

test.each([
  ["true", true],
  ["TRUE", true],
  ["false", false],
  ["False", false],
  ["", null],
  ["yes", null],
  ["truex", null],
  ["0", null],
])("%j is the boolean %j", (text, value) => {
  expect(readBoolean(text)).toBe(value);
});

test.each([
  ["QmluYXJ5", "QmluYXJ5"],
  ["QQ==", "QQ=="],
  ["QR==", "QQ=="],
  ["QQ", "QQ=="],
  ["+/8=", "+/8="],
  ["", ""],
])("%j is binary", (text, same) => {
  expect(readBinary(text)).toBe(same);
});

test.each(["Q Q=", "QQ===", "=QQ", "!QQ=", "QQ=!", "QQ\n"])("%j is not binary", (text) => {
  expect(readBinary(text)).toBeNull();
});

test.each([
  ["203.0.113.5", { family: "ipv4", address: "203.0.113.5", prefix: 32 }],
  ["203.0.113.0/24", { family: "ipv4", address: "203.0.113.0", prefix: 24 }],
  ["0.0.0.0/0", { family: "ipv4", address: "0.0.0.0", prefix: 0 }],
  ["203.0.113.5/32", { family: "ipv4", address: "203.0.113.5", prefix: 32 }],
  ["2001:db8::1", { family: "ipv6", address: "2001:db8::1", prefix: 128 }],
  ["2001:db8::/128", { family: "ipv6", address: "2001:db8::", prefix: 128 }],
  ["::/0", { family: "ipv6", address: "::", prefix: 0 }],
])("%s is a range of addresses", (text, range) => {
  expect(readIpRange(text)).toEqual(range);
});

test.each([
  "",
  "/24",
  "203.0.113",
  "203.0.113.0/33",
  "203.0.113.0/",
  "203.0.113.0/x",
  "203.0.113.0/2x",
  "203.0.113.0/24/24",
  "2001:db8::/129",
  "2001:db8::/1000",
  "fe80::1%eth0",
  " 203.0.113.5",
  "x203.0.113.5/24",
])("%j is no range", (text) => {
  expect(readIpRange(text)).toBeNull();
});

const text: Comparison = { type: "string", wildcards: false, ignoreCase: false };

test.each<[Comparison, string, boolean]>([
  [text, "anything", true],
  [{ type: "arn" }, "anything", true],
  [{ type: "numeric", order: "less" }, "1", true],
  [{ type: "numeric", order: "less" }, "one", false],
  [{ type: "date", order: "less" }, "2026-01-31", true],
  [{ type: "date", order: "less" }, "tomorrow", false],
  [{ type: "ip" }, "203.0.113.0/24", true],
  [{ type: "ip" }, "anywhere", false],
  [{ type: "null" }, "true", true],
  [{ type: "null" }, "maybe", false],
  [{ type: "bool" }, "true", true],
  [{ type: "bool" }, "maybe", false],
  [{ type: "binary" }, "QQ==", true],
  [{ type: "binary" }, "?", false],
])("a policy may compare %j with %j: %j", (comparison, value, readable) => {
  expect(isReadable(value, comparison)).toBe(readable);
});

test.each<[Comparison, boolean]>([
  [text, true],
  [{ type: "arn" }, true],
  [{ type: "bool" }, false],
  [{ type: "binary" }, false],
  [{ type: "numeric", order: "less" }, false],
  [{ type: "date", order: "less" }, false],
  [{ type: "ip" }, false],
  [{ type: "null" }, false],
])("a policy variable may stand for the value of %j: %j", (comparison, may) => {
  expect(isReadable("${aws:x}", comparison)).toBe(may);
  // What Terraform has yet to resolve may become anything.
  expect(isReadable("${var.x}", comparison)).toBe(true);
  expect(isReadable("${aws:x}${var.x}", comparison)).toBe(true);
});
