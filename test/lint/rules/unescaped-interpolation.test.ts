import { lint } from "../../../lib/lint/lint";

const owner = "111111111111";
const policy = (principal: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${owner}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Effect: "Allow",
      Principal: { AWS: principal },
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: {
        StringLike: { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::logs/${aws:username}/*" },
      },
    },
  ],
});
const found = (principal: string): readonly string[] =>
  lint(policy(principal), { owner })
    .filter(({ code }) => code === "unescaped-interpolation")
    .map(({ severity, args }) => `${severity} ${"found" in args ? args.found : ""}`);

test("a policy variable is right in a policy that goes to AWS as it is", () => {
  expect(found(`arn:aws:iam::${owner}:user/Bob`)).toEqual([]);
});

test("a policy variable is noted where the text is a Terraform template", () => {
  expect(found("arn:aws:iam::${var.account}:user/Bob")).toEqual(
    expect.arrayContaining(["warning ${var.account}", "note ${aws:username}"]),
  );
});
