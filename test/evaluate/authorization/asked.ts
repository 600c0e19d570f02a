import { parseDocuments } from "../../../lib/documents/parse-documents";
import type { Authorization } from "../../../lib/evaluate/authorization/authorization";
import type { AuthorizeOptions } from "../../../lib/evaluate/authorize";
import { authorize } from "../../../lib/evaluate/authorize";
import type { AccessRequest } from "../../../lib/evaluate/request";

export const owner = "111111111111";
export const other = "222222222222";
export const management = "999999999999";

export const arn = (rest: string, account = owner): string => `arn:aws:iam::${account}:${rest}`;
export const session = (rest: string, account = owner): string =>
  `arn:aws:sts::${account}:assumed-role/${rest}`;

type Json = Readonly<Record<string, unknown>>;

export const policy = (...Statement: readonly Json[]): Json => ({ Version: "2012-10-17", Statement });

/** A statement of a resource policy. */
export const allowTo = (Principal: unknown, rest: Json = {}): Json => ({
  Effect: "Allow",
  Principal,
  Action: "kms:*",
  Resource: "*",
  ...rest,
});

/** A policy that allows, or denies, one action on everything. */
export const allow = (Action = "kms:*", rest: Json = {}): Json =>
  policy({ Effect: "Allow", Action, Resource: "*", ...rest });
export const deny = (Action = "kms:*", rest: Json = {}): Json => allow(Action, { Effect: "Deny", ...rest });
export const denyAll = (Action = "kms:*", rest: Json = {}): Json =>
  policy({ Effect: "Deny", Principal: "*", Action, Resource: "*", ...rest });

export interface Identity {
  readonly policies?: readonly Json[];
  readonly boundary?: Json | null;
  readonly sessionPolicies?: readonly Json[];
}

export interface Given {
  readonly keyPolicy: Json;
  readonly principal: string;
  readonly action?: string;
  readonly resource?: string;
  readonly context?: AccessRequest["context"];
  readonly managementAccount?: string | null;
  /** Of the principal, or of its role. */
  readonly identity?: Identity;
  readonly identityArn?: string;
  readonly scps?: readonly Json[];
  readonly rcps?: readonly Json[];
  readonly grants?: readonly Json[];
  readonly options?: Partial<AuthorizeOptions>;
}

/** Everything is given and says nothing, unless the test says otherwise. */
export function asked(given: Given): Authorization {
  const { keyPolicy, principal, action = "kms:Decrypt", resource, context, identity, options } = given;
  const account = /:(\d{12}):/.exec(principal)?.[1] ?? owner;
  const none: Identity = { policies: [], boundary: null, sessionPolicies: [] };
  const { sessionPolicies, ...lasting } = identity ?? none;
  const isSession = principal.includes(":assumed-role/");
  const role =
    given.identityArn ?? principal.replace(/:sts:(.*):assumed-role\/([^/]+)\/.*/, ":iam:$1:role/$2");
  const identities = {
    [role]: lasting,
    ...(isSession && sessionPolicies && { [principal]: { sessionPolicies } }),
  };
  const isIdentity = /^arn:.*:(user|role|assumed-role)\//.test(principal);
  const callers = { scps: given.scps ?? [], ...(isIdentity && { identities }) };
  const parsed = parseDocuments({
    managementAccount: "managementAccount" in given ? given.managementAccount : management,
    accounts:
      account === owner
        ? { [owner]: { ...callers, rcps: given.rcps ?? [] } }
        : { [account]: callers, [owner]: { rcps: given.rcps ?? [] } },
    grants: { Grants: given.grants ?? [] },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return authorize(
    keyPolicy,
    { principal, action, ...(resource !== undefined && { resource }), ...(context && { context }) },
    parsed.documents,
    { owner, ...options },
  );
}

export const levels = (...policies: readonly Json[]): readonly Json[] =>
  policies.map((one, index) => ({ level: `level ${index}`, policies: [one] }));
