import fc from "fast-check";
import { accessTable } from "../../lib/access/access-table";
import { withOpenConditions } from "../../lib/evaluate/authorization/open-conditions";
import { noDocuments } from "../../lib/evaluate/authorization/documents";
import { authorize } from "../../lib/evaluate/authorize";
import { compileJson } from "../../lib/evaluate/evaluate";
import { StatementIndex } from "../../lib/evaluate/statement-index";
import { policies } from "../merge/arbitrary-policy";

const owner = "111111111111";
const contextKey = "kms:EncryptionContext:aws:cloudtrail:arn";
const trail = `arn:aws:cloudtrail:us-east-1:${owner}:trail/org-audit`;
const principals = fc.constantFrom(
  "cloudtrail.amazonaws.com",
  "*",
  `arn:aws:iam::${owner}:root`,
  `arn:aws:iam::${owner}:role/Auditor`,
  `arn:aws:sts::${owner}:assumed-role/Auditor/session`,
  "arn:aws:iam::222222222222:user/Bob",
);
const conditions = fc.constantFrom(
  undefined,
  { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
  { Null: { [contextKey]: "false" } },
  { StringEquals: { [contextKey]: trail, "aws:PrincipalTag/team": "audit" } },
  { StringEquals: { "aws:SourceArn": trail }, StringLike: { "aws:PrincipalOrgID": "o-*" } },
);
const actions = fc.constantFrom("kms:Decrypt", "kms:*", "kms:GenerateDataKey*", "kms:PutKeyPolicy");
const statements = fc.record({
  Effect: fc.constantFrom("Allow", "Allow", "Deny"),
  Principal: principals.map((name) => (name.includes(".com") ? { Service: name } : { AWS: name })),
  Action: actions,
  Resource: fc.constantFrom("*", "*", "arn:aws:kms:*:*:key/${aws:PrincipalTag/key}"),
  Condition: conditions,
});
const json = fc.oneof(
  policies(),
  fc.array(statements, { maxLength: 6 }).map((Statement) => ({ Version: "2012-10-17", Statement })),
);
const contexts = fc.constantFrom<Readonly<Record<string, string>>>(
  {},
  { [contextKey]: trail },
  { "aws:SourceArn": trail, [contextKey]: trail },
  { "kms:EncryptionContext:purpose": "other" },
);
const requests = fc.record({
  principal: principals,
  action: fc.constantFrom("kms:Decrypt", "kms:PutKeyPolicy", "kms:GenerateDataKey"),
  context: contexts,
});

test("the statements that an index finds authorize as all of them do, with conditions left open too", () => {
  fc.assert(
    fc.property(json, requests, fc.boolean(), (policy, request, isOpen) => {
      const plain = compileJson(policy);
      const isService = request.principal === "cloudtrail.amazonaws.com";
      const compiled = isOpen ? withOpenConditions(plain, isService) : plain;
      const found = new StatementIndex(compiled).concerning(request, owner);
      const [all, some] = [compiled, found].map((one) => authorize(one, request, noDocuments, { owner }));
      expect([some?.verdict, some?.possible, some?.notKnown]).toEqual([
        all?.verdict,
        all?.possible,
        all?.notKnown,
      ]);
    }),
    { numRuns: 500 },
  );
});

test("documents that say nothing of a caller change none of its rights, though they are asked about every context", () => {
  const elsewhere = { ...noDocuments, accounts: new Map([["999999999999", { identities: new Map() }]]) };
  const rights = (policy: unknown, documents: typeof noDocuments): unknown =>
    accessTable(policy, { owner, documents }).map(({ principal, can, conditions: by, notKnown }) => ({
      principal,
      can,
      by,
      notKnown,
    }));
  fc.assert(
    fc.property(json, (policy) => {
      expect(rights(policy, noDocuments)).toEqual(rights(policy, elsewhere));
    }),
    { numRuns: 100 },
  );
});

test("who can do what under a policy of 2,000 readers is told", () => {
  const Statement = Array.from({ length: 2000 }, (_, index) => ({
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${owner}:role/Reader-${index}` },
    Action: "kms:Decrypt",
    Resource: "*",
  }));
  const rows = accessTable({ Version: "2012-10-17", Statement }, { owner });
  expect(rows.filter(({ can }) => can["decrypt logs"] === "yes")).toHaveLength(2000);
});
