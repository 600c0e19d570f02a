import type { PolicyExpectation } from "../../lib/expectations/policy-expectation";
import { policyExpectations } from "../../lib/expectations/policy-expectations";
import { expectGolden } from "../support/golden";
import { configOf, placeOf } from "../support/place";
import { PoliciesAtWork, policiesIn, unmetOfAll } from "../support/policy-verdicts";

const input = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: {
    name: "log-archive",
    existing: true,
    account: "222222222222",
    prefix: "audit",
    deliverFrom: ["333333333333"],
  },
  encryptFor: ["333333333333"],
  readers: [
    { role: "team/Auditor" },
    { account: "222222222222" },
    { assumableRole: { name: "CloudTrailReadRole", trustedAccounts: ["555555555555"] } },
  ],
};
const config = configOf(input);
const expectations = policyExpectations(config, placeOf(config));

/** Who reads a log with what IAM, as the names of the expectations tell it. */
const named = (text: string): readonly PolicyExpectation[] =>
  expectations.filter(({ name }) => name.includes(text));

/** What it is, who asks for what, where and with what IAM, and what must come of it. */
const asText = ({ name, steps, expect: expected }: PolicyExpectation): string =>
  [
    `${expected}: ${name}`,
    ...steps.flatMap(({ principal, action, resource, context = {}, on, iam }) => [
      `  ${principal} ${action}${resource === undefined ? "" : ` ${resource}`}`,
      `  of ${on.owner}: ${on.policy ?? `a ${on.kind} that leaves all to IAM`}; IAM: ${String(iam)}`,
      ...Object.entries(context).map(([key, value]) => `  ${key} = ${value}`),
    ]),
  ].join("\n");

describe("the matrix of requests to all policies", () => {
  it("is this, request by request, beside that of the key policy", () => {
    const beside = expectations.filter(({ steps }) => steps.length > 1 || steps[0].on.policy !== "key");
    const content = `${beside.map(asText).join("\n")}\n`;
    expectGolden("expectations-of-all", [{ path: "bucket-in-another-account.txt", content }]);
  });

  it("tells who can read a log, from each account", () => {
    const reads = named(" reads arn:aws:s3:::log-archive/audit/AWSLogs/111111111111/");
    expect(reads.map(({ steps: [{ principal, iam }] }) => `${principal}: ${String(iam)}`)).toEqual([
      "arn:aws:iam::111111111111:role/team/Auditor: reader:Auditor",
      "arn:aws:sts::111111111111:assumed-role/Auditor/session: reader:Auditor",
      "arn:aws:iam::222222222222:user/Alice: reader:222222222222",
      "arn:aws:iam::222222222222:role/Audit: reader:222222222222",
      "arn:aws:iam::111111111111:role/CloudTrailReadRole: reader:CloudTrailReadRole",
      "arn:aws:sts::111111111111:assumed-role/CloudTrailReadRole/session: reader:CloudTrailReadRole",
      "arn:aws:iam::222222222222:role/trailkey-nobody-in-particular: everything",
    ]);
  });

  it("holds of the policies of that config", () => {
    expect(unmetOfAll(config)).toEqual([]);
  });

  it("has no two requests of one name and different verdicts", () => {
    const verdicts = new Map<string, string>();
    for (const { name, expect: expected } of expectations) {
      expect([name, verdicts.get(name) ?? expected]).toEqual([name, expected]);
      verdicts.set(name, expected);
    }
  });

  it("needs each policy that it names", () => {
    const policies = new Map(policiesIn(config));
    policies.delete("bucket");
    const [first] = named("CloudTrail delivers logs of");
    expect(() => first && new PoliciesAtWork(policies).verdictOf(first)).toThrow("no policy bucket");
  });

  it("holds of what S3 needs to write access logs, which no one else may write", () => {
    const bucket = { name: "org-audit-logs", accessLog: { bucket: "central-access-logs", prefix: "trail/" } };
    const withLogs = configOf({ name: "org-audit", account: "111111111111", region: "us-east-1", bucket });
    const asked = policyExpectations(withLogs, placeOf(withLogs)).filter(({ steps }) =>
      steps.some(({ on }) => on.policy === "access-log"),
    );
    expect(asked.filter(({ expect: expected }) => expected === "Allowed").map(({ name }) => name)).toEqual([
      "S3 writes the access logs of the log bucket",
    ]);
    expect(asked.length).toBeGreaterThan(12);
    expect(unmetOfAll(withLogs)).toEqual([]);
  });
});
