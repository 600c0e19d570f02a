/** Key policies far past what KMS takes, each of one kind of statement: what is quadratic in any of them shows. */
export type Make = (typeof makes)[number];

export const makes = ["trails", "patterns", "readers", "denies", "strangers", "flawed", "mixed"] as const;

/** A policy of a root statement and `count` more. */
export function manyStatements(make: Make, count: number): string {
  const statements = Array.from({ length: count }, (_, index) => statementOf(make, index));
  return JSON.stringify({ Version: "2012-10-17", Statement: [root, ...statements] });
}

const root = {
  Sid: "Root",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111111111111:root" },
  Action: "kms:*",
  Resource: "*",
};

const contextKey = "kms:EncryptionContext:aws:cloudtrail:arn";

function statementOf(make: Make, index: number): object {
  switch (make) {
    case "trails":
      return forTrail(
        index,
        "StringEquals",
        `arn:aws:cloudtrail:us-east-1:111111111111:trail/audit-${index}`,
      );
    case "patterns":
      return forTrail(index, "ArnLike", `arn:aws:cloudtrail:*:${account(index)}:trail/*`);
    case "readers":
      return reader(index, `arn:aws:iam::111111111111:role/readers/Reader-${index}`);
    case "denies":
      return {
        ...reader(index, "*"),
        Effect: "Deny",
        Action: "kms:*",
        Condition: { StringEquals: { "aws:PrincipalArn": `arn:aws:iam::111111111111:role/Banned-${index}` } },
      };
    case "strangers":
      return {
        ...reader(index, `arn:aws:iam::${account(index)}:root`),
        Action: ["kms:Decrypt", "kms:CreateGrant"],
      };
    case "flawed":
      return {
        Sid: "Flawed",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: ["kms:Encrypt", "kms:GenerateDataKeys", "kms:DescribeKey"],
        Resource: "arn:aws:s3:::logs",
        Condition: { StringEquals: { [contextKey]: `arn:aws:cloudtrail:*:${account(index)}:trail/*` } },
      };
    case "mixed":
      return statementOf(makes[index % (makes.length - 1)] ?? "readers", index);
  }
}

const account = (index: number): string => String(222_222_000_000 + index);

const forTrail = (index: number, operator: string, arn: string): object => ({
  Sid: `Trail${index}`,
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
  Resource: "*",
  Condition: {
    [operator]: { "aws:SourceArn": arn },
    StringLike: { [contextKey]: `arn:aws:cloudtrail:*:${arn.split(":")[4] ?? ""}:trail/*` },
  },
});

const reader = (index: number, principal: string): object => ({
  Sid: `Reader${index}`,
  Effect: "Allow",
  Principal: { AWS: principal },
  Action: "kms:Decrypt",
  Resource: "*",
  Condition: { Null: { [contextKey]: "false" } },
});
