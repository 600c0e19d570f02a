import fc from "fast-check";
import type { Verdict } from "../../lib/evaluate/decision";
import { evaluate } from "../../lib/evaluate/evaluate";
import type { AccessRequest } from "../../lib/evaluate/request";

const owner = "111111111111";
const other = "222222222222";
const trail = `arn:aws:cloudtrail:us-east-1:${owner}:trail/a`;
const contextKey = "kms:EncryptionContext:aws:cloudtrail:arn";
const verdicts: readonly Verdict[] = ["Allowed", "ExplicitlyDenied", "ImplicitlyDenied", "Unknown"];

const iam = (account: string, rest: string): string => `arn:aws:iam::${account}:${rest}`;
const names = fc.constantFrom("A", "B");
const accounts = fc.constantFrom(owner, other);

const awsPrincipals = fc.oneof(
  fc.constant("*"),
  accounts,
  accounts.map((id) => iam(id, "root")),
  fc
    .tuple(accounts, fc.constantFrom("user", "role", "role/p"), names)
    .map(([id, kind, name]) => iam(id, `${kind}/${name}`)),
  fc.tuple(accounts, names).map(([id, name]) => `arn:aws:sts::${id}:assumed-role/${name}/s`),
);
const services = fc.constantFrom("cloudtrail.amazonaws.com", "s3.amazonaws.com");
const principalElements = fc.oneof(
  fc.constant("*"),
  fc.record(
    {
      AWS: fc.array(awsPrincipals, { minLength: 1, maxLength: 3 }),
      Service: fc.array(services, { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: [] },
  ),
);
const namesSomebody = (principal: object | string): boolean => Object.keys(principal).length > 0;
const actions = fc.constantFrom(
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyPair",
);
const actionPatterns = fc.oneof(
  actions,
  fc.constantFrom("*", "kms:*", "kms:De*", "kms:GenerateDataKey*", "KMS:decrypt", "s3:*"),
);
const sources = fc.constantFrom(trail, trail.replace(owner, other), "arn:aws:s3:::b");
const values = fc.oneof(
  sources,
  fc.constantFrom(owner, other, "10.0.0.1", "5", "true", "2026-01-01", "*", "arn:aws:cloudtrail:*:*:trail/*"),
);
const operators = fc
  .tuple(
    fc.constantFrom("", "ForAllValues:", "ForAnyValue:"),
    fc.constantFrom(
      "StringEquals",
      "StringNotEquals",
      "StringLike",
      "StringNotLike",
      "StringEqualsIgnoreCase",
      "ArnLike",
      "ArnNotEquals",
    ),
    fc.constantFrom("", "IfExists"),
  )
  .map((parts) => parts.join(""));
const keys = fc.constantFrom(
  "aws:SourceArn",
  contextKey,
  "kms:CallerAccount",
  "aws:PrincipalArn",
  "aws:SourceIp",
  "AWS:SOURCEARN",
);
const conditions = fc.dictionary(
  fc.oneof(operators, fc.constant("Null")),
  fc.dictionary(keys, fc.array(values, { minLength: 1, maxLength: 3 }), { maxKeys: 2 }),
  { maxKeys: 2 },
);
const readable = conditions.map((operatorsOf) =>
  Object.fromEntries(
    Object.entries(operatorsOf).map(([operator, tests]) => [
      operator,
      operator === "Null" ? Object.fromEntries(Object.keys(tests).map((key) => [key, "true"])) : tests,
    ]),
  ),
);
type StatementJson = Readonly<Record<string, unknown>>;
const statements: fc.Arbitrary<StatementJson> = fc
  .record({
    Effect: fc.constantFrom("Allow", "Allow", "Deny"),
    negatePrincipal: fc.boolean(),
    principal: principalElements,
    negateAction: fc.boolean(),
    action: fc.array(actionPatterns, { minLength: 1, maxLength: 3 }),
    Resource: fc.constantFrom("*", `arn:aws:kms:*:${owner}:key/*`, `arn:aws:kms:us-east-1:${other}:key/k`),
    Condition: readable,
  })
  .map(({ negatePrincipal, principal, negateAction, action, ...rest }) => ({
    ...rest,
    [negatePrincipal && namesSomebody(principal) ? "NotPrincipal" : "Principal"]: principal,
    [negateAction ? "NotAction" : "Action"]: action,
  }));
const policies = fc.array(statements, { maxLength: 5 });

const principals = fc.oneof(awsPrincipals, services);
const requests: fc.Arbitrary<AccessRequest> = fc.record(
  {
    principal: principals,
    action: actions,
    resource: fc.constantFrom(`arn:aws:kms:us-east-1:${owner}:key/k`, `arn:aws:kms:us-east-1:${other}:key/k`),
    context: fc.dictionary(keys, fc.oneof(values, fc.array(values, { maxLength: 3 })), { maxKeys: 3 }),
  },
  { requiredKeys: ["principal", "action"] },
);
const settings = { numRuns: 300 };

const decide = (list: readonly StatementJson[], request: AccessRequest, iamAllows = false): Verdict =>
  evaluate({ Version: "2012-10-17", Statement: list }, request, { owner, iamAllows }).verdict;

test("adding a Deny allows nobody more", () => {
  fc.assert(
    fc.property(policies, statements, requests, fc.boolean(), (list, added, request, iam) => {
      const before = decide(list, request, iam);
      const after = decide([...list, { ...added, Effect: "Deny" }], request, iam);

      expect([before, "ExplicitlyDenied"]).toContain(after);
    }),
    settings,
  );
});

test("adding an Allow takes nothing from anybody", () => {
  fc.assert(
    fc.property(policies, statements, requests, fc.boolean(), (list, added, request, iam) => {
      const before = decide(list, request, iam);
      const after = decide([...list, { ...added, Effect: "Allow" }], request, iam);

      expect(before === "ImplicitlyDenied" ? ["ImplicitlyDenied", "Allowed"] : [before]).toContain(after);
    }),
    settings,
  );
});

test("an IAM that allows more takes nothing away", () => {
  fc.assert(
    fc.property(policies, requests, (list, request) => {
      const without = decide(list, request, false);

      expect(without === "ImplicitlyDenied" ? ["ImplicitlyDenied", "Allowed"] : [without]).toContain(
        decide(list, request, true),
      );
    }),
    settings,
  );
});

const reversed = (json: unknown): unknown => {
  if (Array.isArray(json)) return json.map(reversed).reverse();
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .map(([key, value]) => [key, reversed(value)] as const)
      .reverse(),
  );
};

test("the order of statements, of members and of list elements is irrelevant", () => {
  fc.assert(
    fc.property(policies, requests, fc.boolean(), (list, request, iam) => {
      expect(decide(reversed(list) as StatementJson[], request, iam)).toBe(decide(list, request, iam));
    }),
    settings,
  );
});

test("saying a statement twice changes nothing", () => {
  fc.assert(
    fc.property(policies, requests, (list, request) => {
      expect(decide([...list, ...list], request)).toBe(decide(list, request));
    }),
    settings,
  );
});

test("a star allows whatever the list it stands for allows", () => {
  fc.assert(
    fc.property(statements, requests, fc.boolean(), (json, request, iam) => {
      const statement = { ...json, Effect: "Allow" };
      fc.pre(decide([statement], request, iam) === "Allowed");

      for (const element of ["Principal", "Action", "Resource"]) {
        const { [`Not${element}`]: negation, ...rest } = statement as StatementJson;
        const wider = { ...rest, [element]: "*" };
        expect([negation, decide([wider], request, iam)]).toEqual([negation, "Allowed"]);
      }
    }),
    settings,
  );
});

test("an element and its negation cover everything between them, and nothing both", () => {
  fc.assert(
    fc.property(fc.array(actionPatterns, { minLength: 1 }), requests, (list, request) => {
      const everybody = { Effect: "Allow", Principal: "*", Resource: "*" };
      const both = [
        { ...everybody, Action: list },
        { ...everybody, NotAction: list },
      ].map((one) => decide([one], request, true));

      expect([...both].sort()).toEqual(["Allowed", "ImplicitlyDenied"]);
    }),
    settings,
  );
});

/** Every place where a policy holds text that Terraform could fill in. */
function textsOf(
  json: unknown,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (typeof json === "string") return [path];
  if (Array.isArray(json)) return json.flatMap((value, index) => textsOf(value, [...path, index]));
  if (typeof json !== "object" || json === null) return [];
  return Object.entries(json).flatMap(([key, value]) => textsOf(value, [...path, key]));
}

function replaced(
  json: unknown,
  [step, ...rest]: readonly (string | number)[],
  change: (text: string) => string,
): unknown {
  if (step === undefined) return typeof json === "string" ? change(json) : json;
  if (Array.isArray(json)) {
    return json.map((value, index) => (index === step ? replaced(value, rest, change) : (value as unknown)));
  }
  return Object.fromEntries(
    Object.entries(json as object).map(([key, value]) => [
      key,
      key === step ? replaced(value, rest, change) : value,
    ]),
  );
}

test("leaving a part of a policy to Terraform gives the same verdict, or Unknown with that verdict among the possible", () => {
  let unknown = 0;
  fc.assert(
    fc.property(
      fc.array(statements, { minLength: 1, maxLength: 4 }),
      requests,
      fc.boolean(),
      fc.nat(),
      fc.nat(),
      fc.nat(),
      (list, request, iamAllows, which, from, to) => {
        const paths = textsOf(list);
        const path = paths[which % paths.length] ?? [];
        const holed = replaced(list, path, (text) => {
          const [start, end] = [from % (text.length + 1), to % (text.length + 1)].sort(
            (left, right) => left - right,
          );
          return `${text.slice(0, start)}\${var.x}${text.slice(end)}`;
        });
        const known = decide(list, request, iamAllows);
        const decision = evaluate({ Version: "2012-10-17", Statement: holed }, request, { owner, iamAllows });
        if (decision.verdict === "Unknown") unknown++;

        expect(decision.faults).toEqual([]);
        expect(
          decision.verdict === "Unknown" ? [...decision.possible, "Unknown"] : [decision.verdict],
        ).toContain(known);
      },
    ),
    { numRuns: 1500 },
  );
  expect(unknown).toBeGreaterThan(50);
});

test("whatever JSON the policy is, there is a verdict", () => {
  const members = fc.constantFrom(
    "Version",
    "Statement",
    "Effect",
    "Principal",
    "Action",
    "Resource",
    "Condition",
    "AWS",
    "StringLike",
    "__proto__",
  );
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { depthSize: "medium", withCrossShrink: true },
      fc.oneof(
        fc.string(),
        values,
        fc.constantFrom("Allow", "Deny", "${", "${}", "${var.x}", "${aws:username, '"),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
      ),
      fc.array(tie("json"), { maxLength: 3 }),
      fc.dictionary(members, tie("json"), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(json, requests, (policy, request) => {
      const decision = evaluate(policy, request, { owner });

      expect(verdicts).toContain(decision.verdict);
      expect(decision.statements.length + decision.reasons.length).toBe(
        new Set([...decision.statements, ...decision.reasons].map(({ index }) => index)).size,
      );
    }),
    settings,
  );
});
