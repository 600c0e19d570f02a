import type { PrincipalType } from "../policy/policy";
import type { RequestValue } from "./request-value";
import { roleOfAnyPath, withGap } from "./request-value";

/** Who makes a request, with the names under which a policy can mean them. */
export interface Caller {
  /** Null for who has no account: services, identity providers, nobody signed in. */
  readonly account: string | null;
  /** Whether IAM of an account has a say in what the caller may do. */
  readonly hasOwnIam: boolean;
  /** Whether it is an account's root user: no IAM policy of its account limits it. */
  readonly isRoot: boolean;
  readonly type: PrincipalType;
  /** Keys under which {@link principalKeys} files an entry that names the caller itself. */
  readonly ownKeys: readonly string[];
  /** Keys of an entry that names the caller's account. */
  readonly accountKeys: readonly string[];
  /** The same two as a policy would spell them, for entries that are not resolved yet. */
  readonly ownTexts: readonly string[];
  readonly accountTexts: readonly string[];
  /** Condition keys, in lower case, that follow from who calls. */
  readonly context: ReadonlyMap<string, readonly RequestValue[]>;
}

/**
 * Reads the principal of a request, or null where nobody could call under that name. A bare account id is the
 * root of the account, in the given partition.
 *
 * The ARN of a session does not tell the path of its role, and no ARN tells a unique ID: of `aws:PrincipalArn` and
 * `aws:userid` what is known counts, and where the rest would matter the verdict is unknown. The request's own
 * `context` can say it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export function parseCaller(principal: string, partition: string): Caller | null {
  if (principal === "*") return outsider("AWS", [], anonymous);
  if (/^\d{12}$/.test(principal)) {
    const root = rootCaller(partition, principal);
    return { ...root, ownKeys: [`account:${principal}`, `root:*:${principal}`] };
  }
  if (principal.startsWith("arn:")) return arnCaller(principal);
  if (/^[0-9a-f]{64}$/.test(principal))
    return {
      ...outsider("CanonicalUser", [principal], { "aws:principalisawsservice": "false" }),
      hasOwnIam: true,
    };
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

type DerivedContext = Readonly<Record<string, RequestValue>>;

const anonymous: DerivedContext = {
  "aws:principaltype": "Anonymous",
  "aws:principalaccount": "anonymous",
  "aws:userid": "anonymous",
};

const contextMap = (derived: DerivedContext): Caller["context"] =>
  new Map(Object.entries(derived).map(([key, value]) => [key, [value]]));

/** Unique IDs, which AWS makes up. */
const anyUserId = withGap("AIDA", "id", "");
const anySessionId = withGap("AROA", "id:session", "");

const outsider = (type: PrincipalType, names: readonly string[], derived: DerivedContext): Caller => ({
  account: null,
  hasOwnIam: false,
  isRoot: false,
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
    ...memberOf(partition, account, arn, [], [], { "aws:principaltype": "Account", "aws:userid": account }),
    isRoot: true,
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
      const derived = { "aws:principaltype": "User", "aws:username": name, "aws:userid": anyUserId };
      return name === "" ? null : member([], [], derived);
    }
    case "iam:role":
      return rest === ""
        ? null
        : member([], [], { "aws:principaltype": "AssumedRole", "aws:userid": anySessionId });
    case "sts:assumed-role": {
      const [, role, session] = /^([^/]+)\/([^/]+)$/s.exec(rest) ?? [];
      if (role === undefined || session === undefined) return null;
      const roleArn = `arn:${partition}:iam::${account}:role/${role}`;
      const derived = {
        "aws:principaltype": "AssumedRole",
        "aws:principalarn": roleOfAnyPath(partition, account, role),
        "aws:userid": withGap("AROA", "id", `:${session}`),
      };
      return member([roleArn], [`role:${partition}:${account}:${role}`], derived);
    }
    case "sts:federated-user":
      return rest === ""
        ? null
        : member([], [], { "aws:principaltype": "FederatedUser", "aws:userid": `${account}:${rest}` });
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
    isRoot: false,
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
