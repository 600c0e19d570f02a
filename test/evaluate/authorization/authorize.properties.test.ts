import * as fc from "fast-check";
import type { DocumentsInput } from "../../../lib/documents/documents-schema";
import { parseDocuments } from "../../../lib/documents/parse-documents";
import type { Authorization } from "../../../lib/evaluate/authorization/authorization";
import type { AuthorizeOptions } from "../../../lib/evaluate/authorize";
import { authorize } from "../../../lib/evaluate/authorize";
import { noDocuments } from "../../../lib/evaluate/authorization/documents";
import { evaluate } from "../../../lib/evaluate/evaluate";
import { allow, allowTo, arn, deny, denyAll, management, other, owner, policy, session } from "./asked";

type Identity = NonNullable<Account["identities"]>[string];
type Account = NonNullable<DocumentsInput["accounts"]>[string];
type Json = Record<string, unknown>;

const role = arn("role/team/Auditor");
const auditor = session("Auditor/me");
const bob = arn("user/Bob");
const stranger = arn("role/Reader", other);
const principals = [
  bob,
  role,
  auditor,
  stranger,
  arn("root"),
  arn("root", other),
  "*",
  "logs.amazonaws.com",
  session("AWSServiceRoleForX/s"),
];
const actions = [
  "kms:Decrypt",
  "kms:PutKeyPolicy",
  "kms:DescribeKey",
  "kms:ListKeys",
  "kms:CreateAlias",
  "kms:RetireGrant",
];
const action = fc.constantFrom(...actions, "kms:*");

const condition = fc.constantFrom<Json>(
  {},
  { Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:*" } } },
  { Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } } },
);
const named = fc.constantFrom<unknown>(
  "*",
  { AWS: arn("root") },
  { AWS: [role, bob] },
  { AWS: [auditor, stranger] },
  { AWS: arn("root", other) },
  { Service: "logs.amazonaws.com" },
);
const statement: fc.Arbitrary<Json> = fc
  .tuple(fc.constantFrom("Allow", "Allow", "Deny"), named, action, condition, fc.boolean())
  .map(([Effect, Principal, Action, rest, negated]): Json => {
    const excepts = negated && Effect === "Deny" && Principal !== "*";
    const base = { Effect, Action, Resource: "*", ...rest };
    return excepts ? { ...base, NotPrincipal: Principal } : allowTo(Principal, base);
  });
const keyPolicy = fc.array(statement, { maxLength: 4 }).map((statements): Json => policy(...statements));

const attached: fc.Arbitrary<Json> = fc
  .tuple(fc.constantFrom(allow, allow, deny), action, condition)
  .map(([make, Action, rest]): Json => make(Action, rest));
const some = fc.array(attached, { maxLength: 2 });
const identityOf = (one: string): fc.Arbitrary<Identity> =>
  one.includes(":assumed-role/")
    ? fc.record({ sessionPolicies: some })
    : fc.record({ policies: some, boundary: fc.option(attached) });
const account = (...arns: readonly string[]): fc.Arbitrary<Account> =>
  fc.record({
    scps: fc
      .array(fc.array(attached, { minLength: 1, maxLength: 2 }), { maxLength: 2 })
      .map((levels) => levels.map((policies, index) => ({ level: `${index}`, policies }))),
    rcps: fc.array(
      action.map((Action): Json => denyAll(Action)),
      { maxLength: 1 },
    ),
    identities: fc
      .tuple(...arns.map(identityOf))
      .map((all) => Object.fromEntries(all.map((one, index) => [arns[index] ?? "", one]))),
  });
const ungoverned = (one: Account): Account => ({ ...one, scps: [], rcps: [] });
const grant = fc.record({
  GranteePrincipal: fc.constantFrom(...principals.filter((one) => one !== "*")),
  Operations: fc.subarray(["Decrypt", "DescribeKey", "RetireGrant"]),
});

/** Every document that there is. */
const documents: fc.Arbitrary<DocumentsInput> = fc
  .tuple(
    fc.constantFrom(owner, other, management, null),
    account(bob, role, auditor, arn("role/AWSServiceRoleForX"), session("AWSServiceRoleForX/s")),
    account(stranger),
    fc.array(grant, { maxLength: 2 }),
  )
  .map(([managementAccount, own, others, Grants]) => ({
    managementAccount,
    // Without an organization there is nobody to give an account SCPs or RCPs.
    accounts:
      managementAccount === null
        ? { [owner]: ungoverned(own), [other]: ungoverned(others) }
        : { [owner]: own, [other]: others },
    grants: { Grants },
  }));

const request = fc.record({ principal: fc.constantFrom(...principals), action: fc.constantFrom(...actions) });
const options: fc.Arbitrary<AuthorizeOptions> = fc.record({
  owner: fc.constant(owner),
  kind: fc.constantFrom<"key" | "bucket" | "trust">("key", "key", "key", "bucket", "trust"),
});

function decide(
  policyJson: Json,
  asked: { principal: string; action: string },
  given: DocumentsInput,
  asOptions: AuthorizeOptions,
): Authorization {
  const parsed = parseDocuments(given);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return authorize(policyJson, asked, parsed.documents, asOptions);
}

/** Which documents are kept; the rest were not given. */
const kept = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });

