import type { MissingDocument } from "../evaluate/authorization/authorization";
import type { Documents } from "../evaluate/authorization/documents";
import { noDocuments } from "../evaluate/authorization/documents";
import {
  documentsWithOpenConditions,
  hasOpenConditions,
  openKeys,
  withOpenConditions,
} from "../evaluate/authorization/open-conditions";
import { authorize } from "../evaluate/authorize";
import { compileJson } from "../evaluate/evaluate";
import type { CompiledPolicy } from "../evaluate/compile-policy";
import { parseCaller } from "../evaluate/caller";
import { StatementIndex } from "../evaluate/statement-index";
import type { Authorization } from "../evaluate/authorization/authorization";
import { cloudTrailFor, logOf, onBehalfOf, strangerAccount, trailNamed } from "../expectations/requests";
import { cloudTrail } from "../policy/cloudtrail";
import { s3ContextKey } from "../policy/s3";
import type { Trail } from "../expectations/requests";
import type { LintedStatement } from "../lint/linted-policy";
import { lintedPolicy } from "../lint/linted-policy";
import { namesService } from "../lint/statement-predicates";
import { trailsNamedIn } from "../lint/trails";
import { valuesOn } from "../lint/witnesses";
import { isUnresolved } from "../policy/interpolation";

export interface AccessOptions {
  /** The account, 12 digits, that owns the key. */
  readonly owner: string;
  /** ARNs of the trails that use the key; logs are those of the first. @default those that the policy names */
  readonly trails?: readonly string[];
  /** Principals to list besides those that the policy names. @default none */
  readonly principals?: readonly string[];
  /** The policies beside the key policy, from `parseDocuments`. @default none is known */
  readonly documents?: Documents;
}

/** What a principal can do with the key. */
export interface AccessRow {
  /** As a policy would name it; `*` is nobody signed in. For an organization, its ID. */
  readonly principal: string;
  /** For CloudTrail: on behalf of which trail. Null for everybody else. */
  readonly trail: string | null;
  /** What the principal is in the table for. */
  readonly role:
    | "anonymous"
    | "named"
    | "organization"
    | "owner"
    | "someone of the owner"
    | "stranger"
    | "trail"
    | "strange trail";
  readonly can: Readonly<Record<AccessRight, Access>>;
  /** For each right that is `conditional`: the condition keys that decide. */
  readonly conditions: Readonly<Partial<Record<AccessRight, readonly string[]>>>;
  /** The policies that were not given and could change one of the rights. */
  readonly notKnown: readonly MissingDocument[];
}

/**
 * `with IAM`: if the caller's own IAM allows it too. `conditional`: a condition decides, on something that a request
 * may bring along or not, such as the address that it comes from. `unknown`: it depends on what is not resolved.
 */
export type Access = "yes" | "no" | "with IAM" | "conditional" | "unknown";

export const accessRights = [
  "encrypt",
  "decrypt logs",
  "decrypt anything else",
  "describe",
  "administer",
  "delete",
] as const;

export type AccessRight = (typeof accessRights)[number];

/**
 * Who can do what with a key: everybody whom its policy names, and beside them those whom no policy should let in.
 * A right counts as had where any of its actions is allowed.
 *
 * @param policy the policy's JSON, parsed
 */
