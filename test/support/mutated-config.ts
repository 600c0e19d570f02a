import * as fc from "fast-check";
import { configInputs } from "./arbitrary-config";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Valid configs in which one to three values, keys or characters were changed. */
export const mutatedConfigs = (): fc.Arbitrary<Json> =>
  fc.tuple(configInputs(), fc.array(changes, { minLength: 1, maxLength: 3 })).map(([input, steps]) => {
    const config = JSON.parse(JSON.stringify(input)) as Json;
    return steps.reduce(changed, config);
  });

/** What happens to one of the values of a config, of which `at` chooses one. */
type Change = { readonly at: number } & (
  | { readonly kind: "replace"; readonly by: Json }
  | { readonly kind: "remove" | "double" }
  | { readonly kind: "insert"; readonly text: string; readonly offset: number }
  | { readonly kind: "set"; readonly key: string; readonly value: Json }
);

const at = fc.nat();
/** Values that are right somewhere, and wrong at most places. */
const values = fc.constantFrom<Json>(
  null,
  true,
  false,
  "",
  0,
  90.5,
  7,
  "us-east-1",
  "111111111111",
  111111111111,
  "org-audit",
  "arn:aws:iam::111111111111:role/Auditor",
  "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  "arn:aws:cloudtrail:us-east-1:222222222222:trail/audit",
  "strict",
  [],
  {},
  ["222222222222"],
  { name: "org-audit" },
  { account: "222222222222" },
  { user: "Bob" },
  { assumableRole: { name: "R", trustedAccounts: [] } },
  "log_archive",
  { log_archive: "333333333333" },
  { id: "o-abcd123456" },
  "control-tower",
  ["eu-west-1"],
  ">= 6.40",
  "< 5.0",
  "arn:aws:kms:us-east-1:111111111111:key/mrk-1234abcd12ab34cd56ef1234567890ab",
  { id: "o-abcd123456", delegatedAdministrators: ["222222222222"] },
  { organization: "o-abcd123456", only: "own" },
  { permissionSet: "Auditor" },
  { assumableRole: { name: "R", trustedAccounts: ["222222222222"], externalId: "e-1", path: "/a/" } },
);
const keys = fc.constantFrom(
  ...[
    "name",
    "account",
    "region",
    "trail",
    "key",
    "bucket",
    "readers",
    "tags",
    "alias",
    "existing",
    "handedOver",
    "accounts",
    "organization",
    "preset",
    "managementAccount",
    "delegatedAdministrators",
    "externalId",
    "path",
  ],
  ...[
    "user",
    "role",
    "rotationDays",
    "prefix",
    "multiRegion",
    "$schema",
    "__proto__",
    "constructor",
    "AWS:x",
    "bucketKey",
    "replicas",
    "provider",
    "aws",
  ],
);

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ at, kind: fc.constant("replace" as const), by: values }),
  fc.record({ at, kind: fc.constantFrom("remove" as const, "double" as const) }),
  fc.record({
    at,
    kind: fc.constant("insert" as const),
    text: fc.constantFrom(
      "",
      " ",
      "\n",
      "/",
      ":",
      "-",
      ".",
      "..",
      "*",
      "é",
      "😀",
      "aws",
      "A",
      "0",
      "x".repeat(70),
      "x".repeat(300),
    ),
    offset: fc.nat(),
  }),
  fc.record({ at, kind: fc.constant("set" as const), key: keys, value: values }),
);

type Path = readonly (string | number)[];

function changed(config: Json, change: Change): Json {
  const paths = pathsIn(config).filter((path) => fits(change, valueAt(config, path)));
  const path = paths[change.at % paths.length];
  if (path === undefined) return config;
  if (change.kind !== "remove" && change.kind !== "double") {
    return replaced(config, path, mutated(valueAt(config, path), change));
  }
  const [parent, key] = [path.slice(0, -1), path.at(-1) ?? ""];
  return replaced(config, parent, without(valueAt(config, parent), key, change.kind === "double"));
}

function fits({ kind }: Change, value: Json | undefined): boolean {
  if (kind === "insert") return typeof value === "string";
  return kind !== "set" || isObject(value);
}

function mutated(value: Json | undefined, change: Change): Json {
  if (change.kind === "replace") return change.by;
  if (change.kind === "set" && isObject(value))
    return own([...Object.entries(value), [change.key, change.value]]);
  if (change.kind !== "insert" || typeof value !== "string") return value ?? null;
  const offset = change.offset % (value.length + 1);
  // Nothing to insert: one character goes.
  return value.slice(0, offset) + change.text + value.slice(offset + (change.text === "" ? 1 : 0));
}

function without(value: Json | undefined, key: string | number, doubled: boolean): Json {
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return list.flatMap((item, index) => (index === key ? (doubled ? [item, item] : []) : [item]));
  }
  if (!isObject(value) || doubled) return value ?? null;
  return own(Object.entries(value).filter(([name]) => name !== key));
}

const isObject = (value: Json | undefined): value is Readonly<Record<string, Json>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** With `__proto__` as a key like any other. */
const own = (entries: readonly (readonly [string, Json])[]): Json => Object.fromEntries(entries);

const valueAt = (value: Json, path: Path): Json | undefined =>
  path.reduce<Json | undefined>(
    (part, step) => (part as Readonly<Record<string | number, Json>> | undefined)?.[step],
    value,
  );

function replaced(value: Json, path: Path, by: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return by;
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item, index) =>
      index === step ? replaced(item, rest, by) : item,
    );
  }
  if (!isObject(value)) return value;
  return own(
    Object.entries(value).map(([key, item]) => [key, key === step ? replaced(item, rest, by) : item]),
  );
}

/** Every path in a value, those of lists and sections and the value's own included. */
function pathsIn(value: Json): readonly Path[] {
  const members: readonly (readonly [string | number, Json])[] = Array.isArray(value)
    ? (value as readonly Json[]).map((item, index) => [index, item])
    : isObject(value)
      ? Object.entries(value)
      : [];
  return [[], ...members.flatMap(([key, item]) => pathsIn(item).map((path): Path => [key, ...path]))];
}
