import fc from "fast-check";
import type { CompiledPolicy } from "../../lib/evaluate/compile-policy";
import { compileJson, evaluate } from "../../lib/evaluate/evaluate";
import type { AccessRequest } from "../../lib/evaluate/request";
import { exampleStatements } from "../../lib/lint/examples";
import type { Finding, LintOptions } from "../../lib/lint/lint";
import { lint } from "../../lib/lint/lint";
import type { JsonValue } from "../../lib/terraform/canonical-json";
import { policies as legalPolicies } from "../merge/arbitrary-policy";
import { configInputs } from "../support/arbitrary-config";
import { configOf, placeOf, policyIn } from "../support/place";
import { keyExpectations } from "../../lib/expectations/key-expectations";

/**
 * What a fix may do is stated here a second time, by brute force and knowing nothing of how lint decides it: lists of
 * requests, each put to the policy before and after.
 */

type Json = Readonly<Record<string, JsonValue>>;

const owner = "111111111111";
const options: LintOptions = { owner };
const contextKey = "kms:EncryptionContext:aws:cloudtrail:arn";
const cloudTrail = "cloudtrail.amazonaws.com";
const trailOf = (account: string): string => `arn:aws:cloudtrail:us-east-1:${account}:trail/org-audit`;
const organization = "o-exampleorgid";

const statement: fc.Arbitrary<Json> = fc
  .record(
    {
      Sid: fc.constantFrom<JsonValue>("A", "B", "Enable IAM policies"),
      Effect: fc.constantFrom<JsonValue>("Allow", "Allow", "Allow", "Deny"),
      Principal: fc.constantFrom<JsonValue>(
        "*",
        { AWS: "*" },
        { AWS: "*", Service: cloudTrail },
        { AWS: ["*", "arn:aws:iam::222222222222:root"] },
        { Service: cloudTrail },
        { Service: cloudTrail },
        { Service: [cloudTrail, "sns.amazonaws.com"] },
        { Service: "cloudtrial.amazonaws.com" },
        { AWS: "arn:aws:iam::111111111111:root" },
        { AWS: "111111111111" },
        { AWS: ["arn:aws:iam::111111111111:role/Auditor", "arn:aws-cn:iam::222222222222:role/x"] },
        { AWS: "arn:aws:iam::222222222222:root" },
      ),
      Action: fc.constantFrom<JsonValue>(
        "kms:*",
        "kms:Decrypt",
        ["kms:Decrypt", "kms:DescribeKey"],
        "kms:ReEncrypt",
        ["kms:DeleteKey", "kms:DescribKey"],
        ["kms:Encrypt", "kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey"],
        "kms:GenerateDataKey*",
        ["kms:GenerateDataKey*", "kms:DescribeKey"],
        "kms:PutKeyPolici",
        "kms:DescribeKey",
      ),
      Resource: fc.constantFrom<JsonValue>("*", "*", "arn:aws:s3:::x", [
        "arn:aws:s3:::x",
        "arn:aws:kms:*:222222222222:key/1",
      ]),
      Condition: fc
        .record(
          {
            StringEquals: fc.oneof(
              fc.constantFrom(owner, "1*", "0", "${aws:PrincipalAccount}", "222222222222").map((account) => ({
                "kms:CallerAccount": account,
              })),
              fc.constantFrom(owner, "222222222222").map((account) => ({ "aws:SourceAccount": account })),
              fc.constant({ "aws:SourceOrgID": organization }),
              fc.constant({ "aws:PrincipalOrgID": organization }),
              fc
                .constantFrom(trailOf(owner), "arn:aws:cloudtrail:*:111111111111:trail/*")
                .map((arn) => ({ "aws:SourceArn": arn })),
              fc.constant({ [contextKey]: "arn:aws:cloudtrail:*:111111111111:trail/*" }),
            ),
            StringLike: fc
              .constantFrom(
                trailOf(owner),
                "arn:aws:cloudtrail:*:111111111111:trail/*",
                "arn:aws:cloudtrail:*:222222222222:trail/*",
              )
              .map((arn) => ({ [contextKey]: arn })),
            StringNotEquals: fc.constant({ "aws:PrincipalArn": "arn:aws:iam::111111111111:role/*" }),
            Null: fc.constantFrom("true", "false").map((value) => ({ [contextKey]: value })),
          },
          { requiredKeys: [] },
        )
        .map((condition): JsonValue => condition as JsonValue),
    },
    { requiredKeys: ["Effect", "Principal", "Action"] },
  )
  .map((made) => made as Json);

const right = fc.subarray<Json>(Object.values(exampleStatements));

const flawedPolicies: fc.Arbitrary<Json> = fc
  .tuple(right, fc.array(statement, { minLength: 1, maxLength: 4 }))
  .map(([some, flawed]) => ({ Version: "2012-10-17", Statement: [...some, ...flawed] }));

const statementsOf = ({ Statement = [] }: Json): readonly JsonValue[] =>
  (Array.isArray(Statement) ? Statement : [Statement]) as readonly JsonValue[];

