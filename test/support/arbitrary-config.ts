import * as fc from "fast-check";
import type { ConfigInput } from "../../lib/config/config-input";
import { parseConfig } from "../../lib/config/parse";
import { asControlTower } from "./as-control-tower";

/** Regions of several partitions. */
const places = [
  { partition: "aws", regions: ["us-east-1", "eu-central-1", "ap-southeast-7"] },
  { partition: "aws-cn", regions: ["cn-north-1", "cn-northwest-1"] },
  { partition: "aws-us-gov", regions: ["us-gov-west-1", "us-gov-east-1"] },
  { partition: "aws-iso", regions: ["us-iso-east-1"] },
  { partition: "aws-eusc", regions: ["eusc-de-east-1"] },
] as const;

const accounts = ["111111111111", "222222222222", "333333333333", "012345678901", "999999999999"] as const;
type Account = (typeof accounts)[number];

/** What the places of a config agree on. */
interface Setting {
  readonly partition: string;
  readonly region: string;
  /** Whether account and Region stand in the config or are the provider's. */
  readonly account: Account | null;
  readonly regionKnown: boolean;
  readonly trail: "own bucket" | "existing bucket" | "none" | "none, bucket known";
  readonly adopted: Account | null;
  /** Further accounts that the deployment is signed in to. */
  readonly further: Readonly<Record<string, Account>>;
  readonly keyIn: string | null;
  readonly bucketIn: string | null;
  readonly organization: "none" | "managed here" | "managed elsewhere";
}

/** Text that a careless emitter would run as code, break a line with, or lose. */
const hostilePieces = [
  '"',
  "\\",
  '${file("x")}',
  "%{ if true }",
  "$${",
  "%%{",
  "$",
  "%",
  "{",
  "}",
  "\n",
  "\r\n",
  "\t",
  "'",
  "`",
  "#",
  "//",
  "/*",
  "<<EOT",
  "😀",
  "\u202e",
  "\u200f",
  "é",
  "\u2028",
  "null",
  "${TfToken[TOKEN.0]}",
  "{{name}}",
  "&amp;",
  "<b>",
] as const;

/** Free text of 1 to `maxLength` characters, hostile pieces among ordinary ones. */
export function hostileText(maxLength: number): fc.Arbitrary<string> {
  return fc
    .array(
      fc.oneof(
        fc.constantFrom(...hostilePieces),
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }),
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((pieces) => Array.from(pieces.join("")).slice(0, maxLength).join(""));
}

const characters = (from: string): fc.Arbitrary<string> => fc.constantFrom(...Array.from(from));

const wordsJoinedBy = (separators: string, letters: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.string({ unit: characters(letters), minLength: 3, maxLength: 8 }),
      fc.array(
        fc.tuple(
          characters(separators),
          fc.string({ unit: characters(letters), minLength: 1, maxLength: 8 }),
        ),
        {
          maxLength: 3,
        },
      ),
    )
    .map(([first, rest]) => first + rest.map(([separator, word]) => separator + word).join(""));

