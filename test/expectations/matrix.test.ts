import { compileJson, evaluate } from "../../lib/evaluate/evaluate";
import type { Expectation } from "../../lib/expectations/expectation";
import { keyExpectations } from "../../lib/expectations/key-expectations";
import { expectGolden } from "../support/golden";
import { configOf, placeOf, policyIn } from "../support/place";

const account = "111111111111";
const configs: Readonly<Record<string, object>> = {
  "everybody.txt": {
    name: "org-audit",
    account,
    region: "us-east-1",
    bucket: { name: "org-audit-logs" },
    key: { administrators: [`arn:aws:iam::${account}:role/KeyAdmin`] },
    encryptFor: ["222222222222", "arn:aws:cloudtrail:eu-west-1:333333333333:trail/audit"],
    readers: [
      { user: "Bob" },
      { role: "team/Auditor" },
      { account: "444444444444" },
      { assumableRole: { name: "CloudTrailReadRole", trustedAccounts: ["555555555555"] } },
    ],
  },
  "existing-key.txt": {
    name: "org-audit",
    account,
    region: "us-east-1",
    bucket: { name: "org-audit-logs", bucketKey: false },
    key: { existing: "arn:aws:kms:us-east-1:666666666666:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
    readers: [{ role: "Auditor" }],
  },
  "key-alone.txt": { name: "log-key", account, region: "eu-central-1", trail: false },
};

const expectationsOf = (input: object): readonly Expectation[] => {
  const config = configOf(input);
  return keyExpectations(config, placeOf(config));
};

/** What it is, who asks for what in which context, and what must come of it. */
const asText = ({ name, principal, action, context = {}, iamAllows, expect }: Expectation): string =>
  [
    `${expect}: ${name}`,
    `  ${principal} ${action}${iamAllows ? ", allowed by IAM" : ""}`,
    ...Object.entries(context).map(([key, value]) => `  ${key} = ${value}`),
  ].join("\n");

describe("the matrix of requests that a config settles", () => {
  it("is this, request by request", () => {
    expectGolden(
      "expectations",
      Object.entries(configs)
        .map(([path, input]) => ({
          path,
          content: `${expectationsOf(input).map(asText).join("\n")}\n`,
        }))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
    );
  });

  it.each(Object.keys(configs))("holds of the policy of that config: %s", (path) => {
    const config = configOf(configs[path]);
    const { owner } = placeOf(config);
    const compiled = compileJson(policyIn(config));
    for (const { expect: expected, iamAllows = false, name, ...request } of expectationsOf(
      configs[path] ?? {},
    )) {
      expect([name, evaluate(compiled, request, { owner, iamAllows }).verdict]).toEqual([name, expected]);
    }
  });
});
