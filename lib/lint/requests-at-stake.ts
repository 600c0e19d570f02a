import { kmsActions } from "../policy/kms-actions";
import { isReading } from "./kms-actions";
import { isCaller } from "../evaluate/request-parts";
import type { AccessRequest } from "../evaluate/request";
import { cloudTrailFor, logOf, onBehalfOf, strangerAccount } from "../expectations/requests";
import { cloudTrail, contextKey } from "../policy/cloudtrail";
import type { RuleId } from "./all-rules";
import { isCarriedBy } from "./kms-condition-keys";
import type { LintContext } from "./lint-context";
import type { LintedStatement } from "./linted-policy";
import { isNeeded } from "./cloudtrail-fixes";
import { namesEveryone } from "./statement-predicates";
import type { TrailPattern } from "./trails";
import { anyTrailOf, trailPattern, unknownAccount } from "./trails";
import type { Context } from "./witnesses";
import { namesOrganization, valuesOn, witnessesOf } from "./witnesses";

/** A request that a changed statement may decide otherwise, and what may become of its verdict. */
export interface AskedRequest {
  readonly request: AccessRequest;
  readonly iamAllows: boolean | "alias";
  /** Whether it must stay allowed where it is. */
  readonly mustStay: boolean;
  /** Whether it may be allowed where it was not. */
  readonly mayCome: boolean;
}

export interface Change {
  /** The rule whose finding the change is to fix. */
  readonly code: RuleId;
  /** Of the policy as it is. */
  readonly context: LintContext;
  readonly gone: LintedStatement | null;
  readonly added: readonly LintedStatement[];
  /** An account that the policy does not know. */
  readonly stranger: string;
  /** Every trail that the policy, or what is known beside it, names. */
  readonly trails: readonly TrailPattern[];
}

/** An account that neither the policy nor the config names. */
export const strangerTo = ({ policy, owner, needs }: LintContext): string =>
  strangerAccount(
    new Set([owner ?? unknownAccount, ...(`${policy.text}${JSON.stringify(needs)}`.match(/\d{12}/g) ?? [])]),
  );

/**
 * The requests on which a change may have a say: of everybody whom the statements name, of CloudTrail for every trail,
 * and of those whom nothing names. `differs` asks the changed statements alone: of actions and callers that these treat
 * alike, one is asked first, and the others only where it makes a difference.
 */
export function* requestsAtStake(
  change: Change,
  differs: (asked: AskedRequest) => boolean,
): Generator<AskedRequest> {
  yield* change.context.needs.map(({ request, iamAllows }) => ({
    request,
    iamAllows,
    mustStay: true,
    mayCome: true,
  }));
  yield* change.context.expectations.map(({ principal, action, context, expect, iamAllows = false }) => ({
    request: { principal, action, ...(context && { context }) },
    iamAllows,
    mustStay: expect === "Allowed",
    mayCome: expect === "Allowed",
  }));
  yield* cloudTrailsRequests(change);
  const groups = actionGroups(change);
  const callers = callersOf(change);
  const samples = callers.slice(0, callersSampled);
  for (const group of groups) {
    const [sample = ""] = group;
    for (const context of contextsOf(change)) {
      const isAtStake =
        callers.length > samples.length && !samplesAreAll(change)
          ? true
          : samples.some((caller) => differs(asked(change, caller, sample, context)));
      if (!isAtStake) continue;
      for (const caller of callers) for (const action of group) yield asked(change, caller, action, context);
    }
  }
}

/** Of more callers than these the first stand for all, where the change leaves who is named as it is. */
const callersSampled = 30;

const samplesAreAll = ({ gone, added }: Change): boolean => {
  const named = ({ principals, statement }: LintedStatement): string =>
    JSON.stringify([statement.principals?.negated, principals.map(({ type, text }) => [type, text])]);
  return gone !== null && added.every((linted) => named(linted) === named(gone));
};

interface Asker {
  readonly principal: string;
  readonly iamAllows: boolean;
  /**
   * `meant`: the policy names it, or its account and its IAM allows it. `unasked`: the policy names its account, and
   * its IAM does not. `stranger`: nothing names it.
   */
  readonly standing: "meant" | "unasked" | "stranger" | "service";
}

function asked({ code, gone }: Change, caller: Asker, action: string, given: Context): AskedRequest {
  const context = Object.fromEntries(Object.entries(given).filter(([key]) => isCarriedBy(key, action)));
  const { principal, iamAllows, standing } = caller;
  const ofOrganization = gone !== null && namesOrganization(gone, context);
  // The rule is about just this: whoever reads logs should read nothing else.
  const isMore = code === "reader-without-context" && isReading(action) && context[contextKey] === undefined;
  return {
    request: { principal, action, context },
    iamAllows,
    mustStay:
      !isMore &&
      (standing === "meant" || standing === "service" || (standing === "stranger" && ofOrganization)),
    mayCome: standing === "meant" || (standing === "service" && Object.keys(context).length > 0),
  };
}