export function accessTable(policy: unknown, options: AccessOptions): readonly AccessRow[] {
  const compiled = compileJson(policy);
  const { owner } = options;
  const named = [...new Set([...namedIn(compiled), ...(options.principals ?? [])])];
  const partition = partitionIn([...named, ...(options.trails ?? [])]);
  const trails = (options.trails ?? trailsIn(policy, partition, owner)).map(trailNamed);
  const texts = [...named, ...trails.map(({ arn }) => arn)].join(" ");
  const stranger = strangerAccount(new Set([owner, ...(texts.match(/\d{12}/g) ?? [])]));
  const arn = (account: string, rest: string): string => `arn:${partition}:iam::${account}:${rest}`;
  const logs = trails[0] ?? trailNamed(anyTrail(partition, owner));
  const questioner = new Questioner(compiled, options.documents ?? noDocuments, owner);
  const linted = lintedPolicy(policy).statements.filter(({ statement }) => statement.effect === "Allow");
  const objects = [...new Set(linted.flatMap((one) => valuesOn(one, s3Context)))];
  const organizations = [...new Set(linted.flatMap((one) => valuesOn(one, callersOrganization)))].filter(
    (id) => /^o-[a-z0-9]+$/.test(id),
  );
  const rowFor = (principal: string, role: AccessRow["role"], trail: Trail | null = null): AccessRow => ({
    principal,
    trail: trail?.arn ?? null,
    role,
    ...rightsOf(
      questioner,
      principal,
      trail === null
        ? withOwnContexts(asReader(logs, objectsOf(principal)), contextsOf(principal))
        : asCloudTrail(trail),
    ),
  });
  // A file of the caller's own account, where the policy tells accounts apart by the folder.
  const objectsOf = (principal: string): readonly string[] =>
    objects.map((text) => exampleOf(text, parseCaller(principal, partition)?.account ?? owner));
  // What a service encrypts comes with the context that its own statements ask for, such as a log group's ARN.
  const contextsOf = (principal: string): readonly Context[] =>
    isService({ principal })
      ? linted
          .filter((one) => namesService(one, principal))
          .map(encryptionContextOf)
          .filter((context) => Object.keys(context).length > 0)
      : [];
  const organizationRow = (id: string): AccessRow => {
    const member = arn(stranger, "role/anybody");
    const inOrganization: Context = { "aws:PrincipalOrgID": id };
    const { logs: ofLogs, else: others } = asReader(logs, objectsOf(member));
    const within = (contexts: readonly Context[]): readonly Context[] =>
      contexts.map((context) => ({ ...context, ...inOrganization }));
    return {
      principal: id,
      trail: null,
      role: "organization",
      ...rightsOf(questioner, member, { logs: within(ofLogs), else: within(others) }),
    };
  };
  const root = arn(owner, "root");
  const people = named.filter((name) => ![root, owner, "*", cloudTrail].includes(name));
  return [
    ...trails.map((trail) => rowFor(cloudTrail, "trail", trail)),
    rowFor(cloudTrail, "strange trail", trailNamed(anyTrail(partition, stranger))),
    rowFor(root, "owner"),
    ...people.map((name) => rowFor(name, "named")),
    ...organizations.map(organizationRow),
    rowFor(arn(owner, "role/anybody-else"), "someone of the owner"),
    rowFor(arn(stranger, "role/anybody"), "stranger"),
    rowFor("*", "anonymous"),
  ];
}

type Context = Readonly<Record<string, string>>;

/** The condition keys that come with a request: with a log's encryption context, with another, with none. */
interface Contexts {
  readonly logs: readonly Context[];
  readonly else: readonly Context[];
}

const otherData: Context = { "kms:EncryptionContext:purpose": "other" };

const s3Context = /^kms:encryptioncontext:aws:s3:arn$/i;

const callersOrganization = /^aws:principalorgid$/i;

/** An object, or a bucket, that a pattern covers. */
const exampleOf = (pattern: string, account: string): string =>
  pattern.replaceAll("${aws:PrincipalAccount}", account).replace(/\*/g, "x").replace(/\?/g, "a");

/** A log comes with what S3 says of the object too, where the policy asks for it. */
const asReader = (trail: Trail, objects: readonly string[]): Contexts => ({
  logs: [logOf(trail), ...objects.map((object) => ({ ...logOf(trail), [s3ContextKey]: object }))],
  else: [{}, otherData],
});

const withOwnContexts = (contexts: Contexts, own: readonly Context[]): Contexts => ({
  ...contexts,
  else: [...contexts.else, ...own],
});

