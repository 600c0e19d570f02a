import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allRules } from "../../lib/lint/all-rules";
import { forCloudTrail } from "../../lib/lint/examples";
import type { Finding } from "../../lib/lint/lint";
import { lint } from "../../lib/lint/lint";
import type { Example } from "../../lib/lint/lint-rule";
import type { JsonValue } from "../../lib/terraform/canonical-json";
import { rulesDocument } from "../../scripts/lint-rules-document";
import { messageOf } from "../../lib/report/lint/located-finding";
import { configOf } from "../support/place";

const findingsFor = ({ policy, config, preset, unknown = false, rivals = [] }: Example): readonly Finding[] =>
  lint(policy, {
    unknown,
    rivals,
    ...(preset && { preset }),
    ...(config !== undefined && { config: configOf(config) }),
  });

const codesOf = (findings: readonly Finding[]): readonly string[] => [
  ...new Set(findings.map(({ code }) => code)),
];

test("every rule has an id of its own, and a page of AWS", () => {
  const ids = allRules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, page } of allRules) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+$/);
  }
});

describe.each(allRules.map((rule) => [rule.id, rule] as const))("%s", (id, { bad, good, severity }) => {
  test("finds its bad example, and no other rule does but those it says", () => {
    const findings = findingsFor(bad);
    expect(codesOf(findings).toSorted()).toEqual([id, ...(bad.also ?? [])].toSorted());
    expect(findings.filter(({ code }) => code === id).map((finding) => finding.severity)).toContain(severity);
  });

  test("is content with its good example, and so is every other", () => {
    expect(findingsFor(good)).toEqual([]);
  });

  test("says so in one sentence that holds no loose end", () => {
    for (const finding of findingsFor(bad)) {
      expect(messageOf(finding)).toMatch(/^\S.+[^.\s]$/);
      expect(messageOf(finding)).not.toMatch(/undefined|null|\[object|\s\s/);
    }
  });

  test("is fixed by what it suggests", () => {
    for (const finding of findingsFor(bad).filter(({ code }) => code === id)) {
      if (finding.fix === null) continue;
      const { Statement: statements } = bad.policy as { readonly Statement: readonly JsonValue[] };
      const at = finding.path[1];
      const fixed =
        finding.fix.how === "add"
          ? [...statements, ...finding.fix.statements]
          : statements.flatMap((statement, index) =>
              index === at ? (finding.fix?.statements ?? []) : [statement],
            );
      const left = findingsFor({ ...bad, policy: { Version: "2012-10-17", Statement: fixed } });
      expect(codesOf(left)).not.toContain(id);
    }
  });
});

test("a policy of no statement at all locks its owner out", () => {
  const findings = findingsFor({ policy: { Version: "2012-10-17", Statement: [] } });
  expect(codesOf(findings)).toEqual(["lockout"]);
});

test.each(["aws:SourceVpc", "aws:SourceVpce"])(
  "a Deny of all that does not come by %s blocks CloudTrail",
  (key) => {
    const deny = {
      Effect: "Deny",
      Principal: "*",
      Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
      Resource: "*",
      Condition: { StringNotEquals: { [key]: "vpc-1a2b3c4d" } },
    };
    expect(codesOf(findingsFor({ policy: forCloudTrail(deny) }))).toEqual(["deny-blocks-cloudtrail"]);
  },
);

test("a Deny of all but a misspelt key blocks CloudTrail and the owner", () => {
  const deny = {
    Effect: "Deny",
    Principal: "*",
    Action: "kms:*",
    Resource: "*",
    Condition: { StringNotEquals: { "aws:SourceAcount": "111111111111" } },
  };
  expect(codesOf(findingsFor({ policy: forCloudTrail(deny) }))).toEqual([
    "deny-blocks-cloudtrail",
    "lockout",
    "unknown-condition-key",
  ]);
});

test("lib/lint/all-rules.ts has every file in lib/lint/rules", () => {
  const files = readdirSync(join(__dirname, "../../lib/lint/rules"));
  expect(allRules.map(({ id }) => `${id}.ts`).toSorted()).toEqual(files.toSorted());
});

test("docs/lint-rules.md is what scripts/generate-lint-rules.ts writes", () => {
  expect(readFileSync(join(__dirname, "../../docs/lint-rules.md"), "utf8")).toBe(rulesDocument());
});