function fixed(policy: Json, { fix, path: [, index] }: Finding): Json {
  const statements = statementsOf(policy);
  const made = fix?.statements ?? [];
  return {
    ...policy,
    Statement:
      fix?.how === "add"
        ? [...statements, ...made]
        : statements.flatMap((one, place) =>
            place === (typeof index === "number" ? index : 0) ? made : [one],
          ),
  };
}

interface Asked {
  readonly request: AccessRequest;
  readonly iamAllows: boolean;
}

const actions = [
  ...["Decrypt", "DescribeKey", "GenerateDataKey", "Encrypt", "ReEncryptFrom", "ReEncryptTo", "CreateGrant"],
  ...["PutKeyPolicy", "ScheduleKeyDeletion"],
].map((name) => `kms:${name}`);

type Context = Readonly<Record<string, string>>;

const log = (account: string): Context => ({ [contextKey]: trailOf(account) });
const source = (account: string): Context => ({
  "aws:SourceArn": trailOf(account),
  "aws:SourceAccount": account,
});

/** DescribeKey and the like have no encryption context. */
const withContext = new Set(actions.slice(0, 7).filter((name) => name !== "kms:DescribeKey"));
const real = (action: string, context: Context): Context =>
  withContext.has(action)
    ? context
    : Object.fromEntries(Object.entries(context).filter(([key]) => !key.startsWith("kms:Enc")));

const requests = (
  principals: readonly string[],
  contexts: readonly Context[],
  iamAllows: boolean,
  which: readonly string[] = actions,
): readonly Asked[] =>
  principals.flatMap((principal) =>
    which.flatMap((action) =>
      contexts.map((context) => ({
        request: { principal, action, context: real(action, context) },
        iamAllows,
      })),
    ),
  );

const otherData: Context = { "kms:EncryptionContext:purpose": "other" };
const ofOrganization: Context = { "aws:PrincipalOrgID": organization };

const people = (policy: Json): readonly string[] => {
  const text = JSON.stringify(policy);
  return [
    "arn:aws:iam::111111111111:role/Anybody",
    "arn:aws:iam::111111111111:root",
    ...["222222222222", "333333333333", "777777777777"]
      .filter((account) => text.includes(`arn:aws:iam::${account}:root`) || text.includes(`"${account}"`))
      .map((account) => `arn:aws:iam::${account}:role/Anybody`),
    ...["role/Auditor", "user/Bob"]
      .map((rest) => `arn:aws:iam::111111111111:${rest}`)
      .filter((arn) => text.includes(arn)),
  ];
};

const peoplesContexts = [{}, otherData, log(owner), ofOrganization, { ...log(owner), ...ofOrganization }];

/** Decisions that are right where they are Allowed. */
const rightIfAllowed = (policy: Json): readonly Asked[] => [
  ...requests(people(policy), peoplesContexts, true),
  // A role or user that is named needs no IAM.
  ...requests(
    people(policy).filter((arn) => /Auditor|Bob/.test(arn)),
    peoplesContexts,
    false,
  ),
  ...[owner, "222222222222", "333333333333", "777777777777"]
    .filter((account) => account === owner || JSON.stringify(policy).includes(`:${account}:trail/`))
    .flatMap((account) => trailsUse({ ...log(account), ...source(account) })),
  // A member of the organization that a statement names has a trail of its own.
  ...(JSON.stringify(policy).includes('"aws:SourceOrgID"')
    ? trailsUse({ ...log("555555555555"), ...source("555555555555"), "aws:SourceOrgID": organization })
    : []),
  ...["sns.amazonaws.com", "delivery.logs.amazonaws.com"]
    .filter((service) => JSON.stringify(policy).includes(service))
    .flatMap((service) => requests([service], [{}, source(owner)], false)),
];

const trailsUse = (context: Context): readonly Asked[] =>
  requests([cloudTrail], [context], false, ["kms:GenerateDataKey", "kms:DescribeKey", "kms:Decrypt"]);

/** Decisions that are right where they are not Allowed. */
const rightIfRefused: readonly Asked[] = [
  ...requests(
    ["arn:aws:iam::999999999999:role/Admin", "arn:aws:iam::999999999999:root"],
    [{}, log(owner)],
    true,
  ),
  ...requests(["*", "s3.amazonaws.com", "config.amazonaws.com"], [{}, log(owner)], false),
  ...requests(["arn:aws:iam::111111111111:role/Nobody"], [{}, log(owner)], false),
  ...requests([cloudTrail], [{}, log(owner), source(owner)], false, ["kms:GenerateDataKey", "kms:Decrypt"]),
  ...requests([cloudTrail], [{ ...log("999999999999"), ...source("999999999999") }], false),
  ...requests([cloudTrail], [{ ...log(owner), ...source("999999999999") }], false),
  ...requests([cloudTrail], [{ ...log(owner), ...source(owner) }], false, [
    "kms:Encrypt",
    "kms:CreateGrant",
    "kms:PutKeyPolicy",
  ]),
];

