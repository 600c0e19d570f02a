import fc from "fast-check";
import type { ConfigInput } from "../../lib/config/config-input";
import { parseConfig } from "../../lib/config/parse";
import { configInputs, hostileText } from "./arbitrary-config";

type Statement = NonNullable<NonNullable<ConfigInput["key"]>["statements"]>[number];
type Reader = NonNullable<ConfigInput["readers"]>[number];

/** Statements of any shape: some with a condition, some with numbers and booleans, some with text that looks like code. */
const ownStatements: fc.Arbitrary<readonly Statement[]> = fc.array(
  fc.record(
    {
      Sid: fc.constantFrom("Backup", "Own", "Café"),
      Effect: fc.constantFrom("Allow", "Deny"),
      Principal: fc.constantFrom<unknown>(
        "*",
        { AWS: "arn:aws:iam::111111111111:role/Backup" },
        { Service: ["a", "b"] },
      ),
      Action: fc.constantFrom<unknown>("kms:Encrypt", ["kms:Encrypt", "kms:Decrypt"], []),
      Resource: fc.constant("*"),
      Condition: fc.constantFrom<unknown>(
        { Bool: { "aws:SecureTransport": true } },
        { NumericLessThan: { "aws:MultiFactorAuthAge": 3600 } },
        { StringLike: { "aws:PrincipalTag/team": ["${aws:username}", "%{ if true }"] }, Null: {} },
      ),
      NotAction: hostileText(20),
    },
    { requiredKeys: ["Effect"] },
  ),
  { maxLength: 3 },
);

/** What a config may grant or say, apart from what it builds. */
interface Grants {
  readonly readers: readonly Reader[];
  readonly administrators: readonly string[];
  readonly encryptFor: NonNullable<ConfigInput["encryptFor"]>;
  readonly deliverFrom: NonNullable<ConfigInput["encryptFor"]>;
  readonly delegatedAdministrators: readonly string[];
  readonly statements: readonly Statement[];
}

const grantsOf = (input: ConfigInput): Grants => ({
  readers: input.readers ?? [],
  administrators: input.key?.administrators ?? [],
  encryptFor: input.encryptFor ?? [],
  deliverFrom: input.bucket?.deliverFrom ?? [],
  delegatedAdministrators: input.organization?.delegatedAdministrators ?? [],
  statements: input.key?.statements ?? [],
});

const withGrants = (input: ConfigInput, grants: Grants): ConfigInput => ({
  ...input,
  readers: grants.readers,
  encryptFor: grants.encryptFor,
  key: { ...input.key, administrators: grants.administrators, statements: grants.statements },
  ...(input.bucket && { bucket: { ...input.bucket, deliverFrom: grants.deliverFrom } }),
  ...(input.organization && {
    organization: { ...input.organization, delegatedAdministrators: grants.delegatedAdministrators },
  }),
});

const nothing: Grants = {
  readers: [],
  administrators: [],
  encryptFor: [],
  deliverFrom: [],
  delegatedAdministrators: [],
  statements: [],
};

const isValid = (input: ConfigInput): boolean => parseConfig(input).ok;

/** Configs of every kind with statements of their own; of some, one kind of grant alone is left. */
export const grantingInputs: fc.Arbitrary<ConfigInput> = fc
  .tuple(configInputs(), ownStatements, fc.option(fc.nat(), { nil: null, freq: 2 }))
  .map(([input, statements, only]) => {
    const all = { ...grantsOf(input), statements };
    if (only === null) return withGrants(input, all);
    const kinds = [...new Set(all.readers.map((reader) => Object.keys(reader)[0] ?? ""))];
    const left: readonly Partial<Grants>[] = [
      ...Object.entries(all).map(([name, value]) => ({ [name]: value })),
      ...kinds.map((kind) => ({ readers: all.readers.filter((reader) => kind in reader) })),
    ];
    const alone = withGrants(input, { ...nothing, ...left[only % left.length] });
    // An account in which nothing is built any more must not be named.
    return isValid(alone) ? alone : withGrants(input, all);
  })
  .filter(isValid)
  // With readers of another kind it builds no roles alone, which is another module.
  .filter((input) => !buildsRoles(input) || buildsNothingElse(input));

