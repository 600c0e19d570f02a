import { noDocuments } from "../../../lib/evaluate/authorization/documents";
import { authorize } from "../../../lib/evaluate/authorize";
import type { Given } from "./asked";
import {
  allow,
  allowTo,
  arn,
  asked,
  deny,
  denyAll,
  levels,
  management,
  other,
  owner,
  policy,
  session,
} from "./asked";

const bob = arn("user/Bob");
const role = arn("role/team/Auditor");
const auditor = session("Auditor/me");
const stranger = arn("role/Reader", other);
const root = { AWS: arn("root") };
const anything = allow("*");
const full = { policies: [anything], boundary: null, sessionPolicies: [] };

const verdict = (given: Given): string => asked(given).verdict;
const trust = (action: string, Principal: unknown): Given["keyPolicy"] =>
  policy({ Effect: "Allow", Principal, Action: action });

describe("an explicit Deny in any document wins, and the verdict names the document", () => {
  const keyPolicy = policy(allowTo({ AWS: auditor }), allowTo(root));
  const allowed: Given = { keyPolicy, principal: auditor, identityArn: role, identity: full };

  test.each<[string, Partial<Given>, object]>([
    [
      "identity-based policy",
      { identity: { ...full, policies: [anything, deny()] } },
      { document: "identity-policy" },
    ],
    ["boundary", { identity: { ...full, boundary: deny() } }, { document: "boundary" }],
    ["SCP", { scps: levels(anything, deny()) }, { document: "scp", level: "level 1" }],
    ["RCP", { rcps: [denyAll()] }, { document: "rcp" }],
    [
      "session policy",
      { identity: { ...full, sessionPolicies: [anything, deny()] } },
      { document: "session-policy" },
    ],
    [
      "key policy",
      { keyPolicy: policy(allowTo(root), { ...allowTo("*"), Effect: "Deny", Sid: "No" }) },
      { document: "resource-policy", statements: [{ index: 1, sid: "No" }] },
    ],
  ])("%s", (_, change, document) => {
    expect(verdict(allowed)).toBe("Allowed");
    const decided = asked({ ...allowed, ...change });
    expect(decided).toMatchObject({
      verdict: "ExplicitlyDenied",
      possible: ["ExplicitlyDenied"],
      notKnown: [],
    });
    expect(decided.decidedBy).toMatchObject([{ does: "denies", ...document }]);
  });
});

describe("service control policies", () => {
  const keyPolicy = policy(allowTo({ AWS: arn("root", other) }));
  const caller: Given = { keyPolicy, principal: stranger, identity: full };

  test("each level needs an Allow, and the level that has none is named", () => {
    expect(verdict({ ...caller, scps: levels(anything, anything, allow("kms:Decrypt")) })).toBe("Allowed");
    const refused = asked({ ...caller, scps: levels(anything, allow("s3:*"), anything) });
    expect(refused.verdict).toBe("ImplicitlyDenied");
    expect(refused.decidedBy).toEqual([
      { document: "scp", level: "level 1", name: null, does: "does not allow", statements: [] },
    ]);
  });

  test("one Allow is enough for its level", () => {
    const scps = [{ level: "root", policies: [allow("s3:*"), allow("kms:*")] }];
    expect(verdict({ ...caller, scps })).toBe("Allowed");
  });

  test("are those of the caller's account, not of the owner's", () => {
    expect(verdict({ ...caller, scps: levels(deny()) })).toBe("ExplicitlyDenied");
    const service: Given = {
      keyPolicy: policy(allowTo({ Service: "logs.amazonaws.com" })),
      principal: "logs.amazonaws.com",
      scps: levels(deny()),
    };
    expect(verdict(service)).toBe("Allowed");
  });

  test("bind a root user, but nobody of the management account", () => {
    const key = policy(allowTo(root));
    expect(verdict({ keyPolicy: key, principal: arn("root"), scps: levels(deny()) })).toBe(
      "ExplicitlyDenied",
    );
    expect(
      verdict({ keyPolicy: key, principal: arn("root"), scps: levels(deny()), managementAccount: owner }),
    ).toBe("Allowed");
  });

  test("bind no service-linked role; a session that may be of one is unknown", () => {
    const linked = arn("role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX");
    const key = policy(allowTo({ AWS: [linked, session("AWSServiceRoleForX/s")] }));
    const scps = levels(deny());
    expect(verdict({ keyPolicy: key, principal: linked, scps })).toBe("Allowed");
    expect(verdict({ keyPolicy: key, principal: linked, rcps: [denyAll()] })).toBe("Allowed");
    expect(verdict({ keyPolicy: key, principal: session("AWSServiceRoleForX/s"), scps })).toBe("Unknown");
    expect(verdict({ keyPolicy: key, principal: arn("role/AWSServiceRoleForX"), scps })).toBe(
      "ExplicitlyDenied",
    );
  });
});

