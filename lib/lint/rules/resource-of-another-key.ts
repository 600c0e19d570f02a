import { parseArn } from "../../config/arn";
import { exampleConfig, exampleStatements, forCloudTrail } from "../examples";
import { isNegated, nameOf } from "../statement-predicates";
import type { KnownKey } from "../known-key";
import { means } from "../kms-actions";
import type { LintedStatement, Located } from "../linted-policy";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type ResourceOfAnotherKeyArgs = {
  readonly statement: StatementName;
  readonly resource: string;
  /** The key's ARN or, as far as it is known, its Region; null where neither is. */
  readonly key: string | null;
  /** Where nothing is known of the key: other keys that entries are about. */
  readonly others: readonly string[];
};

const { read } = exampleStatements;
const inRegion = (region: string) =>
  forCloudTrail({ ...read, Resource: `arn:aws:kms:${region}:111111111111:key/*` });

export const resourceOfAnotherKey: LintRule<"resource-of-another-key", ResourceOfAnotherKeyArgs> = {
  id: "resource-of-another-key",
  severity: "error",
  page: pages.keyPolicy,
  bad: { policy: inRegion("eu-west-1"), config: exampleConfig },
  good: { policy: inRegion("us-east-1"), config: exampleConfig },
  check: ({ policy, key: known }) => {
    const named = policy.statements.flatMap(keysNamed);
    const ids = [...new Set(named.map(({ id }) => id))].filter(isId).sort();
    const shown = ids.slice(0, mostShown + 1);
    return named.flatMap(({ linted, text, path, id, region, isExact }) => {
      const actual = differing(text, region, known);
      const isOneOfSeveral = known.arn === null && isExact && ids.length > 1;
      if (actual === null && !isOneOfSeveral) return [];
      const others = actual === null ? shown.filter((other) => other !== id) : [];
      return [
        {
          path,
          // Which of them is the key is not known: all but one do nothing.
          severity: actual === null ? ("warning" as const) : ("error" as const),
          args: {
            statement: nameOf(linted),
            resource: text,
            key: actual,
            others: others.slice(0, mostShown),
          },
        },
      ];
    });
  },
};

const mostShown = 5;

interface KeyNamed extends Located {
  readonly linted: LintedStatement;
  /** What tells keys apart; the replicas of a multi-Region key have one ID. */
  readonly id: string;
  readonly region: string;
  readonly isExact: boolean;
}

function keysNamed(linted: LintedStatement): readonly KeyNamed[] {
  if (isNegated(linted, "resources")) return [];
  return linted.resources.flatMap(({ text, path }) => {
    const arn = text.includes("${") ? undefined : parseArn(text);
    if (arn?.service !== "kms" || !arn.resource.startsWith("key/")) return [];
    const isExact = !/[*?]/.test(arn.resource);
    return [{ linted, text, path, id: isExact ? arn.resource : open, region: arn.region, isExact }];
  });
}

const open = "*";
const isId = (id: string): boolean => id !== open;

/** The key that a resource cannot be, as far as it is known; null where it may be it. */
function differing(resource: string, region: string, known: KnownKey): string | null {
  if (known.arn !== null) return means(resource, known.arn) ? null : known.arn;
  return known.region === null || means(region, known.region) ? null : `in ${known.region}`;
}
