import type { Loss } from "../../lib/describe/losses";
import { lossProblems } from "../../lib/report/loss";

const said = (loss: Loss): string | undefined => {
  const [problem] = lossProblems([loss], "out", "error");
  return problem && `${problem.path ?? ""}: ${problem.message}`;
};

test("a resource that changes its account is told with both, and with the option that keeps it", () => {
  const loss = { code: "account-changed", type: "aws_kms_key", address: "aws_kms_key.this" } as const;
  expect(said({ ...loss, before: "111111111111", after: "333333333333" })).toBe(
    "aws_kms_key.this: would be created again in account 333333333333, and Terraform would lose track of the one in account 111111111111; to keep it, restore key.account; to have both, leave this module as it is and give the new config another name and directory",
  );
  expect(said({ ...loss, before: "333333333333", after: null })).toBe(
    "aws_kms_key.this: would be created again in the account of the default provider, and Terraform would lose track of the one in account 333333333333; to keep it, restore key.account; to have both, leave this module as it is and give the new config another name and directory",
  );
});

test("a resource that is destroyed is told by its name and not by its account", () => {
  const loss = { code: "destroyed", type: "aws_s3_bucket", address: "aws_s3_bucket.logs" } as const;
  const account = "333333333333";
  expect(said({ ...loss, identity: { account, bucket: "logs" } })).toMatch(/would be destroyed \(logs\); /);
  expect(said({ ...loss, identity: { account } })).toMatch(/would be destroyed; /);
});
