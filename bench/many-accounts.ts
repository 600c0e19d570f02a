import { parseConfig } from "../lib/config/parse";
import { describe } from "../lib/describe/describe";
import { compileJson, evaluate } from "../lib/evaluate/evaluate";
import { render } from "../lib/hcl/render";
import { lint } from "../lib/lint/lint";
import { policyOf } from "../lib/terraform/policy-of";

const owner = "111111111111";
const organization = "o-abcd123456";

/** How a config names 500 accounts whose logs are encrypted: the trails of each by a pattern, or as an organization. */
export type Naming = "pattern" | "organization";

const accounts = Array.from({ length: 500 }, (_, index) => String(222_222_000_000 + index));

const base = {
  name: "org-audit",
  account: owner,
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};

/** The patterns take more than KMS accepts, so that only a library call makes this policy. */
const configs: Readonly<Record<Naming, object>> = {
  pattern: { ...base, encryptFor: accounts },
  organization: {
    ...base,
    organization: { id: organization },
    readers: [{ organization }],
  },
};

/**
 * Seconds of processor time to make the module and its key policy, to ask it about each account, and to lint it; and
 * how many of the requests it refuses, which should be none.
 */
export function forAccounts(naming: Naming): { readonly seconds: number; readonly refused: number } {
  const start = process.cpuUsage();
  const parsed = parseConfig(configs[naming]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const blueprint = describe(parsed.config);
  const files = render(blueprint);
  const policy = policyOf(blueprint, "key", { "data.aws_partition.current.partition": "aws" });
  const compiled = compileJson(policy);
  const verdicts = accounts.map((account) =>
    naming === "pattern"
      ? evaluate(compiled, encryption(account), { owner })
      : evaluate(compiled, reading(account), { owner, iamAllows: true }),
  );
  const findings = lint(policy, { owner, config: parsed.config });
  const { user, system } = process.cpuUsage(start);
  const refused = verdicts.filter(({ verdict }) => verdict !== "Allowed").length;
  const faults = findings.filter(({ severity, code }) => severity === "error" && code !== "policy-size");
  if (files.length === 0 || faults.length > 0) {
    throw new Error(`500 accounts by ${naming}: ${[...new Set(faults.map(({ code }) => code))].join(", ")}`);
  }
  return { seconds: (user + system) / 1e6, refused };
}

const contextKey = "kms:EncryptionContext:aws:cloudtrail:arn";

function encryption(account: string): Parameters<typeof evaluate>[1] {
  const trail = `arn:aws:cloudtrail:us-east-1:${account}:trail/org-audit`;
  return {
    principal: "cloudtrail.amazonaws.com",
    action: "kms:GenerateDataKey",
    context: { [contextKey]: trail, "aws:SourceArn": trail },
  };
}

const reading = (account: string): Parameters<typeof evaluate>[1] => ({
  principal: `arn:aws:iam::${account}:role/Reader`,
  action: "kms:Decrypt",
  context: {
    [contextKey]: `arn:aws:cloudtrail:us-east-1:${owner}:trail/org-audit`,
    "aws:PrincipalOrgID": organization,
    "aws:PrincipalAccount": account,
    "kms:ViaService": "s3.us-east-1.amazonaws.com",
  },
});

/** A key policy that lets 500 accounts read, one as the other. */
export const accessPolicy = (): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Root",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${owner}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "Readers",
        Effect: "Allow",
        Principal: { AWS: accounts.map((account) => `arn:aws:iam::${account}:root`) },
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: { Null: { [contextKey]: "false" } },
      },
    ],
  });