describe("resource control policies", () => {
  test.each([
    ["a stranger", stranger, { AWS: arn("root", other) }],
    ["the owner's root user", arn("root"), root],
    ["a service", "cloudtrail.amazonaws.com", { Service: "cloudtrail.amazonaws.com" }],
    ["somebody who is not signed in", "*", "*"],
    ["a principal of the management account", arn("role/A", management), { AWS: arn("root", management) }],
  ])("bind %s", (_, principal, Principal) => {
    const given: Given = { keyPolicy: policy(allowTo(Principal)), principal, identity: full };
    expect(verdict({ ...given, rcps: [] })).toBe("Allowed");
    expect(verdict({ ...given, rcps: [denyAll()] })).toBe("ExplicitlyDenied");
  });

  test("bind no resource of the management account, and not the retirement of a grant", () => {
    const given: Given = { keyPolicy: policy(allowTo(root)), principal: arn("root"), rcps: [denyAll()] };
    expect(verdict({ ...given, managementAccount: owner })).toBe("Allowed");
    expect(verdict({ ...given, action: "kms:RetireGrant" })).toBe("Allowed");
  });
});

describe("within the owner's account", () => {
  const withOut = { policies: [], boundary: null, sessionPolicies: [] };
  const bounded = { ...withOut, boundary: allow("s3:*") };
  const sessionBound = { ...withOut, sessionPolicies: [allow("s3:*")] };

  test.each<[string, unknown, string, Given["identity"], string]>([
    ["an account is named: identity must allow", root, auditor, withOut, "ImplicitlyDenied"],
    ["an account is named: identity allows", root, auditor, full, "Allowed"],
    [
      "an account is named: the boundary must allow",
      root,
      auditor,
      { ...full, boundary: allow("s3:*") },
      "ImplicitlyDenied",
    ],
    [
      "an account is named: the session policy must allow",
      root,
      auditor,
      { ...full, sessionPolicies: [allow("s3:*")] },
      "ImplicitlyDenied",
    ],
    ["a role is named: no identity is needed", { AWS: role }, auditor, withOut, "Allowed"],
    ["a role is named: the boundary limits", { AWS: role }, auditor, bounded, "ImplicitlyDenied"],
    ["a role is named: the session policy limits", { AWS: role }, auditor, sessionBound, "ImplicitlyDenied"],
    ["a session is named: the boundary does not limit", { AWS: auditor }, auditor, bounded, "Allowed"],
    [
      "a session is named: the session policy does not limit",
      { AWS: auditor },
      auditor,
      sessionBound,
      "Allowed",
    ],
    ["a user is named: the boundary does not limit", { AWS: bob }, bob, bounded, "Allowed"],
    ["everyone is named: no identity is needed", "*", bob, withOut, "Allowed"],
    ["everyone is named: what a boundary does is not documented", "*", bob, bounded, "Unknown"],
  ])("%s", (_, Principal, principal, identity, expected) => {
    const given: Given = { keyPolicy: policy(allowTo(Principal)), principal, identity };
    expect(verdict(given)).toBe(expected);
  });

  test("everyone under aws:PrincipalArn is named as exactly as by ARN", () => {
    const Condition = { ArnEquals: { "aws:PrincipalArn": bob } };
    const given: Given = {
      keyPolicy: policy(allowTo("*", { Condition })),
      principal: bob,
      identity: bounded,
    };
    expect(verdict(given)).toBe("Allowed");
  });

  test("a session has the policies of its role, whatever the role's path", () => {
    const identity = { policies: [anything], boundary: null };
    const given: Given = {
      keyPolicy: policy(allowTo(root)),
      principal: auditor,
      identityArn: role,
      identity,
    };
    expect(asked(given)).toMatchObject({
      verdict: "Allowed",
      notKnown: [{ document: "session-policy", principal: auditor }],
    });
  });
});

