import { compileJson, evaluate } from "../lib/evaluate/evaluate";
import type { AccessRequest } from "../lib/evaluate/request";

const owner = "111111111111";
const trail = `arn:aws:cloudtrail:us-east-1:${owner}:trail/org-audit`;
const logContext = "kms:EncryptionContext:aws:cloudtrail:arn";
const cloudTrail = { Service: "cloudtrail.amazonaws.com" };

const allow = (Sid: string, Principal: unknown, Action: unknown, Condition?: unknown): unknown => ({
  Sid,
  Effect: "Allow",
  Principal,
  Action,
  Resource: "*",
  ...(Condition === undefined ? {} : { Condition }),
});

const onlyLogs = { Null: { [logContext]: "false" } };
const arn = (rest: string): string => `arn:aws:iam::${rest}`;

const policy = {
  Version: "2012-10-17",
  Statement: [
    allow("EnableIamPolicies", { AWS: arn(`${owner}:root`) }, "kms:*"),
    allow("Encrypt", cloudTrail, "kms:GenerateDataKey*", {
      StringLike: { [logContext]: `arn:aws:cloudtrail:*:${owner}:trail/*` },
      StringEquals: { "aws:SourceArn": trail },
    }),
    allow("Describe", cloudTrail, "kms:DescribeKey", { StringEquals: { "aws:SourceArn": trail } }),
    allow("Decrypt", cloudTrail, "kms:Decrypt", {
      ArnLike: { "aws:SourceArn": `arn:aws:cloudtrail:*:${owner}:trail/*` },
    }),
    allow(
      "Readers",
      { AWS: [arn(`${owner}:user/Bob`), arn(`${owner}:role/team/Auditor`)] },
      "kms:Decrypt",
      onlyLogs,
    ),
    allow("Account", { AWS: arn("222222222222:root") }, "kms:Decrypt", onlyLogs),
    allow("Admins", { AWS: arn(`${owner}:role/Admin`) }, [
      "kms:Describe*",
      "kms:List*",
      "kms:Get*",
      "kms:PutKeyPolicy",
    ]),
    allow("Everyone", { AWS: "*" }, ["kms:Decrypt", "kms:ReEncryptFrom"], {
      StringEquals: { "kms:CallerAccount": owner },
      StringLike: { [logContext]: `arn:aws:cloudtrail:*:${owner}:trail/*` },
    }),
    allow("Office", { AWS: arn(`${owner}:role/Office`) }, "kms:Decrypt", {
      IpAddress: { "aws:SourceIp": "192.0.2.0/24" },
    }),
    { ...(allow("NoDelete", "*", "kms:ScheduleKeyDeletion") as object), Effect: "Deny" },
  ],
};

const context = { [logContext]: trail, "aws:SourceArn": trail, "aws:SourceAccount": owner };
const requests: readonly AccessRequest[] = [
  { principal: "cloudtrail.amazonaws.com", action: "kms:GenerateDataKey", context },
  { principal: "cloudtrail.amazonaws.com", action: "kms:DescribeKey", context: { "aws:SourceArn": trail } },
  { principal: `arn:aws:sts::${owner}:assumed-role/Auditor/session`, action: "kms:Decrypt", context },
  { principal: arn("222222222222:user/Alice"), action: "kms:Decrypt", context },
  { principal: arn(`${owner}:role/Nobody`), action: "kms:ScheduleKeyDeletion" },
];

/** Decisions in a second of one core's time, the best of several rounds: what else the machine does counts least. */
export function decisionsPerSecond(rounds = 5, decisions = 100_000): number {
  const compiled = compileJson(policy);
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage();
    for (let count = 0; count < decisions; count++) {
      const request = requests[count % requests.length];
      if (request) evaluate(compiled, request, { owner });
    }
    const { user, system } = process.cpuUsage(start);
    best = Math.max(best, (decisions * 1e6) / (user + system));
  }
  return best;
}