/** A config with some of the grants that it may have, in any order. */
export const withSomeGrants = (input: ConfigInput): fc.Arbitrary<ConfigInput> =>
  fc
    .record({
      readers: shuffledSome(
        everyReader(input).filter((reader) => !buildsRoles(input) || "assumableRole" in reader),
      ),
      administrators: shuffledSome(
        buildsRoles(input)
          ? []
          : ["role/KeyAdmin", "user/team/Zoe", "role/aAdmin"].map((name) => arnInKeyAccount(input, name)),
      ),
      encryptFor: shuffledSome(buildsRoles(input) ? [] : trails),
      deliverFrom: shuffledSome(trails),
      delegatedAdministrators: shuffledSome(["666666666666", "555555555555"]),
      statements: buildsRoles(input) ? fc.constant([]) : ownStatements,
      prefix: fc.constantFrom(null, "team/audit"),
      tags: fc.constantFrom<Readonly<Record<string, string>>>({}, { owner: "security", "a b": "${x}" }),
      rotationDays: fc.constantFrom(90, 365),
      description: fc.constantFrom(null, "", 'a "key" for ${logs}'),
    })
    .map(({ prefix, tags, rotationDays, description, ...grants }) => {
      const built =
        input.organization === undefined || input.trail === false
          ? { ...grants, delegatedAdministrators: [] }
          : grants;
      const granting = withGrants(input, built);
      return {
        ...granting,
        tags,
        ...(granting.bucket && { bucket: { ...granting.bucket, prefix } }),
        key: { ...granting.key, ...(input.key?.existing ? {} : { rotationDays, description }) },
      };
    })
    .filter(isValid);

/** Whether it is a config of roles alone, which stays one. */
const buildsRoles = ({ trail, key }: ConfigInput): boolean => trail === false && key?.existing != null;

function buildsNothingElse(input: ConfigInput): boolean {
  const { readers, administrators, encryptFor, statements } = grantsOf(input);
  return (
    administrators.length + encryptFor.length + statements.length === 0 &&
    readers.every((reader) => "assumableRole" in reader)
  );
}

const shuffledSome = <T>(items: readonly T[]): fc.Arbitrary<T[]> => fc.shuffledSubarray([...items]);

const trails = [
  "777777777777",
  "arn:aws:cloudtrail:us-east-1:888888888888:trail/theirs",
  "666666666666",
  "arn:aws:cloudtrail:eu-west-1:555555555555:trail/b",
];

const keyAccount = ({ account, accounts, key }: ConfigInput): string =>
  key?.existing?.split(":")[4] ?? accounts?.[key?.account ?? ""] ?? account ?? "111111111111";

const arnInKeyAccount = (input: ConfigInput, name: string): string =>
  `arn:aws:iam::${keyAccount(input)}:${name}`;

const everyReader = (input: ConfigInput): readonly Reader[] => [
  { user: "Zoe" },
  { user: "team/Bob" },
  { role: "Auditor" },
  { role: arnInKeyAccount(input, "role/Forensics") },
  { user: arnInKeyAccount(input, "user/Ann") },
  { account: "777777777777" },
  // The bucket's owner or the provider's account, where the key is elsewhere.
  ...(input.account !== undefined && input.account !== keyAccount(input)
    ? [{ account: input.account ?? "" }]
    : []),
  { account: "666666666666" },
  { assumableRole: { name: "Plain", trustedAccounts: ["888888888888", "777777777777"] } },
  {
    assumableRole: {
      name: "Vendor",
      trustedAccounts: ["999999999999"],
      externalId: "a:b/c=d",
      path: "/audit/",
      permissionsBoundary: `arn:aws:iam::${input.key?.existing ? (input.account ?? "") : keyAccount(input)}:policy/Limit`,
    },
  },
  { permissionSet: "AuditSet" },
  { permissionSet: "Aa" },
  ...(input.organization === undefined ? [] : [{ organization: input.organization.id }]),
  ...(input.organization === undefined
    ? []
    : [{ organization: input.organization.id, only: "own" as const }]),
];

/**
 * A module for others that builds the same, from a config with other values and hardly a grant: what a module holds
 * must not depend on them.
 */
export function exampleOf(input: ConfigInput): ConfigInput {
  const { key, bucket } = input;
  const named = new Set(Object.values(input.accounts ?? {}));
  const readers = grantsOf(input).readers.filter(
    (reader) =>
      ("assumableRole" in reader && reader.assumableRole.account !== undefined) ||
      ("account" in reader && named.has(reader.account)),
  );
  const built = {
    ...without(input, "tags"),
    key: without(key ?? {}, "description", "rotationDays"),
    ...(bucket && { bucket: { ...without(bucket, "prefix"), name: "example-logs" } }),
  };
  const example = withGrants(built as ConfigInput, { ...nothing, readers });
  // Every account is another: its digits are counted up.
  const text = JSON.stringify({ ...example, module: { variables: "all" } });
  return JSON.parse(
    text.replace(/\b\d{12}\b/g, (id) => id.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10))),
  ) as ConfigInput;
}

const without = (options: object, ...names: readonly string[]): object =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name)));