/** An encryption context that a statement takes; that of a trail's logs is asked about anyway. */
const encryptionContextOf = ({ conditions }: LintedStatement): Context =>
  Object.fromEntries(
    conditions.flatMap(({ key, operator, values: [value] }) =>
      /^kms:encryptioncontext:(?!aws:cloudtrail:arn$)/i.test(key) &&
      operator?.negated === false &&
      operator.comparison.type !== "null" &&
      value !== undefined
        ? [[key, exampleOf(value.text, "")]]
        : [],
    ),
  );

const asCloudTrail = (trail: Trail): Contexts => ({
  logs: [cloudTrailFor(trail)],
  else: [onBehalfOf(trail), { ...onBehalfOf(trail), ...otherData }],
});

/** A request, and what is said of the caller's IAM. */
interface Question {
  readonly principal: string;
  readonly action: string;
  readonly context: Context;
}

/** The policies of one key, as they are or with open conditions. */
class Asked {
  private readonly index: StatementIndex;
  private concerned: { readonly principal: string; readonly policies: Map<Context, CompiledPolicy> };

  constructor(
    policy: CompiledPolicy,
    readonly documents: Documents,
    private readonly owner: string,
  ) {
    this.index = new StatementIndex(policy);
    this.concerned = { principal: "", policies: new Map() };
  }

  /** The statements that can have a say: in a policy for many callers, few of them. Questions come caller by caller. */
  policyFor(question: Question): CompiledPolicy {
    const { principal, context } = question;
    if (this.concerned.principal !== principal) this.concerned = { principal, policies: new Map() };
    const { policies } = this.concerned;
    const policy = policies.get(context) ?? this.index.concerning(question, this.owner);
    policies.set(context, policy);
    return policy;
  }

  /** Whether no statement that may be about the action looks at the request's context. */
  ignoresContext(question: Question): boolean {
    return this.policyFor(question).statements.every(
      ({ statement, actions, conditions }) =>
        (actions?.(question.action.toLowerCase()) === false && statement.malformed.length === 0) ||
        (conditions.length === 0 && !statement.resources?.values.some((value) => value.includes("${"))),
    );
  }

  authorize(question: Question, iamAllows: true | undefined): Authorization {
    const options = { owner: this.owner, ...(iamAllows && { iamAllows }) };
    return authorize(this.policyFor(question), question, this.documents, options);
  }
}

/** Asks about one key, in two ways: as the request is, and as it may be. */
class Questioner {
  private readonly told: Asked;
  private readonly open = new Map<boolean, Asked>();

  constructor(
    private readonly policy: CompiledPolicy,
    private readonly documents: Documents,
    private readonly owner: string,
  ) {
    this.told = new Asked(policy, documents, owner);
  }

  /** @param iamAllows undefined: the documents tell */
  asTold(question: Question, iamAllows?: true): Authorization {
    return this.told.authorize(question, iamAllows);
  }

  /** Conditions on what the request may bring along may hold. */
  asOpen(question: Question, iamAllows?: true): Authorization {
    return this.openFor(question.principal).authorize(question, iamAllows);
  }

  /** Whether a condition on what the request may bring along can change an answer. */
  mayBeOpen(questions: readonly Question[]): boolean {
    const { accounts } = this.documents;
    return (
      accounts.size > 0 ||
      questions.some((question) => hasOpenConditions(this.told.policyFor(question), isService(question)))
    );
  }

  /** The questions without those that ask the same again, in contexts that nothing looks at. */
  distinct(questions: readonly Question[]): readonly Question[] {
    const { accounts, grants } = this.documents;
    if (accounts.size > 0 || grants !== undefined) return questions;
    const asked = new Set<string>();
    return questions.filter((question) => {
      if (asked.has(question.action)) return false;
      const alike = questions.filter(({ action }) => action === question.action);
      if (alike.every((one) => this.told.ignoresContext(one))) asked.add(question.action);
      return true;
    });
  }