const lower = "abcdefghijklmnopqrstuvwxyz0123456789";
const letters = `${lower}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;
const trailNames = wordsJoinedBy("._-", letters);
const aliases = wordsJoinedBy("/_-", letters).filter((alias) => !/^(aws|alias\/)/.test(alias));
const plainNames = wordsJoinedBy("_-", letters).filter((name) => !name.startsWith("aws"));
const bucketNames = wordsJoinedBy("-", lower).filter(
  (name) => !/^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|--x-s3|--table-s3)$/.test(name),
);
const prefixes = fc.option(fc.constantFrom("logs", "team/audit", "org=1/trail logs", "a.b_c-(d)'e!"), {
  nil: null,
});
const iamNames = fc.string({ unit: characters(`${letters}_+=,.@-`), minLength: 1, maxLength: 20 });
const paths = fc.constantFrom("", "", "team/", "aws-reserved/sso.amazonaws.com/");

const settings: fc.Arbitrary<Setting> = fc
  .constantFrom(...places)
  .chain(({ partition, regions }) =>
    fc.record({
      partition: fc.constant(partition),
      region: fc.constantFrom(...regions),
      account: fc.option(fc.constantFrom(...accounts), { nil: null }),
      regionKnown: fc.boolean(),
      trail: fc.constantFrom("own bucket", "own bucket", "existing bucket", "none", "none, bucket known"),
      adopted: fc.option(fc.constantFrom(...accounts), { nil: null, freq: 4 }),
      further: fc.constantFrom<Setting["further"]>(
        {},
        {},
        { log_archive: accounts[2] },
        { audit: accounts[1], log_archive: accounts[2] },
      ),
      keyIn: fc.constantFrom(null, "log_archive", "audit"),
      bucketIn: fc.constantFrom(null, "log_archive", "audit"),
      organization: fc.constantFrom("none", "none", "managed here", "managed elsewhere"),
    }),
  )
  .map(settled);

/** What does not go together is left out: two names for one account, a name that is not there, nobody's organization. */
function settled(setting: Setting): Setting {
  const further = Object.fromEntries(
    Object.entries(setting.further).filter(([, id]) => id !== setting.account),
  );
  const known = (name: string | null): string | null => (name !== null && name in further ? name : null);
  return {
    ...setting,
    further,
    keyIn: setting.adopted === null ? known(setting.keyIn) : null,
    bucketIn: setting.trail === "own bucket" ? known(setting.bucketIn) : null,
    organization:
      setting.organization === "managed here" && setting.account === null ? "none" : setting.organization,
  };
}

const elsewhereManaged = "000000000001";

function organizations({ organization, trail }: Setting): fc.Arbitrary<ConfigInput["organization"]> {
  if (organization === "none") return fc.constant(undefined);
  const common = {
    id: fc.constantFrom("o-abcd123456", "o-0123456789abcdefghijklmnopqrstuv"),
    trustedAccess: fc.constantFrom("check", "assume" as const),
  };
  return organization === "managed elsewhere"
    ? fc.record({ ...common, managementAccount: fc.constant(elsewhereManaged) })
    : fc.record({
        ...common,
        delegatedAdministrators: trail.startsWith("none")
          ? fc.constant([])
          : fc.constantFrom([], ["000000000002"], ["000000000003", "000000000002"]),
      });
}

/** The account of the key, where the config says it. */
const keyAccountOf = ({ adopted, account, further, keyIn }: Setting): Account | null =>
  adopted ?? (keyIn === null ? account : (further[keyIn] ?? null));

const accountsBeside = (
  taken: readonly (Account | null)[],
  minLength: number,
): fc.Arbitrary<readonly Account[]> =>
  fc.uniqueArray(fc.constantFrom(...accounts.filter((account) => !taken.includes(account))), {
    minLength,
    maxLength: 2,
  });

/** Valid configs of every kind: styles, keys, buckets, readers, partitions, and hostile text where text is free. */
export function configInputs(): fc.Arbitrary<ConfigInput> {
  return settings.chain((setting) =>
    fc
      .record({
        name: plainNames,
        trailName: fc.option(trailNames, { nil: undefined }),
        trail: fc.record(
          { multiRegion: fc.boolean(), logFileValidation: fc.boolean() },
          { requiredKeys: [] },
        ),
        principals: principals(setting),
        key: setting.adopted === null ? createdKeys(setting) : adoptedKeys(setting, setting.adopted),
        style: fc.constantFrom("strict", "aws-docs", "console" as const),
        bucket: buckets(setting),
        encryptFor: sources(setting),
        events: fc.constantFrom(...eventChoices),
        organization: organizations(setting),
        monitoring: monitoring(setting),
        protect: fc.boolean(),
        variables: fc.constantFrom("config", "config", "all" as const),
        provider: providers,
        tags: tags(setting.trail.startsWith("none") ? 0 : 1),
      })
      .map(
        ({
          name,
          trailName,
          trail,
          principals: { readers, administrators },
          key,
          style,
          bucket,
          encryptFor,
          events,
          organization,
          monitoring: { logGroup, notifications },
          protect,
          variables,
          provider,
          tags,
        }) => ({
          name,
          ...(setting.account === null ? {} : { account: setting.account }),
          ...(setting.regionKnown ? { region: setting.region } : {}),
          ...(Object.keys(setting.further).length > 0 ? { accounts: setting.further } : {}),
          ...(organization === undefined ? {} : { organization }),
          ...(setting.trail.startsWith("none")
            ? { trail: false as const }
            : {
                trail: { ...trail, ...(trailName === undefined ? {} : { name: trailName }) },
                ...(events && { events }),
              }),
          key: { ...key, style, administrators, ...(setting.keyIn && { account: setting.keyIn }) },
          ...(bucket === undefined
            ? {}
            : { bucket: { ...bucket, ...(setting.bucketIn && { account: setting.bucketIn }) } }),
          ...(logGroup === undefined ? {} : { logGroup }),
          ...(notifications === undefined ? {} : { notifications }),
          protect,
          ...(variables === "all" ? { module: { variables } } : {}),
          ...(provider === undefined ? {} : { provider: { aws: provider } }),
          encryptFor,
          readers: readers.map((reader) =>
            "organization" in reader && organization ? { ...reader, organization: organization.id } : reader,
          ),
          tags,
        }),
      )
      .chain((input: ConfigInput) => fc.boolean().map((watched) => (watched ? withAlarms(input) : input)))
      .chain((input: ConfigInput) => fc.nat(5).map((turn) => (turn === 0 ? asControlTower(input) : input))),
  );
}

const eventChoices: readonly ConfigInput["events"][] = [
  undefined,
  undefined,
  { management: "write", insights: ["apiErrorRate", "apiCallRate"] },
  { excludeManagementSources: ["kms.amazonaws.com"], data: [{ s3: "all", access: "write" }] },
  {
    data: [{ s3: ["some.bucket"] }, { lambda: ["pay"] }, { dynamodb: "all", access: "read" }],
    advanced: [
      {
        Name: "${hostile} %{ name }",
        FieldSelectors: [
          { Field: "eventCategory", Equals: ["Data"] },
          { Field: "resources.type", Equals: ["AWS::SQS::Queue"] },
          { Field: "resources.ARN", NotEndsWith: ["${x}", '"'], EndsWith: [":payments"] },
        ],
      },
    ],
  },
];

const createdKeys = (setting: Setting): fc.Arbitrary<NonNullable<ConfigInput["key"]>> =>
  fc
    .record(
      {
        alias: aliases,
        description: hostileText(200),
        rotationDays: fc.integer({ min: 90, max: 2560 }),
        deletionWindowDays: fc.integer({ min: 7, max: 30 }),
        multiRegion: fc.boolean(),
      },
      { requiredKeys: [] },
    )
    .chain((key) =>
      key.multiRegion === true
        ? replicasBeside(setting).map((replicas) => ({ ...key, ...(replicas && { replicas }) }))
        : fc.constant(key),
    );

/** Other Regions of the key's partition. */
const replicasBeside = ({ partition, region }: Setting): fc.Arbitrary<readonly string[] | undefined> =>
  fc.option(
    fc.subarray(
      places
        .flatMap((place) => (place.partition === partition ? place.regions : []))
        .filter((other) => other !== region),
    ),
    { nil: undefined },
  );

/** The last is from before an argument for the Region. */
const providers = fc.constantFrom(undefined, undefined, ">= 6.0", ">= 6.40, != 6.41.0", "~> 5.70");

function adoptedKeys(setting: Setting, account: Account): fc.Arbitrary<ConfigInput["key"]> {
  const hex = (length: number): fc.Arbitrary<string> =>
    fc.string({ unit: characters("0123456789abcdef"), minLength: length, maxLength: length });
  const ids = fc.oneof(
    fc.tuple(hex(8), hex(4), hex(4), hex(4), hex(12)).map((parts) => parts.join("-")),
    hex(32).map((id) => `mrk-${id}`),
  );
  return fc.tuple(ids, fc.boolean()).map(([id, handedOver]) => ({
    existing: `arn:${setting.partition}:kms:${setting.region}:${account}:key/${id}`,
    handedOver,
  }));
}

function buckets(setting: Setting): fc.Arbitrary<ConfigInput["bucket"]> {
  if (setting.trail === "none") return fc.constant(undefined);
  const common = {
    name: bucketNames,
    prefix: prefixes,
    bucketKey: fc.boolean(),
    deliverFrom: sources(setting),
  };
  if (setting.trail === "own bucket") {
    return fc
      .tuple(fc.record(common, { requiredKeys: ["name"] }), retentions)
      .map(([bucket, retention]) => ({ ...bucket, ...retention }));
  }
  // A known Region of key or trail is the bucket's as well.
  return fc.record(
    {
      ...common,
      existing: fc.constant(true),
      handedOver: fc.boolean(),
      account: fc.constantFrom(null, ...accounts),
      region: fc.constantFrom(null, setting.region),
    },
    { requiredKeys: ["name", "existing"] },
  );
}

const days = fc.constantFrom(null, 1, 90, 36_500);

/** How long logs are kept and locked, so that nothing in it contradicts the rest, and where access is logged. */
const retentions: fc.Arbitrary<Partial<NonNullable<ConfigInput["bucket"]>>> = fc.record(
  {
    lifecycle: fc.record({
      glacierAfterDays: days.map((number) => number && Math.min(number, 400)),
      expireAfterDays: fc.constantFrom(null, 500, 36_500),
      noncurrentExpireAfterDays: days,
      abortUploadsAfterDays: fc.integer({ min: 1, max: 36_500 }),
    }),
    objectLock: fc.oneof(
      fc.record({ mode: fc.constant("governance" as const), days: fc.integer({ min: 1, max: 500 }) }),
      fc.record({
        mode: fc.constant("compliance" as const),
        days: fc.integer({ min: 1, max: 500 }),
        confirm: fc.constant("compliance" as const),
      }),
    ),
    accessLog: fc.record({
      // A name that the log bucket does not have.
      bucket: fc.constant("central-access-logs-that-are-of-the-whole-organization"),
      prefix: fc.constantFrom("", "trail", "trail/"),
    }),
  },
  { requiredKeys: [] },
);
/** A log group and a topic, of every kind, for about half of the trails. */
function monitoring(setting: Setting): fc.Arbitrary<Pick<ConfigInput, "logGroup" | "notifications">> {
  if (setting.trail.startsWith("none")) return fc.constant({});
  const { partition, region, account, adopted, keyIn } = setting;
  const own = account ?? "444444444444";
  const role = `arn:${partition}:iam::${own}:role/to-log-group`;
  const key = `arn:${partition}:kms:${region}:${own}:key/00000000-0000-4000-8000-000000000000`;
  const isKeyHere = keyIn === null && (adopted === null || account === null || adopted === account);
  const group = `arn:${partition}:logs:${region}:${own}:log-group:central/audit`;
  return fc.record(
    {
      logGroup: fc.oneof(
        fc.constantFrom<NonNullable<ConfigInput["logGroup"]>>(
          true,
          false,
          { existing: group, role },
          { existing: `${group}:*`, role },
        ),
        fc.record(
          {
            name: fc.constantFrom("/audit", "a.b#c"),
            retentionDays: fc.constantFrom(0, 1, 365, 3653),
            key: fc.constantFrom(...(isKeyHere ? ["this"] : []), "own", key),
            role: fc.constant(role),
          },
          { requiredKeys: [] },
        ),
      ),
      notifications: fc.constantFrom<NonNullable<ConfigInput["notifications"]>>(
        true,
        { name: "audit_Topic-1" },
        { existing: `arn:${partition}:sns:${region}:${own}:central` },
        { existing: `arn:${partition}:sns:${region}:555555555555:central`, key: "alias/central" },
      ),
    },
    { requiredKeys: [] },
  );
}

/** With alarms, those of the CIS benchmark too where there is a log group; as it is where something of it contradicts them. */
function withAlarms(input: ConfigInput): ConfigInput {
  const profile = (input.logGroup ?? false) === false ? "none" : "cis";
  const watched: ConfigInput = { ...input, alarms: true, profile };
  const parsed = parseConfig(watched);
  return parsed.ok ? watched : input;
}

/** Further trails, by account or by ARN, each written bare or with its key; never this trail's own account. */
function sources(setting: Setting): fc.Arbitrary<NonNullable<ConfigInput["encryptFor"]>> {
  return accountsBeside([setting.account], 0).chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.tuple(fc.boolean(), fc.boolean(), trailNames).map(([whole, bare, name]) => {
          const arn = `arn:${setting.partition}:cloudtrail:${setting.region}:${id}:trail/${name}`;
          if (whole) return bare ? id : { account: id };
          return bare ? arn : { trail: arn };
        }),
      ),
    ),
  );
}

type Readers = NonNullable<ConfigInput["readers"]>;

/** Readers and administrators, whose names are shared out so that none is named twice. */
function principals(
  setting: Setting,
): fc.Arbitrary<{ readonly readers: Readers; readonly administrators: readonly string[] }> {
  const keyAccount = keyAccountOf(setting);
  const arnOf = (kind: string, name: string): string =>
    `arn:${setting.partition}:iam::${keyAccount ?? "444444444444"}:${kind}/${name}`;
  // IAM does not tell names apart by case.
  const distinctNames = fc.uniqueArray(iamNames, { maxLength: 7, selector: (name) => name.toLowerCase() });
  const named = distinctNames.chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.record({
          name: fc.constant(name),
          path: paths,
          as: fc.constantFrom(
            "user",
            "role",
            "user ARN",
            "role ARN",
            "assumableRole",
            "assumableRole",
            "permission set",
            "administrator" as const,
          ),
          trusted: accountsBeside([setting.account, ...Object.values(setting.further)], 1),
          inAccount: fc.constantFrom(undefined, ...Object.keys(setting.further)),
          externalId: fc.constantFrom(undefined, undefined, "trailkey-7f3a", "a:b/c=d"),
          rolePath: fc.constantFrom(undefined, undefined, "/", "/audit/logs/"),
        }),
      ),
    ),
  );
  const members = fc.constantFrom("nothing", "nothing", "all logs", "their own logs");
  return fc.tuple(named, accountsBeside([keyAccount], 0), members).map(([people, ids, read]) => ({
    readers: [
      ...people.flatMap(({ name, path, as, trusted, inAccount, externalId, rolePath }): Readers => {
        switch (as) {
          case "user":
            return [{ user: path + name }];
          case "role":
            return [{ role: path + name }];
          case "user ARN":
            return [{ user: arnOf("user", path + name) }];
          case "role ARN":
            return [{ role: arnOf("role", path + name) }];
          case "assumableRole":
            return [
              {
                assumableRole: {
                  name,
                  trustedAccounts: trusted,
                  ...(inAccount !== undefined && { account: inAccount }),
                  ...(externalId !== undefined && { externalId }),
                  ...(rolePath !== undefined && { path: rolePath }),
                },
              },
            ];
          case "permission set":
            return [{ permissionSet: name }];
          case "administrator":
            return [];
        }
      }),
      ...ids.map((account) => ({ account })),
      ...(setting.organization === "none" ||
      read === "nothing" ||
      (read === "their own logs" && setting.trail === "none")
        ? []
        : [{ organization: "o-abcd123456", ...(read === "their own logs" && { only: "own" as const }) }]),
    ],
    administrators: people
      .filter(({ as }) => as === "administrator")
      .map(({ name, path }) => arnOf("role", path + name)),
  }));
}

function tags(minLength: number): fc.Arbitrary<Readonly<Record<string, string>>> {
  const values = fc.oneof(hostileText(256), fc.constant(minLength === 0 ? "" : "x"));
  return fc
    .dictionary(hostileText(128), values, { maxKeys: 4 })
    .map((entries) =>
      Object.fromEntries(
        Object.entries(entries).filter(([key]) => !/^aws:/i.test(key) && key !== "__proto__"),
      ),
    );
}
