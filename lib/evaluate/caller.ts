import type { PrincipalType } from "../policy/policy";

/** Who makes a request, with the names under which a policy can mean them. */
export interface Caller {
  /** Null for who has no account: services, identity providers, nobody signed in. */
  readonly account: string | null;
  /** Whether IAM of an account has a say in what the caller may do. */
  readonly hasOwnIam: boolean;
  readonly type: PrincipalType;
  /** Keys under which {@link principalKeys} files an entry that names the caller itself. */
  readonly ownKeys: readonly string[];
  /** Keys of an entry that names the caller's account. */
  readonly accountKeys: readonly string[];
  /** The same two as a policy would spell them, for entries that are not resolved yet. */
  readonly ownTexts: readonly string[];
  readonly accountTexts: readonly string[];
  /** Condition keys, in lower case, that follow from who calls. */
  readonly context: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads the principal of a request, or null where nobody could call under that name. A bare account id is the
 * root of the account, in the given partition.
 */
export function parseCaller(principal: string, partition: string): Caller | null {
  if (principal === "*") return outsider("AWS", [], { "aws:principaltype": "Anonymous" });
  if (/^\d{12}$/.test(principal)) {
    const root = rootCaller(partition, principal);
    return { ...root, ownKeys: [`account:${principal}`, `root:*:${principal}`] };
  }
  if (principal.startsWith("arn:")) return arnCaller(principal);
  if (/^[0-9a-f]{64}$/.test(principal))
    return { ...outsider("CanonicalUser", [principal], {}), hasOwnIam: true };
  if (webIdentityProviders.has(principal)) return outsider("Federated", [principal], {});
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(principal)) return null;
  return outsider("Service", [principal], {
    "aws:principalisawsservice": "true",
    "aws:principalservicename": principal,
  });
}

/**
 * The keys under which an entry of `Principal` is found. An ARN of a role also stands for its sessions, whose ARNs
 * have no path; names are unique without it. One of a user stands for the user alone: what the federated users are
 * called that it signs in, it chooses freely.
 */
export function principalKeys(type: PrincipalType, value: string): readonly string[] {
  if (type !== "AWS") return [`${type}:${value}`];
  if (/^\d{12}$/.test(value)) return [`account:${value}`];
  const [, partition = "", account = "", resource = ""] =
    /^arn:([^:]*):iam::([^:]*):(.*)$/s.exec(value) ?? [];
  if (resource === "root") return [`root:${partition}:${account}`, `root:*:${account}`];
  const [, role] = /^role\/(?:.*\/)?([^/]+)$/s.exec(resource) ?? [];
  return [`AWS:${value}`, ...(role === undefined ? [] : [`role:${partition}:${account}:${role}`])];
}

const webIdentityProviders = new Set(["accounts.google.com", "graph.facebook.com", "www.amazon.com"]);

type DerivedContext = Readonly<Record<string, string>>;

const contextMap = (derived: DerivedContext): Caller["context"] =>
  new Map(Object.entries(derived).map(([key, value]) => [key, [value]]));

const outsider = (type: PrincipalType, names: readonly string[], derived: DerivedContext): Caller => ({
  account: null,
  hasOwnIam: false,
  type,
  ownKeys: names.flatMap((name) => [`${type}:${name}`, `${type}:*`]),
  accountKeys: [],
  ownTexts: names,
  accountTexts: [],
  context: contextMap(derived),
});

function rootCaller(partition: string, account: string): Caller {
  const arn = `arn:${partition}:iam::${account}:root`;
  return {
    ...memberOf(partition, account, arn, [], [], { "aws:principaltype": "Account" }),
    ownKeys: [`account:${account}`, `root:${partition}:${account}`],
    accountKeys: [],
    ownTexts: [account, arn],
    accountTexts: [],
  };
}

function arnCaller(arn: string): Caller | null {
  const [, partition = "", service, account = "", resource = ""] =
    /^arn:([^:]+):(iam|sts)::(\d{12}):([^*?]+)$/s.exec(arn) ?? [];
  const [, kind, rest = ""] = /^([^/]+)(?:\/(.+))?$/s.exec(resource) ?? [];
  const member = (texts: readonly string[], keys: readonly string[], derived: DerivedContext): Caller =>
    memberOf(partition, account, arn, texts, keys, derived);
  switch (`${service ?? ""}:${kind ?? ""}`) {
    case "iam:root":
      return rest === "" ? rootCaller(partition, account) : null;
    case "iam:user": {
      const name = rest.slice(rest.lastIndexOf("/") + 1);
      return name === "" ? null : member([], [], { "aws:principaltype": "User", "aws:username": name });
    }
    case "iam:role":
      return rest === "" ? null : member([], [], { "aws:principaltype": "AssumedRole" });
    case "sts:assumed-role": {
      const [, role] = /^([^/]+)\/[^/]+$/s.exec(rest) ?? [];
      if (role === undefined) return null;
      const roleArn = `arn:${partition}:iam::${account}:role/${role}`;
      const derived = { "aws:principaltype": "AssumedRole", "aws:principalarn": roleArn };
      return member([roleArn], [`role:${partition}:${account}:${role}`], derived);
    }
    case "sts:federated-user":
      return rest === "" ? null : member([], [], { "aws:principaltype": "FederatedUser" });
    case "iam:saml-provider":
    case "iam:oidc-provider":
      return outsider("Federated", [arn], {});
    default:
      return null;
  }
}

function memberOf(
  partition: string,
  account: string,
  arn: string,
  texts: readonly string[],
  keys: readonly string[],
  derived: DerivedContext,
): Caller {
  return {
    account,
    hasOwnIam: true,
    type: "AWS",
    ownKeys: [`AWS:${arn}`, ...keys],
    accountKeys: [`account:${account}`, `root:${partition}:${account}`],
    ownTexts: [arn, ...texts],
    accountTexts: [account, `arn:${partition}:iam::${account}:root`],
    context: contextMap({
      "kms:calleraccount": account,
      "aws:principalaccount": account,
      "aws:principalarn": arn,
      "aws:principalisawsservice": "false",
      ...derived,
    }),
  };
}