describe("across accounts", () => {
  const keyPolicy = policy(allowTo({ AWS: [arn("root", other), stranger] }));

  test("both accounts must allow, even where the caller itself is named", () => {
    expect(verdict({ keyPolicy, principal: stranger, identity: full })).toBe("Allowed");
    const refused = asked({ keyPolicy, principal: stranger, identity: { ...full, policies: [] } });
    expect(refused.verdict).toBe("ImplicitlyDenied");
    expect(asked({ keyPolicy: policy(), principal: stranger, identity: full }).decidedBy).toMatchObject([
      { document: "resource-policy", does: "does not allow" },
    ]);
  });

  test.each([
    ["kms:GetKeyRotationStatus", "Allowed"],
    ["kms:RevokeGrant", "Allowed"],
    ["kms:PutKeyPolicy", "ImplicitlyDenied"],
    ["kms:ScheduleKeyDeletion", "ImplicitlyDenied"],
    ["kms:DisableKey", "ImplicitlyDenied"],
  ])("%s is %s, whatever is allowed", (action, expected) => {
    expect(verdict({ keyPolicy, principal: stranger, identity: full, action })).toBe(expected);
  });
});

describe("a Deny to all but some", () => {
  const keyPolicy = policy(allowTo({ AWS: bob }), {
    Effect: "Deny",
    NotPrincipal: { AWS: [bob, arn("root")] },
    Action: "kms:*",
    Resource: "*",
  });

  test("denies a principal that has a permissions boundary, even where it is excepted", () => {
    expect(verdict({ keyPolicy, principal: bob })).toBe("Allowed");
    const bounded = asked({ keyPolicy, principal: bob, identity: { policies: [], boundary: anything } });
    expect(bounded.verdict).toBe("ExplicitlyDenied");
    expect(bounded.decidedBy).toEqual([
      { document: "resource-policy", does: "denies", statements: [{ index: 1, sid: null }] },
    ]);
  });

  test("may deny where it is not known whether there is a boundary", () => {
    const given = asked({ keyPolicy, principal: bob, identity: { policies: [] } });
    expect(given).toMatchObject({
      verdict: "Allowed",
      possible: ["Allowed", "ExplicitlyDenied"],
      notKnown: [{ document: "boundary", principal: bob }],
    });
  });
});

describe("operations that no key policy decides alone", () => {
  test.each(["kms:ListKeys", "kms:CreateKey", "kms:ListAliases", "kms:GenerateRandom"])(
    "%s acts on no key, so identity and SCP decide",
    (action) => {
      const open = policy(allowTo("*"), { ...allowTo("*"), Effect: "Deny" });
      expect(verdict({ keyPolicy: open, principal: bob, action, identity: full })).toBe("Allowed");
      expect(verdict({ keyPolicy: policy(allowTo("*")), principal: bob, action })).toBe("ImplicitlyDenied");
      const rcps = [denyAll()];
      expect(verdict({ keyPolicy: open, principal: bob, action, identity: full, rcps })).toBe("Allowed");
      const scps = levels(deny());
      expect(verdict({ keyPolicy: open, principal: bob, action, identity: full, scps })).toBe(
        "ExplicitlyDenied",
      );
    },
  );

  test.each([
    ["*", "Allowed"],
    ["arn:aws:kms:*:111111111111:alias/*", "Allowed"],
    ["arn:aws:kms:*:111111111111:alias/logs", "Unknown"],
    ["arn:aws:kms:*:111111111111:key/*", "ImplicitlyDenied"],
  ])("an alias needs the caller's IAM on the alias too: Resource %s is %s", (Resource, expected) => {
    const keyPolicy = policy(allowTo({ AWS: bob }));
    const identity = { ...full, policies: [allow("kms:CreateAlias", { Resource })] };
    expect(verdict({ keyPolicy, principal: bob, action: "kms:CreateAlias", identity })).toBe(expected);
  });

  test("a grant decides who may retire it, not the key policy", () => {
    const given: Given = {
      keyPolicy: policy(allowTo({ AWS: bob })),
      principal: bob,
      action: "kms:RetireGrant",
    };
    expect(verdict({ ...given, identity: full })).toBe("ImplicitlyDenied");
    const grant = { GranteePrincipal: role, RetiringPrincipal: bob, Operations: ["Decrypt"] };
    expect(verdict({ ...given, grants: [grant] })).toBe("Allowed");
  });
});