  /** The condition keys that decide. */
  openKeys(questions: readonly Question[]): readonly string[] {
    const keys = questions.flatMap((question) => {
      const asked = this.openFor(question.principal);
      return openKeys(asked.policyFor(question), asked.documents, question, this.owner);
    });
    return [...new Set(keys)].sort();
  }

  private openFor(principal: string): Asked {
    const service = isService({ principal });
    const asked =
      this.open.get(service) ??
      new Asked(
        withOpenConditions(this.policy, service),
        documentsWithOpenConditions(this.documents, service),
        this.owner,
      );
    this.open.set(service, asked);
    return asked;
  }
}

const isService = ({ principal }: Pick<Question, "principal">): boolean =>
  parseCaller(principal, "aws")?.type === "Service";

/** Without the caller's IAM, as the documents tell, and with it where they do not. */
type Ask = (question: Question, iamAllows?: true) => Authorization;

function rightsOf(
  questioner: Questioner,
  principal: string,
  contexts: Contexts,
): Pick<AccessRow, "can" | "conditions" | "notKnown"> {
  const all = [...contexts.logs, ...contexts.else];
  const conditions: Partial<Record<AccessRight, readonly string[]>> = {};
  const notKnown = new Map<string, MissingDocument>();
  const access = (right: AccessRight, actions: readonly string[], where: readonly Context[]): Access => {
    // Who cannot call can do nothing; who is not resolved yet may be anybody.
    if (!parseCaller(principal, "aws")) return isUnresolved(principal) ? "unknown" : "no";
    const questions = questioner.distinct(
      actions.flatMap((action) => where.map((context) => ({ principal, action, context }))),
    );
    const answer = (ask: Ask): Access => {
      const told = questions.map((question) => ask(question));
      const missing = told.flatMap((one) => one.notKnown);
      for (const document of missing) notKnown.set(JSON.stringify(document), document);
      if (told.some(({ verdict }) => verdict === "Allowed")) return "yes";
      const asksIam = missing.some(({ document }) => document === "identity-policies");
      const withIam = asksIam ? questions.map((question) => ask(question, true)) : told;
      if (withIam.some(({ verdict }) => verdict === "Allowed")) return "with IAM";
      return withIam.some(({ verdict }) => verdict === "Unknown") ? "unknown" : "no";
    };
    const told = answer((question, iam) => questioner.asTold(question, iam));
    if (told === "unknown" || !questioner.mayBeOpen(questions)) return told;
    const open = answer((question, iam) => questioner.asOpen(question, iam));
    if (open === told) return told;
    conditions[right] = questioner.openKeys(questions);
    return "conditional";
  };
  const can = {
    encrypt: access("encrypt", ["kms:GenerateDataKey", "kms:Encrypt"], all),
    "decrypt logs": access("decrypt logs", ["kms:Decrypt"], contexts.logs),
    "decrypt anything else": access("decrypt anything else", ["kms:Decrypt"], contexts.else),
    describe: access("describe", ["kms:DescribeKey"], contexts.else),
    administer: access("administer", ["kms:PutKeyPolicy", "kms:CreateGrant", "kms:DisableKey"], all),
    delete: access("delete", ["kms:ScheduleKeyDeletion"], contexts.else),
  };
  return { can, conditions, notKnown: [...notKnown.values()] };
}

const namedIn = ({ statements }: CompiledPolicy): readonly string[] =>
  statements.flatMap(({ expectedPrincipals }) => expectedPrincipals);

function partitionIn(texts: readonly string[]): string {
  const [, partition = "aws"] = /(?:^| )arn:([a-z0-9-]+):/.exec(texts.join(" ")) ?? [];
  return partition;
}

const anyTrail = (partition: string, account: string): string =>
  `arn:${partition}:cloudtrail:us-east-1:${account}:trail/any-trail`;

const trailsIn = (policy: unknown, partition: string, owner: string): readonly string[] =>
  trailsNamedIn(lintedPolicy(policy), { partition, id: owner }, true).map(({ arn }) => arn);