/** Actions on the key, those that the statements and their conditions treat alike together. */
function actionGroups({ gone, added }: Change): readonly (readonly string[])[] {
  const statements = [...(gone ? [gone] : []), ...added];
  const keys = [
    ...new Set([contextKey, ...statements.flatMap(({ conditions }) => conditions.map(({ key }) => key))]),
  ];
  const groups = new Map<string, string[]>();
  for (const { name, onKey } of kmsActions) {
    const included = statements.map((linted) => linted.kmsActions.has(name));
    if (!onKey || !included.includes(true)) continue;
    const alike = JSON.stringify([included, keys.map((key) => isCarriedBy(key, name))]);
    groups.set(alike, [...(groups.get(alike) ?? []), name]);
  }
  return [...groups.values()];
}

/** Everybody but CloudTrail whom the statements may mean. */
function callersOf({ context, gone, added, stranger }: Change): readonly Asker[] {
  const partition = context.partition ?? "aws";
  const owner = context.owner ?? unknownAccount;
  const arn = (account: string, rest: string): string => `arn:${partition}:iam::${account}:${rest}`;
  const known = new Set([owner, ...accountsNamed(context.policy.statements, partition)]);
  const membersOf = (account: string): readonly Asker[] => {
    const somebody = arn(account, "role/trailkey-somebody");
    const standing = known.has(account) ? "meant" : "stranger";
    return [
      { principal: somebody, iamAllows: true, standing },
      { principal: somebody, iamAllows: false, standing: "unasked" },
      { principal: arn(account, "root"), iamAllows: true, standing },
    ];
  };
  // Nobody calls across partitions.
  const isAbroad = (text: string): boolean =>
    context.partition !== null && text.startsWith("arn:") && text.split(":", 2)[1] !== partition;
  const named = (text: string): readonly Asker[] => {
    const [, account = text] = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(text) ?? [];
    if (/^\d{12}$/.test(text) || /^arn:[^:]*:iam::\d{12}:root$/.test(text)) return membersOf(account);
    if (!isCaller(text) || text === "*" || isAbroad(text)) return [];
    const standing = known.has(account) || !/^\d{12}$/.test(account) ? "meant" : "stranger";
    return [true, false].map((iamAllows) => ({ principal: text, iamAllows, standing }));
  };
  const service = (principal: string, standing: Asker["standing"]): readonly Asker[] =>
    isCaller(principal) ? [{ principal, iamAllows: false, standing }] : [];
  const statements = [...(gone ? [gone] : []), ...added];
  const principals = statements.flatMap((linted) => linted.principals);
  const openToAll = statements.some(namesEveryone);
  const openToServices = openToAll || principals.some(({ type, text }) => type === "Service" && text === "*");
  const all = (type: string): readonly string[] => [
    ...new Set(
      context.policy.statements.flatMap((linted) =>
        linted.principals.filter((principal) => principal.type === type).map(({ text }) => text),
      ),
    ),
  ];
  const askers = [
    ...(openToAll
      ? [
          ...membersOf(stranger),
          { principal: "*", iamAllows: false, standing: "stranger" as const },
          ...[owner, ...statements.flatMap((linted) => valuesOn(linted, accountKeys))]
            .filter((account) => /^\d{12}$/.test(account))
            .flatMap((account) =>
              membersOf(account).map((asker) =>
                asker.standing === "stranger" ? { ...asker, standing: "meant" as const } : asker,
              ),
            ),
          ...all("AWS").slice(0, callersSampled).flatMap(named),
        ]
      : []),
    ...(openToServices
      ? [
          ...all("Service")
            .slice(0, callersSampled)
            .flatMap((name) => service(name, "service")),
          ...service(
            "s3.amazonaws.com",
            all("Service").includes("s3.amazonaws.com") ? "service" : "stranger",
          ),
        ]
      : []),
    ...principals.flatMap(({ type, text }) =>
      type === "AWS" ? named(text) : type === "Service" ? service(text, "service") : service(text, "meant"),
    ),
  ].filter(({ principal }) => principal !== cloudTrail);
  return [...new Map(askers.map((asker) => [JSON.stringify(asker), asker])).values()];
}

const accountKeys = /^(kms:calleraccount|aws:principalaccount)$/i;

/** Accounts to which a statement gives something. */
const accountsNamed = (statements: readonly LintedStatement[], partition: string): readonly string[] =>
  statements.flatMap(({ statement, principals }) =>
    statement.effect === "Deny" || statement.principals?.negated
      ? []
      : principals.flatMap(({ type, text }) => {
          if (type !== "AWS") return [];
          const [, of, account] = /^arn:([^:]*):(?:iam|sts)::(\d{12}):/.exec(text) ?? [];
          return of === partition && account !== undefined ? [account] : /^\d{12}$/.test(text) ? [text] : [];
        }),
  );