describe("grants", () => {
  const keyPolicy = policy();
  const grant = { GrantId: "g1", GranteePrincipal: role, Operations: ["Decrypt", "DescribeKey"] };
  const given: Given = { keyPolicy, principal: auditor, grants: [grant] };

  test("are an Allow beside the key policy, which the verdict names", () => {
    expect(asked(given)).toMatchObject({
      verdict: "Allowed",
      decidedBy: [{ document: "grant", id: "g1", does: "allows" }],
    });
    expect(verdict({ ...given, action: "kms:Encrypt" })).toBe("ImplicitlyDenied");
    expect(verdict({ ...given, principal: session("Other/me") })).toBe("ImplicitlyDenied");
  });

  test("do not outweigh a Deny", () => {
    expect(verdict({ ...given, rcps: [denyAll()] })).toBe("ExplicitlyDenied");
  });

  const context = (pairs: Readonly<Record<string, string>>): Given["context"] =>
    Object.fromEntries(Object.entries(pairs).map(([key, value]) => [`kms:EncryptionContext:${key}`, value]));

  test.each<[string, object, Readonly<Record<string, string>>, string]>([
    ["equals exactly", { EncryptionContextEquals: { a: "1" } }, { a: "1" }, "Allowed"],
    ["equals and no more", { EncryptionContextEquals: { a: "1" } }, { a: "1", b: "2" }, "ImplicitlyDenied"],
    ["contains", { EncryptionContextSubset: { a: "1" } }, { a: "1", b: "2" }, "Allowed"],
    ["contains all", { EncryptionContextSubset: { a: "1", b: "2" } }, { a: "1" }, "ImplicitlyDenied"],
    ["in the case of keys", { EncryptionContextSubset: { a: "1" } }, { A: "1" }, "ImplicitlyDenied"],
    ["in the case of values", { EncryptionContextSubset: { a: "x" } }, { a: "X" }, "ImplicitlyDenied"],
  ])("the encryption context %s", (_, Constraints, pairs, expected) => {
    const grants = [{ ...grant, Constraints }];
    expect(verdict({ ...given, grants, context: context(pairs) })).toBe(expected);
    // DescribeKey has no encryption context, so the constraint is passed over.
    expect(verdict({ ...given, grants, action: "kms:DescribeKey" })).toBe("Allowed");
  });

  test("to a service may be for any of its principals", () => {
    const grants = [{ ...grant, GranteePrincipal: "rds.us-east-1.amazonaws.com" }];
    expect(verdict({ ...given, principal: "rds.amazonaws.com", grants })).toBe("Unknown");
    expect(verdict({ ...given, principal: "logs.amazonaws.com", grants })).toBe("ImplicitlyDenied");
    expect(verdict({ ...given, grants })).toBe("ImplicitlyDenied");
  });

  test("to another account without its IAM, or beside a boundary, are not documented", () => {
    const grants = [{ ...grant, GranteePrincipal: stranger }];
    expect(verdict({ keyPolicy, principal: stranger, grants, identity: full })).toBe("Allowed");
    expect(verdict({ keyPolicy, principal: stranger, grants })).toBe("Unknown");
    const bounded = { policies: [], boundary: allow("s3:*"), sessionPolicies: [] };
    expect(verdict({ ...given, identity: bounded })).toBe("Unknown");
  });

  test("on another key say nothing", () => {
    const key = "arn:aws:kms:us-east-1:111111111111:key/a";
    const grants = [{ ...grant, KeyId: key }];
    expect(verdict({ ...given, grants, resource: key })).toBe("Allowed");
    expect(verdict({ ...given, grants, resource: `${key}b` })).toBe("ImplicitlyDenied");
  });
});

