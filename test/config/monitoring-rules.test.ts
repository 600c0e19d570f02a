import * as rules from "../../lib/config/monitoring-rules";
import type { ValueRule } from "../../lib/config/value-rule";
import { violationOf } from "../../lib/config/violation";
import { problemMessage } from "../../lib/report/problem-message";

interface Cases {
  readonly good: readonly (string | number)[];
  readonly bad: readonly (string | number)[];
}

const id = "1234abcd-12ab-34cd-56ef-1234567890ab";

const cases: Readonly<Record<keyof typeof rules, Cases>> = {
  logGroupNameRule: {
    good: ["a", "/aws/cloudtrail/x", "a.b_c#d-e/f", "x".repeat(512), "awsx"],
    bad: ["", "aws/cloudtrail", "a b", "a:b", "a*", "x".repeat(513), "${a}"],
  },
  retentionRule: { good: [0, 1, 365, 3653], bad: [2, -1, 366, 3654, 0.5, NaN, Infinity] },
  logGroupArnRule: {
    good: [
      "arn:aws:logs:us-east-1:111111111111:log-group:/aws/x:*",
      "arn:aws-cn:logs:cn-north-1:111111111111:log-group:x",
    ],
    bad: [
      "",
      "/aws/x",
      "arn:aws:logs:us-east-1:111111111111:log-group:",
      "arn:aws:logs:us-east-1:111111111111:log-group:x:**",
      "arn:aws:logs:us-east-1:111111111111:log-group:x:log-stream:y",
      "arn:aws:logs:us-east-1:111111111111:log-group:*",
      "arn:aws:logs::111111111111:log-group:x",
    ],
  },
  logGroupKeyRule: { good: ["this", "own"], bad: ["", "This", "other", "alias/x"] },
  topicNameRule: {
    good: ["a", "A_b-1", "x".repeat(256)],
    bad: ["", "a.b", "x.fifo", "x".repeat(257), "a b"],
  },
  topicArnRule: {
    good: ["arn:aws:sns:us-east-1:222222222222:x", "arn:aws-us-gov:sns:us-gov-west-1:222222222222:X_-1"],
    bad: [
      "",
      "x",
      "arn:aws:sns:us-east-1:222222222222:x.fifo",
      "arn:aws:sns:us-east-1:222222222222:x:1234",
      "arn:aws:sqs:us-east-1:222222222222:x",
    ],
  },
  topicKeyRule: {
    good: [
      "alias/x",
      "alias/aws/sns",
      `arn:aws:kms:us-east-1:222222222222:key/${id}`,
      "arn:aws:kms:us-east-1:222222222222:alias/a/b",
    ],
    bad: [
      "",
      "x",
      "alias/",
      id,
      "arn:aws:kms:us-east-1:222222222222:key/x",
      `x arn:aws:kms:us-east-1:2:key/${id}`,
    ],
  },
};

describe.each(Object.entries(rules) as readonly (readonly [keyof typeof rules, ValueRule])[])(
  "%s",
  (name, rule) => {
    test.each([...cases[name].good, rule.example].map((value) => [value]))("takes %j", (value) => {
      expect(violationOf(rule, value)).toBeUndefined();
    });

    test.each(cases[name].bad.map((value) => [value]))("refuses %j and says what it is not", (value) => {
      const violation = violationOf(rule, value);
      expect(violation && problemMessage(violation)).toContain(rule.what);
    });
  },
);
