export type Json = string | readonly Json[] | { readonly [member: string]: Json };

/** A policy with one change, and the place and manner of the change. */
export interface Mutant {
  readonly change: string;
  readonly policy: Json;
}

/** Every policy that differs from the given one in one place below it. */
export function mutantsOf(json: Json, path: readonly string[] = []): readonly Mutant[] {
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
  if (element === "Effect") return [json === "Allow" ? ["is Deny", "Deny"] : ["is Allow", "Allow"]];
  if (typeof json === "string") {
    if (key !== undefined && element === "Condition") return changedTexts(json, valueChanges);
    if (element === "Action") return changedTexts(json, actionChanges);
    if (element === "Resource") return changedTexts(json, resourceChanges);
    if (element === "Principal") return changedTexts(json, principalChanges);
  }
  if (element === "Condition" && operator === undefined) return operatorChanges(json);
  return [];
}

/** The changes that change something, each once. */
const changedTexts = (
  text: string,
  changes: (text: string) => readonly string[],
): readonly (readonly [string, Json])[] =>
  [...new Set(changes(text))]
    .filter((changed) => changed !== text)
    .map((changed) => [`is ${changed}`, changed]);

const valueChanges = (value: string): readonly string[] => [
  value.replace(/\d{12}/, "999999999999"),
  value.replace(/\d{12}/, "*"),
  value.replace(/^arn:aws:/, "arn:aws-cn:"),
  value.replace(/trail\/.*$/, "trail/*"),
  value.replace(/cloudtrail:\*:/, "cloudtrail:us-east-1:"),
  value.replace(/AWSLogs\/.*$/, "*"),
  value.replace(/AWSLogs\/\*$/, "AWSLogs*"),
  value.replace(/^bucket-owner-full-control$/, "private"),
  value === "false" ? "true" : value,
  value === "true" ? "false" : value,
  value.replace(/o-[a-z0-9]{10,}/, "o-zzzzzzzzzz"),
  value.replace(/o-[a-z0-9]{10,}/, "*"),
  value.replace("${aws:PrincipalAccount}", "*"),
  value.replace("CloudTrail-Digest/", ""),
  value.replace(/^s3[.]/, "*."),
  value.replace(/^(arn:[^:]*:s3:::)[^/]*/, "$1*"),
  value.replace("?", "*"),
  value.replace("????????????????", "*"),
];

/** All of the service; and another action of it. */
const actionChanges = (action: string): readonly string[] => {
  const [service = ""] = action.split(":");
  const other = { kms: "kms:Encrypt", s3: "s3:GetObjectAcl", sts: "sts:TagSession" }[service] ?? action;
  return [`${service}:*`, other];
};

const resourceChanges = (resource: string): readonly string[] => [
  coversAllOfItsKind(resource) ? resource : "*",
  resource.replace(/AWSLogs\/.*$/, "*"),
  resource.replace(/\d{12}\/\*$/, "*"),
  coversAllOfItsKind(resource) ? resource : resource.replace(/\/\*$/, "*"),
  resource.replace(/^(arn:[^:]+:s3:::)[^/]+/, "$1another-bucket"),
  resource.replace(/o-[a-z0-9]{10,}/, "o-zzzzzzzzzz"),
  resource.replace(/o-[a-z0-9]{10,}/, "*"),
  resource.replace("${aws:PrincipalAccount}", "*"),
  resource.replace(/:key\/.*$/, ":key/*"),
  resource.replace(/:key\/.*$/, ":key/00000000-0000-4000-8000-000000000000"),
  resource.replace(/\d{12}/, "999999999999"),
];

/** A bucket itself, or all that is in it: of either a policy of the bucket can say no more. */
const coversAllOfItsKind = (resource: string): boolean => /^arn:[^:]+:s3:::[^/]+(\/\*)?$/.test(resource);

const principalChanges = (principal: string): readonly string[] => [
  "*",
  principal.replace(/\d{12}/, "999999999999"),
  principal.replace(/[^/:]+$/, principal.endsWith(":root") ? "user/Mallory" : "Mallory"),
  principal.replace(/^cloudtrail\./, "config."),
];

const operatorChanges = (json: Json): readonly (readonly [string, Json])[] =>
  membersOf(json).flatMap(([operator, keys]) =>
    otherOperators(operator).map((other): readonly [string, Json] => [
      `has ${other} for ${operator}`,
      { ...(withMember(json, operator, undefined) as object), [other]: keys },
    ]),
  );

/** Whether a request came over TLS is a key that every request has: with IfExists, Bool means the same. */
function otherOperators(operator: string): readonly string[] {
  if (operator === "Null" || operator === "Bool") return [];
  // A negated operator holds where the key is absent, so IfExists changes nothing.
  if (operator.startsWith("StringNot")) return [operator.replace("Not", "")];
  return [`${operator}IfExists`, operator.replace(/^(String|Arn)/, "$1Not"), `ForAllValues:${operator}`];
}