/** What a request of anybody but CloudTrail may carry. */
function contextsOf({ context, gone, added, stranger }: Change): readonly Context[] {
  const [trail = anyTrailOf({ partition: context.partition ?? "aws", id: context.owner ?? unknownAccount })] =
    context.trails;
  const strange = anyTrailOf({ partition: context.partition ?? "aws", id: stranger });
  const plain: readonly Context[] = [{}, otherData, logOf(trail), logOf(strange)];
  const witnesses = [...(gone ? [gone] : []), ...added].flatMap(witnessesOf);
  const all = [
    ...plain,
    ...witnesses.flatMap((witness) => [{}, otherData, logOf(trail)].map((base) => ({ ...base, ...witness }))),
  ];
  return [...new Map(all.map((one) => [JSON.stringify(Object.entries(one).sort()), one])).values()];
}

const otherData: Context = { "kms:EncryptionContext:purpose": "other" };

/** CloudTrail's requests: for the trails that are meant, for others, and with half of what it always says. */
function* cloudTrailsRequests(change: Change): Generator<AskedRequest> {
  const { context, gone, added, stranger } = change;
  const partition = context.partition ?? "aws";
  const statements = [...(gone ? [gone] : []), ...added];
  const member = anyTrailOf({ partition, id: stranger });
  const extras = [{}, ...(gone ? witnessesOf(gone) : [])].map(withoutTrail);
  const request = (action: string, given: Context): AccessRequest => ({
    principal: cloudTrail,
    action,
    context: Object.fromEntries(Object.entries(given).filter(([key]) => isCarriedBy(key, action))),
  });
  const ask = (action: string, given: Context, isMeant: boolean): AskedRequest => ({
    request: request(action, given),
    iamAllows: false,
    mustStay: isMeant,
    mayCome: isMeant,
  });
  for (const extra of extras) {
    const ofOrganization = gone !== null && namesOrganization(gone, extra);
    for (const trail of [...change.trails, ...(ofOrganization ? [member] : [])]) {
      for (const action of uses) yield ask(action, { ...extra, ...cloudTrailFor(trail) }, true);
    }
  }
  const [own = anyTrailOf({ partition, id: context.owner ?? unknownAccount })] = change.trails;
  const halves: readonly Context[] = [
    {},
    logOf(own),
    onBehalfOf(own),
    cloudTrailFor(member),
    { ...logOf(own), ...onBehalfOf(member) },
    { ...logOf(member), ...onBehalfOf(own) },
  ];
  const included = kmsActions.filter(
    ({ name, onKey }) => onKey && statements.some((linted) => linted.kmsActions.has(name)),
  );
  for (const { name } of included) {
    // To describe a key, CloudTrail gives no encryption context.
    for (const half of name === "kms:DescribeKey" ? [{}, onBehalfOf(member)] : halves)
      yield ask(name, half, false);
    if (!isNeeded(name) && !name.startsWith("kms:GenerateDataKey"))
      yield ask(name, cloudTrailFor(own), false);
  }
}

const uses = ["kms:GenerateDataKey", "kms:DescribeKey", "kms:Decrypt"] as const;

/** What a statement asks for besides the trail. */
const withoutTrail = (witness: Context): Context =>
  Object.fromEntries(
    Object.entries(witness).filter(
      ([key]) => !/^(aws:sourcearn|aws:sourceaccount|kms:encryptioncontext:.*)$/i.test(key),
    ),
  );

/** Every trail that CloudTrail may use the key for, whatever statement names it. */
export const trailsMeant = ({ policy, trails, partition, owner }: LintContext): readonly TrailPattern[] => {
  const of = partition ?? "aws";
  const bySource = [...trails, ...policy.statements.flatMap((linted) => trailsOfSource(linted, of))];
  const accounts = new Set(bySource.map(({ account }) => account));
  // A pattern of the context says whose logs they are, and stands for a trail only where nothing names one.
  const byContext = policy.statements
    .flatMap(trailsOfContext)
    .filter(({ account }) => !accounts.has(account));
  const named = [...bySource, ...byContext];
  // Whoever lets everybody in may mean a trail of the owner's, though nothing says so.
  const own =
    owner === null || named.some(({ account }) => account === owner)
      ? []
      : [anyTrailOf({ partition: of, id: owner })];
  return [...new Map([...named, ...own].map((trail) => [trail.arn, trail])).values()];
};

const trailsOfContext = (linted: LintedStatement): readonly TrailPattern[] =>
  valuesOn(linted, /^kms:encryptioncontext:aws:cloudtrail:arn$/i).flatMap((text) => trailPattern(text) ?? []);

const trailsOfSource = (linted: LintedStatement, partition: string): readonly TrailPattern[] => [
  ...valuesOn(linted, /^aws:sourcearn$/i).flatMap((text) => trailPattern(text) ?? []),
  ...valuesOn(linted, /^aws:sourceaccount$/i)
    .filter((id) => /^\d{12}$/.test(id))
    .map((id) => anyTrailOf({ partition, id })),
];
