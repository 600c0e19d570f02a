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

test("an organization that is removed is told with what stops, and one that changes with what is no longer allowed", () => {
  expect(said({ code: "members-unlogged", before: "o-abcd123456" })).toBe(
    "organization: is no longer set, so the trail would stop logging the other accounts of o-abcd123456; to keep logging them, restore organization",
  );
  expect(
    said({
      code: "organization-changed",
      option: "managementAccount",
      before: "111111111111",
      after: "222222222222",
    }),
  ).toBe(
    "organization.managementAccount: changes from 111111111111 to 222222222222, so the policies would no longer allow the trail of that management account, and its logs would not be delivered; to keep it, restore organization.managementAccount",
  );
  expect(
    said({ code: "organization-changed", option: "id", before: "o-abcd123456", after: "o-zyxw987654" }),
  ).toMatch(/^organization\.id: .* the trail of that organization, .* restore organization\.id$/);
});

test("events that are no longer logged are told one by one", () => {
  const events = ["read management events", "S3 data events of payments"];
  expect(said({ code: "events-unlogged", events })).toBe(
    "events: no longer asks for what the trail logs now, which would stop: read management events, S3 data events of payments; to keep logging it, restore events",
  );
});
