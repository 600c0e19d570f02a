import { contextKey, sourceArnKey } from "../policy/cloudtrail";
import { arnText, parseArn } from "../config/arn";
import { isForStoreOrTopic } from "./service-statements";
import { isAllow, namesService } from "./statement-predicates";
import { cloudTrail } from "../policy/cloudtrail";
import type { LintedPolicy, LintedStatement } from "./linted-policy";

/** A trail, or all trails that a pattern stands for, with one of them to try. */
export interface TrailPattern {
  /** As a policy names it: an ARN that may hold wildcards. */
  readonly pattern: string;
  /** An ARN that the pattern covers. */
  readonly arn: string;
  readonly account: string;
}

/**
 * The trails that a policy itself names for CloudTrail; those of the owner where it names none. None where neither
 * the policy nor anything else (`used`) says that CloudTrail uses the key for a trail.
 */
export function trailsNamedIn(policy: LintedPolicy, owner: Owner, used: boolean): readonly TrailPattern[] {
  const granting = policy.statements.filter((linted) => isAllow(linted) && namesService(linted, cloudTrail));
  if (granting.every(isForStoreOrTopic) && !used) return [];
  const bySource = patternsUnder(granting, sourceArnKey);
  const bySourceAccount = valuesUnder(granting, "aws:SourceAccount").map((id) =>
    anyTrailOf({ ...owner, id }),
  );
  const byContext = patternsUnder(granting, contextKey);
  // A pattern of the context says whose logs they are. It stands for a trail only where nothing names one.
  const trails = [bySource, bySourceAccount, byContext].reduce<readonly TrailPattern[]>((known, more) => {
    const accounts = new Set(known.map(({ account }) => account));
    return [...known, ...more.filter(({ account }) => !accounts.has(account))];
  }, []);
  const patterns = new Set<string>();
  const distinct = trails.filter(({ pattern }) => !patterns.has(pattern) && patterns.add(pattern));
  return distinct.length > 0 ? distinct : [anyTrailOf(owner)];
}

/** An account with its partition. */
export interface Owner {
  readonly partition: string;
  readonly id: string;
}

/** Stands for an owner of which nothing is known, in requests to which its id makes no difference. */
export const unknownAccount = "000000000000";

export const isOfUnknownAccount = ({ account }: TrailPattern): boolean => account === unknownAccount;

/** Every trail of an account. */
export function anyTrailOf({ partition, id }: Owner): TrailPattern {
  const pattern = `arn:${partition}:cloudtrail:*:${id}:trail/*`;
  return { pattern, arn: tried(pattern), account: id };
}

export function trailPattern(text: string): TrailPattern | null {
  const arn = parseArn(text);
  if (arn?.service !== "cloudtrail" || !/^\d{12}$/.test(arn.account) || !arn.resource.startsWith("trail/"))
    return null;
  return { pattern: text, arn: tried(text), account: arn.account };
}

/** Stands for a Region of which nothing is known, as the names below do for a trail. */
export const someRegion = "us-east-1";
const someTrail = "any-trail";

/** The trails that a request's source stands for, where Region or name are but examples. */
export function trailLike(arn: string, regionIsKnown: boolean): TrailPattern | null {
  const trail = trailPattern(arn);
  if (!trail) return null;
  if (arn.endsWith(`:trail/${someTrail}`)) {
    return { ...anyTrailOf({ partition: parseArn(arn)?.partition ?? "", id: trail.account }), arn };
  }
  return regionIsKnown ? trail : { ...trail, pattern: arn.replace(`:${someRegion}:`, ":*:") };
}

/** An ARN that a pattern covers: some Region for an open one, some name for an open one. */
function tried(pattern: string): string {
  const arn = parseArn(pattern);
  if (!arn) return pattern;
  const region = arn.region === "*" ? someRegion : arn.region.replace(/[*?]/g, "1");
  return arnText({
    ...arn,
    region,
    resource: arn.resource.replace(/[*]/g, someTrail).replace(/[?]/g, "a"),
  });
}

const patternsUnder = (statements: readonly LintedStatement[], key: string): readonly TrailPattern[] =>
  valuesUnder(statements, key).flatMap((text) => trailPattern(text) ?? []);

const valuesUnder = (statements: readonly LintedStatement[], key: string): readonly string[] =>
  statements
    .flatMap(({ conditions }) => conditions)
    .filter((condition) => condition.key.toLowerCase() === key.toLowerCase())
    .filter(({ operator }) => operator?.negated === false && operator.comparison.type !== "null")
    .flatMap(({ values }) => values.map(({ text }) => text));