function partOf(given: DocumentsInput, keeps: readonly boolean[]): DocumentsInput {
  let at = 0;
  const keep = <Value>(value: Value): Value | undefined => (keeps[at++ % keeps.length] ? value : undefined);
  const defined = <Members extends object>(members: Members): Members =>
    Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Members;
  return defined({
    managementAccount: keep(given.managementAccount),
    grants: keep(given.grants),
    accounts: Object.fromEntries(
      Object.entries(given.accounts ?? {}).map(([id, { scps, rcps, identities = {} }]) => [
        id,
        defined({
          scps: keep(scps),
          rcps: keep(rcps),
          identities: Object.fromEntries(
            Object.entries(identities).map(([one, { policies, boundary, sessionPolicies }]) => [
              one,
              defined({
                policies: keep(policies),
                boundary: keep(boundary),
                sessionPolicies: keep(sessionPolicies),
              }),
            ]),
          ),
        }),
      ]),
    ),
  });
}

test("whatever the documents say that were not given, the verdict is among the possible ones", () => {
  fc.assert(
    fc.property(keyPolicy, request, documents, kept, options, (json, asked, all, keeps, asOptions) => {
      const known = decide(json, asked, all, asOptions);
      const told = decide(json, asked, partOf(all, keeps), asOptions);
      expect(told.possible).toEqual(expect.arrayContaining([...known.possible]));
      if (told.verdict !== "Unknown") expect(told.possible).toContain(told.verdict);
    }),
    { numRuns: 300 },
  );
});

test("where nothing is missing that matters, what is told of the outcome is certain", () => {
  fc.assert(
    fc.property(keyPolicy, request, documents, kept, options, (json, asked, all, keeps, asOptions) => {
      const told = decide(json, asked, partOf(all, keeps), asOptions);
      if (told.notKnown.length > 0 || told.verdict === "Unknown") return;
      const known = decide(json, asked, all, asOptions);
      expect(known.verdict === "Allowed").toBe(told.verdict === "Allowed");
    }),
    { numRuns: 300 },
  );
});

test("without documents, the key policy decides as evaluate does", () => {
  const decided = request.filter((asked) => asked.action !== "kms:RetireGrant");
  fc.assert(
    fc.property(keyPolicy, decided, fc.boolean(), (json, asked, iamAllows) => {
      const { verdict } = authorize(json, asked, noDocuments, { owner, iamAllows });
      expect(verdict).toBe(evaluate(json, asked, { owner, iamAllows }).verdict);
    }),
    { numRuns: 1000 },
  );
});

test("with every document, nothing is not known", () => {
  fc.assert(
    fc.property(keyPolicy, request, documents, options, (json, asked, all, asOptions) => {
      const root = asked.principal === arn("root", other);
      if (!root) expect(decide(json, asked, all, asOptions).notKnown).toEqual([]);
    }),
  );
});

test("a Deny more, in whatever document, never lets a request through", () => {
  const places = fc.constantFrom("key policy", "scp", "rcp", "identity", "boundary", "session policy");
  fc.assert(
    fc.property(keyPolicy, request, documents, action, places, (json, asked, all, Action, place) => {
      fc.pre(place !== "rcp" || all.managementAccount !== null);
      const before = decide(json, asked, all, { owner });
      const denied = withDeny(json, all, Action, place);
      const after = decide(denied.json, asked, denied.documents, { owner });
      if (before.verdict !== "Allowed") expect(after.verdict).not.toBe("Allowed");
      expect(before.possible.includes("Allowed") || !after.possible.includes("Allowed")).toBe(true);
    }),
    { numRuns: 300 },
  );
});

function withDeny(
  json: Json,
  all: DocumentsInput,
  Action: string,
  place: string,
): { json: Json; documents: DocumentsInput } {
  if (place === "key policy") {
    const denied = policy(...(json.Statement as Json[]), allowTo("*", { Effect: "Deny", Action }));
    return { json: denied, documents: all };
  }
  const more = deny(Action);
  const denied = ({ scps = [], rcps = [], identities = {} }: Account): Account => ({
    scps: place === "scp" ? scps.map((one) => ({ ...one, policies: [...one.policies, more] })) : scps,
    rcps: place === "rcp" ? [...rcps, denyAll(Action)] : rcps,
    identities: mapped(identities, (identity) => denyTo(identity, place, more)),
  });
  return { json, documents: { ...all, accounts: mapped(all.accounts ?? {}, denied) } };
}

const mapped = <Value>(
  members: Record<string, Value>,
  change: (value: Value) => Value,
): Record<string, Value> =>
  Object.fromEntries(Object.entries(members).map(([key, value]) => [key, change(value)]));

function denyTo({ policies, boundary, sessionPolicies }: Identity, place: string, more: Json): Identity {
  const both = (one: Json): Json => policy(...(one.Statement as Json[]), ...(more.Statement as Json[]));
  const isSession = place === "session policy";
  return {
    ...(policies && { policies: place === "identity" ? [...policies, more] : policies }),
    ...(boundary !== undefined && { boundary: place === "boundary" && boundary ? both(boundary) : boundary }),
    // A session without a session policy is bound by none: one more would be another session.
    ...(sessionPolicies && {
      sessionPolicies: isSession && sessionPolicies.length > 0 ? [...sessionPolicies, more] : sessionPolicies,
    }),
  };
}