describe("policy variables", () => {
  const keyPolicy = policy(allowTo(root));
  const own = allow("kms:*", {
    Condition: { StringEquals: { "kms:EncryptionContext:owner": "${aws:PrincipalTag/team}" } },
  });
  const context = { "kms:EncryptionContext:owner": "a" };

  test("without a value make an Allow match nothing", () => {
    const given: Given = { keyPolicy, principal: bob, context, identity: { ...full, policies: [own] } };
    expect(verdict(given)).toBe("ImplicitlyDenied");
    expect(verdict({ ...given, context: { ...context, "aws:PrincipalTag/team": "a" } })).toBe("Allowed");
  });

  test("are text in a policy of the old version", () => {
    const old = { ...own, Version: "2008-10-17" };
    const given: Given = { keyPolicy, principal: bob, identity: { ...full, policies: [old] } };
    expect(verdict({ ...given, context: { ...context, "aws:PrincipalTag/team": "a" } })).toBe(
      "ImplicitlyDenied",
    );
  });
});

describe("which key a policy of the caller's is about", () => {
  const keyPolicy = policy(allowTo(root));
  const on = (Resource: string, resource?: string): string =>
    verdict({
      keyPolicy,
      principal: bob,
      identity: { ...full, policies: [allow("kms:*", { Resource })] },
      ...(resource !== undefined && { resource }),
    });
  const key = "arn:aws:kms:us-east-1:111111111111:key/a";

  test("is known where it is about any key of the owner, and where the key is told", () => {
    expect(on("arn:aws:kms:*:111111111111:key/*")).toBe("Allowed");
    expect(on(key)).toBe("Unknown");
    expect(on(key, key)).toBe("Allowed");
    expect(on(key, `${key}b`)).toBe("ImplicitlyDenied");
    expect(on("arn:aws:kms:*:222222222222:key/*")).toBe("ImplicitlyDenied");
    expect(on("arn:aws:s3:::bucket/*")).toBe("ImplicitlyDenied");
    expect(on("arn:aws:kms:*:111111111111:alias/*")).toBe("ImplicitlyDenied");
  });
});

describe("what is not known", () => {
  const keyPolicy = policy(allowTo({ AWS: bob }), allowTo(root));
  const nothing = (principal: string, options: Given["options"] = {}): ReturnType<typeof authorize> =>
    authorize(keyPolicy, { principal, action: "kms:Decrypt" }, noDocuments, { owner, ...options });

  test("is every document that could turn the answer", () => {
    expect(nothing(bob)).toMatchObject({
      verdict: "Allowed",
      possible: ["Allowed", "ImplicitlyDenied", "ExplicitlyDenied"],
      notKnown: [
        { document: "identity-policies", principal: bob },
        { document: "boundary", principal: bob },
        { document: "scps", account: owner },
        { document: "rcps", account: owner },
      ],
    });
    expect(nothing(bob, { iamAllows: true }).notKnown).toEqual([
      { document: "scps", account: owner },
      { document: "rcps", account: owner },
    ]);
    expect(nothing("*").notKnown).toEqual([]);
    expect(nothing("logs.amazonaws.com").notKnown).toEqual([
      { document: "rcps", account: owner },
      { document: "grants" },
    ]);
  });

  test("is nothing where no document could turn it", () => {
    const denied = policy(allowTo({ AWS: bob }), { ...allowTo("*"), Effect: "Deny" });
    const given = authorize(denied, { principal: bob, action: "kms:Decrypt" }, noDocuments, { owner });
    expect(given).toMatchObject({ possible: ["ExplicitlyDenied"], notKnown: [] });
  });

  test("is the management account where a policy of the organization decides", () => {
    const given = asked({ keyPolicy, principal: bob, rcps: [denyAll()], managementAccount: undefined });
    expect(given).toMatchObject({
      verdict: "ExplicitlyDenied",
      notKnown: [{ document: "management-account" }],
    });
    expect(given.possible).toContain("Allowed");
  });

  test("are no policies of an organization where there is none", () => {
    const none = authorize(
      keyPolicy,
      { principal: bob, action: "kms:Decrypt" },
      { managementAccount: null, accounts: new Map() },
      { owner, iamAllows: true },
    );
    expect(none).toMatchObject({ possible: ["Allowed"], notKnown: [] });
  });
});