/** What the rule itself is about: a reader that may decrypt anything. */
const isMeant = ({ code }: Finding, { request }: Asked): boolean =>
  code === "reader-without-context" &&
  /^kms:(Decrypt|ReEncryptFrom)$/.test(request.action) &&
  request.context?.[contextKey] === undefined;

const verdict = (policy: CompiledPolicy, { request, iamAllows }: Asked): string =>
  evaluate(
    policy,
    { ...request, context: { "aws:SecureTransport": "true", ...request.context } },
    { owner, iamAllows },
  ).verdict;

const said = (asked: Asked, before: string, after: string): string =>
  `${before} -> ${after}: ${JSON.stringify(asked)}`;

function wrongs(policy: Json, finding: Finding): readonly string[] {
  const [before, after] = [compileJson(policy), compileJson(fixed(policy, finding))];
  const right = rightIfAllowed(policy);
  return [
    ...right.flatMap((asked) => {
      const [was, is] = [verdict(before, asked), verdict(after, asked)];
      const lost = was === "Allowed" && is !== "Allowed" && !isMeant(finding, asked);
      return lost ? [said(asked, was, is)] : [];
    }),
    ...rightIfRefused.flatMap((asked) => {
      const [was, is] = [verdict(before, asked), verdict(after, asked)];
      return !["Allowed", "Unknown"].includes(was) && ["Allowed", "Unknown"].includes(is)
        ? [said(asked, was, is)]
        : [];
    }),
    ...[...right, ...rightIfRefused].flatMap((asked) => {
      const [was, is] = [verdict(before, asked), verdict(after, asked)];
      return was === "ExplicitlyDenied" && is !== was ? [said(asked, was, is)] : [];
    }),
  ];
}

const counted = (findings: readonly Finding[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { code, severity } of findings) {
    counts.set(`${severity} ${code}`, (counts.get(`${severity} ${code}`) ?? 0) + 1);
  }
  return counts;
};

/** What a fix leaves undone or brings about. */
function left(
  before: readonly Finding[],
  after: readonly Finding[],
  { severity, code }: Finding,
): readonly string[] {
  const [was, is] = [counted(before), counted(after)];
  return [...was.keys(), ...is.keys()].filter((name) => {
    const most = (was.get(name) ?? 0) - (name === `${severity} ${code}` ? 1 : 0);
    return (is.get(name) ?? 0) > most;
  });
}

/** Of what was offered, so that the properties are not about nothing. */
const offered = new Map<string, number>();

function expectSound(policy: Json, given: LintOptions): void {
  const findings = lint(policy, given);
  for (const finding of findings) {
    if (finding.fix === null) continue;
    offered.set(finding.code, (offered.get(finding.code) ?? 0) + 1);
    expect([finding.code, finding.fix, left(findings, lint(fixed(policy, finding), given), finding)]).toEqual(
      [finding.code, finding.fix, []],
    );
    expect([finding.code, finding.fix, wrongs(policy, finding)]).toEqual([finding.code, finding.fix, []]);
  }
}

test("no fix of a flawed policy takes away what is right, lets anybody in, or brings another finding", () => {
  fc.assert(
    fc.property(flawedPolicies, (policy) => {
      expectSound(policy, options);
    }),
    { numRuns: 40 },
  );
  expect(offered.size).toBeGreaterThan(5);
});

test("nor does one of any legal policy", () => {
  fc.assert(
    fc.property(legalPolicies(), (policy) => {
      expectSound(policy, options);
    }),
    { numRuns: 40 },
  );
});

test("judged by a config, a fix makes no expectation fail that was met", () => {
  fc.assert(
    fc.property(configInputs(), fc.array(statement, { maxLength: 2 }), fc.nat(), (input, more, drop) => {
      const config = configOf(input);
      const own = statementsOf(policyIn(config) as Json);
      const policy: Json = {
        Version: "2012-10-17",
        Statement: [...own.filter((_, index) => index !== drop % (own.length + 1)), ...more],
      };
      const place = placeOf(config);
      const expectations = keyExpectations(config, place);
      const met = (json: Json): readonly string[] => {
        const judged = compileJson(json);
        return expectations
          .filter(({ expect: expected, principal, action, context = {}, iamAllows = false }) => {
            const decision = evaluate(
              judged,
              { principal, action, context: { "aws:SecureTransport": "true", ...context } },
              { owner: place.owner, iamAllows },
            );
            return (decision.verdict === "Allowed") === (expected === "Allowed");
          })
          .map(({ name }) => name);
      };
      const before = met(policy);
      for (const finding of lint(policy, { config, owner: place.owner })) {
        if (finding.fix === null) continue;
        const after = new Set(met(fixed(policy, finding)));
        expect([finding.code, before.filter((name) => !after.has(name))]).toEqual([finding.code, []]);
      }
    }),
    { numRuns: 10 },
  );
});
