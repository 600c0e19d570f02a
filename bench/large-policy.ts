/** A key policy of nearly 32 KB, formatted as people do: one statement for each of many teams. */
export function largePolicy(): string {
  const statements = Array.from({ length: 112 }, (_, count) => ({
    Sid: `Team${count}`,
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::111111111111:role/teams/team-${count}` },
    Action: ["kms:Decrypt", "kms:DescribeKey"],
    Resource: "*",
    Condition: {
      StringEquals: { "kms:EncryptionContext:team": `team-${count}` },
      Null: { "kms:EncryptionContext:aws:cloudtrail:arn": "false" },
    },
  }));
  const root = {
    Sid: "Root",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111111111111:root" },
    Action: "kms:*",
    Resource: "*",
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [root, ...statements] }, null, 2);
}