describe("a bucket policy", () => {
  const ask = (given: Partial<Given>): string =>
    verdict({
      keyPolicy: policy(),
      principal: bob,
      action: "s3:GetObject",
      resource: "arn:aws:s3:::logs/a",
      ...given,
      options: { kind: "bucket" },
    });
  const read = (Principal: unknown): Given["keyPolicy"] =>
    policy(allowTo(Principal, { Action: "s3:*", Resource: ["arn:aws:s3:::logs/*", "arn:aws:s3:::logs"] }));

  test("is not needed in the bucket's account, where the caller's IAM is enough", () => {
    expect(ask({ identity: full })).toBe("Allowed");
    expect(ask({})).toBe("ImplicitlyDenied");
    expect(ask({ keyPolicy: read({ AWS: bob }) })).toBe("Allowed");
    expect(ask({ keyPolicy: read(root) })).toBe("ImplicitlyDenied");
    expect(ask({ principal: arn("root") })).toBe("Allowed");
  });

  test("is needed beside IAM by another account", () => {
    const keyPolicy = read({ AWS: arn("root", other) });
    expect(ask({ keyPolicy, principal: stranger, identity: full })).toBe("Allowed");
    expect(ask({ keyPolicy, principal: stranger })).toBe("ImplicitlyDenied");
    expect(ask({ principal: stranger, identity: full })).toBe("ImplicitlyDenied");
    const action = "s3:PutBucketPolicy";
    expect(
      ask({ keyPolicy, principal: stranger, identity: full, action, resource: "arn:aws:s3:::logs" }),
    ).toBe("ImplicitlyDenied");
  });

  test("can deny what IAM of either account allows", () => {
    const deny = { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::logs/*" };
    const allowed = allowTo({ AWS: stranger }, { Action: "s3:*", Resource: "arn:aws:s3:::logs/*" });
    const keyPolicy = policy(allowed, allowTo("*", deny));
    expect(ask({ keyPolicy, identity: full })).toBe("ExplicitlyDenied");
    expect(ask({ keyPolicy, principal: stranger, identity: full })).toBe("ExplicitlyDenied");
  });

  test("can always be repaired by the bucket's root user", () => {
    const keyPolicy = policy(allowTo("*", { Effect: "Deny", Action: "s3:*" }));
    const resource = "arn:aws:s3:::logs";
    expect(ask({ keyPolicy, principal: arn("root"), action: "s3:PutBucketPolicy", resource })).toBe(
      "Allowed",
    );
    expect(ask({ keyPolicy, principal: arn("root"), action: "s3:ListBucket", resource })).toBe(
      "ExplicitlyDenied",
    );
  });
});

describe("a trust policy", () => {
  const ask = (Principal: unknown, principal: string, identity?: Given["identity"]): string =>
    verdict({
      keyPolicy: trust("sts:AssumeRole", Principal),
      principal,
      action: "sts:AssumeRole",
      ...(identity && { identity }),
      options: { kind: "trust" },
    });

  test("lets in whom it names in the role's account, and leaves an account to IAM", () => {
    expect(ask({ AWS: bob }, bob)).toBe("Allowed");
    expect(ask(root, bob)).toBe("ImplicitlyDenied");
    expect(ask(root, bob, full)).toBe("Allowed");
    expect(ask({ Service: "lambda.amazonaws.com" }, "lambda.amazonaws.com")).toBe("Allowed");
  });

  test("under sts:ExternalId lets in nobody without it, whoever is named", () => {
    const statement = {
      Effect: "Allow",
      Principal: { AWS: stranger },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": "audit-7" } },
    };
    const assume = (context: Given["context"]): string =>
      verdict({
        keyPolicy: policy(statement),
        principal: stranger,
        action: "sts:AssumeRole",
        identity: full,
        context,
        options: { kind: "trust" },
      });
    expect(assume({ "sts:ExternalId": "audit-7" })).toBe("Allowed");
    expect(assume({ "sts:ExternalId": "audit-8" })).toBe("ImplicitlyDenied");
    expect(assume({})).toBe("ImplicitlyDenied");
  });

  test("is not enough for another account, and never for a root user", () => {
    expect(ask({ AWS: stranger }, stranger)).toBe("ImplicitlyDenied");
    expect(ask({ AWS: stranger }, stranger, full)).toBe("Allowed");
    expect(ask(root, arn("root"))).toBe("ImplicitlyDenied");
    const foreign = arn("root", other);
    const iam = { owner, iamAllows: true, kind: "trust" } as const;
    const request = { principal: foreign, action: "sts:AssumeRole" };
    expect(authorize(trust("sts:*", { AWS: foreign }), request, noDocuments, iam)).toMatchObject({
      verdict: "ImplicitlyDenied",
      notKnown: [],
    });
  });
});
