import { compileJson, evaluate } from "../evaluate/evaluate";
import type { CompiledPolicy } from "../evaluate/compile-policy";
import { parseCaller } from "../evaluate/caller";
import type { Verdict } from "../evaluate/decision";
import { cloudTrailFor, logOf, onBehalfOf, strangerAccount, trailNamed } from "../expectations/requests";
import { cloudTrail } from "../policy/cloudtrail";
import type { Trail } from "../expectations/requests";
import { lintedPolicy } from "../lint/linted-policy";
import { trailsNamedIn } from "../lint/trails";
import { isUnresolved } from "../policy/interpolation";

export interface AccessOptions {
  /** The account, 12 digits, that owns the key. */
  readonly owner: string;
  /** ARNs of the trails that use the key; logs are those of the first. @default those that the policy names */
  readonly trails?: readonly string[];
  /** Principals to list besides those that the policy names. @default none */
  readonly principals?: readonly string[];
}

/** What a principal can do with the key. */
export interface AccessRow {
  /** As a policy would name it; `*` is nobody signed in. */
  readonly principal: string;
  /** For CloudTrail: on behalf of which trail. Null for everybody else. */
  readonly trail: string | null;
  /** What the principal is in the table for. */
  readonly role:
    "anonymous" | "named" | "owner" | "someone of the owner" | "stranger" | "trail" | "strange trail";
  readonly can: Readonly<Record<AccessRight, Access>>;
}

/** `with IAM`: if the caller's own IAM allows it too. `unknown`: it depends on what is not resolved. */
export type Access = "yes" | "no" | "with IAM" | "unknown";

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
 * A right counts as had where any of its actions is allowed; conditions on anything but logs and trails, such as
 * the address that a request comes from, count as not met.
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
  const rowFor = (principal: string, role: AccessRow["role"], trail: Trail | null = null): AccessRow => ({
    principal,
    trail: trail?.arn ?? null,
    role,
    can: rightsOf(compiled, owner, principal, trail === null ? asReader(logs) : asCloudTrail(trail)),
  });
  const root = arn(owner, "root");
  const people = named.filter((name) => ![root, owner, "*", cloudTrail].includes(name));
  return [
    ...trails.map((trail) => rowFor(cloudTrail, "trail", trail)),
    rowFor(cloudTrail, "strange trail", trailNamed(anyTrail(partition, stranger))),
    rowFor(root, "owner"),
    ...people.map((name) => rowFor(name, "named")),
    rowFor(arn(owner, "role/anybody-else"), "someone of the owner"),
    rowFor(arn(stranger, "role/anybody"), "stranger"),
    rowFor("*", "anonymous"),
  ];
}

type Context = Readonly<Record<string, string>>;

/** The condition keys that come with a request: with a log's encryption context, with another, with none. */
interface Contexts {
  readonly logs: Context;
  readonly else: readonly Context[];
}

const otherData: Context = { "kms:EncryptionContext:purpose": "other" };

const asReader = (trail: Trail): Contexts => ({ logs: logOf(trail), else: [{}, otherData] });

const asCloudTrail = (trail: Trail): Contexts => ({
  logs: cloudTrailFor(trail),
  else: [onBehalfOf(trail), { ...onBehalfOf(trail), ...otherData }],
});

function rightsOf(
  policy: CompiledPolicy,
  owner: string,
  principal: string,
  contexts: Contexts,
): AccessRow["can"] {
  const all = [contexts.logs, ...contexts.else];
  const access = (actions: readonly string[], where: readonly Context[]): Access => {
    // Who cannot call can do nothing; who is not resolved yet may be anybody.
    if (!parseCaller(principal, "aws")) return isUnresolved(principal) ? "unknown" : "no";
    const verdicts = (iamAllows: boolean): readonly Verdict[] =>
      actions.flatMap((action) =>
        where.map(
          (context) => evaluate(policy, { principal, action, context }, { owner, iamAllows }).verdict,
        ),
      );
    if (verdicts(false).includes("Allowed")) return "yes";
    const withIam = verdicts(true);
    if (withIam.includes("Allowed")) return "with IAM";
    return withIam.includes("Unknown") ? "unknown" : "no";
  };
  return {
    encrypt: access(["kms:GenerateDataKey", "kms:Encrypt"], all),
    "decrypt logs": access(["kms:Decrypt"], [contexts.logs]),
    "decrypt anything else": access(["kms:Decrypt"], contexts.else),
    describe: access(["kms:DescribeKey"], contexts.else),
    administer: access(["kms:PutKeyPolicy", "kms:CreateGrant", "kms:DisableKey"], all),
    delete: access(["kms:ScheduleKeyDeletion"], contexts.else),
  };
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
