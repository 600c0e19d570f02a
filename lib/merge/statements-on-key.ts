import { existingKeyArn } from "../config/key-owner";
import type { Config } from "../config/config";
import type { Glob } from "../evaluate/glob";
import { anyText, covers, globOf, splitAtColons } from "../evaluate/glob";
import type { Deployment } from "../expectations/deployment";
import type { Policy, Statement } from "../policy/policy";

/** The key that a policy is to be on, as far as it is known. */
interface KeyPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** `key/` and the ID; null where AWS chooses it, or nobody told. */
  readonly resource: string | null;
}

/** An existing key is in the Region that its ARN names; one that the config creates, in the trail's. */
export function keyPlace(config: Config, { partition, region, owner }: Deployment): KeyPlace {
  const arn = existingKeyArn(config);
  return {
    partition: arn?.partition ?? partition,
    region: arn?.region ?? region,
    account: owner,
    resource: arn?.resource ?? null,
  };
}

interface StatementsOnKey {
  /** What grants: an ARN of a key counts only where no other statement names another key. */
  readonly granting: Policy;
  /** What denies: such an ARN counts in any case. */
  readonly denying: Policy;
  /** The statements that name other resources alone: they do nothing for this key. */
  readonly elsewhere: readonly Statement[];
  /** ARNs of keys of which one at most is the key; none where there is no doubt. */
  readonly doubtful: readonly string[];
}

/**
 * A policy as it speaks of one key: of the resources that a statement lists, `*` stands for those that are the key,
 * and those that are not are left out.
 */
export function statementsOnKey(policy: Policy, key: KeyPlace): StatementsOnKey {
  const denying = withResources(policy, (text) => meaningOf(text, key));
  const oneKeys = new Set(
    policy.statements.flatMap(({ resources }) =>
      (resources?.values ?? []).filter((text) => meaningOf(text, key) === "*" && isOneKey(text)),
    ),
  );
  const doubtful = oneKeys.size > 1 ? [...oneKeys] : [];
  const granting = withResources(policy, (text) =>
    doubtful.length > 0 && oneKeys.has(text) ? null : meaningOf(text, key),
  );
  const elsewhere = policy.statements.filter(({ resources }, index) => {
    const own = denying.statements[index]?.resources;
    return own?.negated === false && own.values.length === 0 && resources?.values.length !== 0;
  });
  return { granting, denying, elsewhere, doubtful };
}

function withResources(policy: Policy, meaning: (text: string) => string | null): Policy {
  const statements = policy.statements.map((statement): Statement => {
    const { resources } = statement;
    const values = resources?.values.flatMap((text) => meaning(text) ?? []) ?? [];
    return { ...statement, resources: resources && { ...resources, values } };
  });
  return { ...policy, statements };
}

/** `*` for what covers the key, null for what does not, and the text itself where a variable is yet to be resolved. */
function meaningOf(text: string, { partition, region, account, resource }: KeyPlace): string | null {
  if (/^\*+$/.test(text)) return "*";
  if (text.includes("${")) return text;
  const parts = splitAtColons(globOf(text, true), 6);
  // An ARN that breaks off in `*` has `*` for what is missing.
  if (parts.length < 6 && !text.endsWith("*")) return null;
  const places = ["arn", partition, "kms", region, account];
  const inPlace = places.every((place, index) => covers(parts[index] ?? anything, place));
  const itsResource = parts[5] ?? anything;
  const isKey = resource === null ? startsAsKey(itsResource) : covers(itsResource, resource);
  return inPlace && isKey ? "*" : null;
}

const anything: Glob = [anyText];

/** Whether a pattern covers `key/` and some ID. */
function startsAsKey(resource: Glob): boolean {
  const wildcard = resource.indexOf(anyText);
  if (wildcard === -1 && resource.length <= keyPrefix.length) return false;
  const start = wildcard === -1 ? resource : resource.slice(0, wildcard);
  return covers(start.slice(0, keyPrefix.length), keyPrefix.slice(0, start.length));
}

const keyPrefix = "key/";

const isOneKey = (text: string): boolean => !/[*?]/.test(text);
