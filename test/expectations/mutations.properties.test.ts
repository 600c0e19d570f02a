import type { Config } from "../../lib/config/config";
import { compileJson, evaluate } from "../../lib/evaluate/evaluate";
import { keyExpectations } from "../../lib/expectations/key-expectations";
import { configOf, placeOf, policyIn } from "../support/place";

type Json = string | readonly Json[] | { readonly [member: string]: Json };

/** A policy with one change, and the place and manner of the change. */
interface Mutant {
  readonly change: string;
  readonly policy: Json;
}

/** Every policy that differs from the given one in one place below it. */
function mutantsOf(json: Json, path: readonly string[]): readonly Mutant[] {
  const own = changesOf(json, path).map(([manner, policy]) => ({
    change: `${path.join(".")} ${manner}`,
    policy,
  }));
  return [...own, ...membersOf(json).flatMap(([member, value]) => mutantsBelow(json, member, value, path))];
}

function mutantsBelow(json: Json, member: string, value: Json, path: readonly string[]): readonly Mutant[] {
  const below = [...path, nameOf(member, value)];
  const changed = mutantsOf(value, below).map(({ change, policy }) => ({
    change,
    policy: withMember(json, member, policy),
  }));
  const dropped = { change: `${below.join(".")} is missing`, policy: withMember(json, member, undefined) };
  return isMeaningless(below) ? changed : [dropped, ...changed];
}

/** Statements by their Sid, values of a list as they are. */
function nameOf(member: string, value: Json): string {
  if (typeof value === "string" && /^\d+$/.test(member)) return value;
  const sid = typeof value === "object" && "Sid" in value ? value.Sid : undefined;
  return typeof sid === "string" ? sid : member;
}

const isMeaningless = (path: readonly string[]): boolean =>
  ["Version", "Statement", "Sid"].includes(path.at(-1) ?? "");

const membersOf = (json: Json): readonly (readonly [string, Json])[] =>
  typeof json === "string" ? [] : Object.entries(json);

function withMember(json: Json, member: string, value: Json | undefined): Json {
  if (Array.isArray(json)) {
    return json.flatMap((item: Json, index) =>
      String(index) !== member ? [item] : value === undefined ? [] : [value],
    );
  }
  return Object.fromEntries(
    membersOf(json).flatMap(([name, old]): readonly (readonly [string, Json])[] =>
      name !== member ? [[name, old]] : value === undefined ? [] : [[name, value]],
    ),
  );
}

/** What may go wrong with a part of a policy, by where it stands. */
function changesOf(json: Json, path: readonly string[]): readonly (readonly [string, Json])[] {
  const [, , element, operator, key] = path;
  if (element === "Effect") return [["is Deny", "Deny"]];
  if (typeof json === "string" && key !== undefined) return valueChanges(json);
  if (element === "Action" && typeof json === "string") {
    return ["kms:*", "kms:Encrypt"]
      .filter((action) => action !== json)
      .map((action) => [`is ${action}`, action]);
  }
  if (element === "Principal") return typeof json === "string" ? principalChanges(json) : [];
  if (element === "Condition" && operator === undefined) return operatorChanges(json);
  return [];
}

const valueChanges = (value: string): readonly (readonly [string, Json])[] =>
  [
    value.replace(/\d{12}/, "999999999999"),
    value.replace(/\d{12}/, "*"),
    value.replace(/^arn:aws:/, "arn:aws-cn:"),
    value.replace(/trail\/.*$/, "trail/*"),
    value.replace(/cloudtrail:\*:/, "cloudtrail:us-east-1:"),
    value === "false" ? "true" : value,
  ]
    .filter((changed) => changed !== value)
    .map((changed) => [`is ${changed}`, changed]);

const principalChanges = (principal: string): readonly (readonly [string, Json])[] =>
  [
    "*",
    principal.replace(/\d{12}/, "999999999999"),
    principal.replace(/[^/:]+$/, "Mallory"),
    principal.replace(/^cloudtrail\./, "config."),
  ]
    .filter((changed) => changed !== principal)
    .map((changed) => [`is ${changed}`, changed]);

const operatorChanges = (json: Json): readonly (readonly [string, Json])[] =>
  membersOf(json).flatMap(([operator, keys]) =>
    otherOperators(operator).map((other): readonly [string, Json] => [
      `has ${other} for ${operator}`,
      { ...(withMember(json, operator, undefined) as object), [other]: keys },
    ]),
  );

const otherOperators = (operator: string): readonly string[] =>
  operator === "Null"
    ? []
    : [`${operator}IfExists`, operator.replace(/^(String|Arn)/, "$1Not"), `ForAllValues:${operator}`];

/** The first expectation that a policy does not meet. */
function firstUnmet(config: Config, policy: Json): string | undefined {
  const place = placeOf(config);
  const compiled = compileJson(policy);
  return keyExpectations(config, place).find(
    ({ expect: expected, iamAllows = false, ...request }) =>
      evaluate(compiled, request, { owner: place.owner, iamAllows }).verdict !== expected,
  )?.name;
}

const full = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  key: { administrators: ["arn:aws:iam::111111111111:role/KeyAdmin"] },
  encryptFor: ["arn:aws:cloudtrail:eu-west-1:333333333333:trail/audit"],
  readers: [
    { user: "Bob" },
    { role: "team/Auditor" },
    { account: "444444444444" },
    { assumableRole: { name: "CloudTrailReadRole", trustedAccounts: ["555555555555"] } },
  ],
};

const survivorsOf = (config: Config, policy = policyIn(config) as Json): readonly string[] =>
  mutantsOf(policy, [])
    .filter(({ policy }) => firstUnmet(config, policy) === undefined)
    .map(({ change }) => change);

describe("no change of a policy that matters passes the expectations", () => {
  it.each(["strict", "aws-docs"])("in the style %s", (style) => {
    const config = configOf({ ...full, key: { ...full.key, style } });
    expect(mutantsOf(policyIn(config) as Json, []).length).toBeGreaterThan(100);
    expect(survivorsOf(config)).toEqual([]);
  });

  // The console lets the key's own account read in two statements, so that either may go.
  it("in the style console, but for what it says twice", () => {
    const config = configOf({ ...full, key: { ...full.key, style: "console" } });
    const { Statement, ...rest } = policyIn(config) as { readonly Statement: readonly { Sid: string }[] };
    const once = Statement.filter(
      ({ Sid }) => Sid !== "Allow principals in the account to decrypt log files",
    );
    expect(once.length).toBe(Statement.length - 1);
    expect(survivorsOf(config, { ...rest, Statement: once })).toEqual([]);
  });

  it("where whole accounts may encrypt", () => {
    expect(survivorsOf(configOf({ ...full, encryptFor: ["222222222222"] }))).toEqual([]);
  });

  it("where the key is another account's", () => {
    const existing = "arn:aws:kms:us-east-1:666666666666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    expect(survivorsOf(configOf({ ...full, key: { existing } }))).toEqual([]);
  });

  it("where the key is made alone", () => {
    expect(survivorsOf(configOf({ ...full, trail: false, bucket: undefined }))).toEqual([]);
  });
});
