import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lint } from "../../lib/lint/lint";
import type { Finding, LintOptions } from "../../lib/lint/lint";
import { messageOf } from "../../lib/report/lint/located-finding";

/** What AWS's pages grant, each under its page's name, in words of our own. `Id` is the page. */
const folder = join(__dirname, "../cases/lint/aws-pages");

const findingsIn = (page: string, options: LintOptions = {}): readonly Finding[] =>
  lint(JSON.parse(readFileSync(join(folder, `${page}.json`), "utf8")), options);

/** Once each, in the order of the alphabet. */
const kindsOf = (findings: readonly Finding[]): readonly string[] =>
  [...new Set(findings.map(({ severity, code }) => `${severity} ${code}`))].sort();

const expected: Readonly<Record<string, readonly string[]>> = {
  "auto-scaling": [],
  "cloudtrail-console": ["note service-unconditioned", "warning caller-account-of-everyone"],
  "cloudtrail-event-data-store": ["warning service-unconditioned"],
  "cloudtrail-event-data-store-sections": ["warning service-unconditioned"],
  "cloudtrail-sns-topic": ["warning service-unconditioned"],
  "cloudtrail-trail": ["warning service-unconditioned"],
  "cloudwatch-logs": ["note dead-condition"],
  "control-tower": ["warning cloudtrail-cannot-describe", "warning service-unconditioned"],
  "data-perimeter": [],
  "data-perimeter-resource-control": [],
  "ebs-default": ["warning caller-account-of-everyone"],
  "kms-console": [],
  workmail: ["warning caller-account-of-everyone"],
};

test("every page is here", () => {
  const pages = readdirSync(folder).map((file) => file.replace(/\.json$/, ""));
  expect(pages.sort()).toEqual(Object.keys(expected).sort());
});

test.each(Object.entries(expected))("AWS's page %s gives no error", (page, kinds) => {
  expect(kindsOf(findingsIn(page))).toEqual(kinds);
});

test.each(["cloudtrail-sns-topic", "cloudtrail-event-data-store"])(
  "what %s grants is an error on the key of a trail",
  (page) => {
    const kinds = kindsOf(findingsIn(page, { used: true }));
    expect(kinds).toContain("error service-unconditioned");
    expect(kinds).toContain("error cloudtrail-cannot-describe");
  },
);

test("what a topic needs is an error beside a trail's statements", () => {
  const read = (page: string): { readonly Statement: readonly unknown[] } =>
    JSON.parse(readFileSync(join(folder, `${page}.json`), "utf8")) as {
      readonly Statement: readonly unknown[];
    };
  const [, topic] = read("cloudtrail-sns-topic").Statement;
  const { Statement } = read("data-perimeter");
  const kinds = kindsOf(lint({ Version: "2012-10-17", Statement: [...Statement, topic] }));
  expect(kinds).toEqual(["error service-unconditioned"]);
});

test("Control Tower's key without kms:DescribeKey is told with the page that leaves it out and the one that does not", () => {
  const [finding] = findingsIn("control-tower").filter(({ code }) => code === "cloudtrail-cannot-describe");
  expect(finding && messageOf(finding)).toMatch(
    /controltower\/latest\/userguide.*create-kms-key-policy-for-cloudtrail/,
  );
});

test("a service that may only describe the key is said to get metadata, and no more", () => {
  const [finding] = findingsIn("cloudtrail-console").filter(({ code }) => code === "service-unconditioned");
  expect(finding && messageOf(finding)).toBe(
    'Statement 3 "Describe for any trail" allows cloudtrail.amazonaws.com to describe the key for any account, which reveals metadata but no data',
  );
});
