import * as fc from "fast-check";
import { compileJson, evaluate } from "../../../lib/evaluate/evaluate";
import { keyExpectations } from "../../../lib/expectations/key-expectations";
import { judgeStatements } from "../../../lib/lint/own-statements/judge-statements";
import { configOf, placeOf, policyIn } from "../../support/place";

const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  readers: [{ user: "Bob" }, { account: "222222222222" }],
};
const trail = "arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit";
const contextKey = "kms:EncryptionContext:aws:cloudtrail:arn";

const aws = (arn: string) => ({ AWS: arn });
const principals = [
  "*",
  aws("arn:aws:iam::111111111111:root"),
  aws("arn:aws:iam::111111111111:user/Bob"),
  aws("arn:aws:iam::111111111111:role/Backup"),
  aws("arn:aws:iam::222222222222:root"),
  aws("arn:aws:iam::888888888888:root"),
  aws("arn:aws:iam::888888888888:role/Vendor"),
  { Service: "cloudtrail.amazonaws.com" },
  { Service: "config.amazonaws.com" },
];
const conditions = [
  undefined,
  { StringEquals: { "aws:SourceArn": trail } },
  { StringEquals: { "kms:CallerAccount": "111111111111" } },
  { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
  { StringLike: { [contextKey]: trail } },
  { Bool: { "aws:SecureTransport": "false" } },
  { StringNotEquals: { "aws:PrincipalAccount": "111111111111" } },
  { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
];
/** What the conditions above ask for. */
const contexts: readonly Readonly<Record<string, string>>[] = [
  {},
  { [contextKey]: trail },
  { "kms:ViaService": "s3.us-east-1.amazonaws.com" },
  { "aws:SecureTransport": "false" },
  { "aws:SourceArn": trail },
];
const statement = fc
  .record({
    Effect: fc.constantFrom("Allow", "Deny"),
    Principal: fc.constantFrom(...principals),
    Action: fc.constantFrom(
      "kms:*",
      "kms:Decrypt",
      "kms:GenerateDataKey*",
      "kms:PutKeyPolicy",
      "kms:DescribeKey",
    ),
    Condition: fc.constantFrom(...conditions),
  })
  .map(({ Condition, ...rest }) => ({ ...rest, Resource: "*", ...(Condition && { Condition }) }));

test("what is taken without a warning changes no verdict of the matrix, and what is refused changes one", () => {
  const plain = configOf(base);
  const place = placeOf(plain);
  const before = compileJson(policyIn(plain));
  const matrix = keyExpectations(plain, place);
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 3 }), (statements) => {
      const config = configOf({ ...base, key: { statements } });
      const after = compileJson(policyIn(config));
      const isAllowed = (
        policy: typeof before,
        {
          principal,
          action,
          context = {},
          iamAllows = false,
        }: Omit<(typeof matrix)[number], "name" | "expect">,
      ): boolean =>
        evaluate(policy, { principal, action, context }, { owner: place.owner, iamAllows }).verdict ===
        "Allowed";
      const changes = (request: Parameters<typeof isAllowed>[1]): boolean =>
        isAllowed(before, request) !== isAllowed(after, request);
      const { problems, findings } = judgeStatements(config, place);
      if (problems.length === 0 && findings.length === 0) {
        expect(matrix.filter(changes).map(({ name }) => name)).toEqual([]);
      }
      for (const { severity, code, args } of problems) {
        if (severity !== "error" || !("requests" in args)) continue;
        // A Deny that may or may not apply hides nothing from the check, and everything from the evaluator.
        if (code !== "statement-denies" && JSON.stringify(statements).includes("NotIpAddress")) continue;
        const tried = args.requests.flatMap(({ principal, action }) =>
          contexts.flatMap((context) =>
            [true, false].map((iamAllows) => ({ principal, action, context, iamAllows })),
          ),
        );
        expect([...matrix, ...tried].some(changes)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test("hundreds of statements are judged, each with what it does", () => {
  const statements = Array.from({ length: 120 }, (_, index) => ({
    Sid: `Own${index}`,
    Effect: "Allow",
    Principal: aws(`arn:aws:iam::111111111111:role/Backup${index}`),
    Action: "kms:Decrypt",
    Resource: "*",
  }));
  const config = configOf({ ...base, key: { statements } });
  const { problems } = judgeStatements(config, placeOf(config));
  expect(problems.map(({ code, path }) => [code, path])).toEqual(
    statements.map((_, index) => ["statement-widens", [index]]),
  );
});
