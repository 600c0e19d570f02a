import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { generateModule, writtenRoot } from "./support/generated-root";
import { trailsIn } from "./support/read-back";
import { withLocalAws } from "./support/with-local-aws";

const owner = { account: "111111111111", region: "us-east-1" };
const existingBucket = {
  name: "org-audit",
  ...owner,
  protect: false,
  bucket: { name: "users-logs", existing: true },
};
const existingKey = {
  name: "org-audit",
  ...owner,
  protect: false,
  key: { existing: "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
  bucket: { name: "org-audit-logs" },
};

const usersBucket = `
resource "aws_s3_bucket" "user" {
  bucket = "users-logs"
}

resource "aws_s3_bucket_policy" "user" {
  bucket = aws_s3_bucket.user.id
  policy = module.audit.bucket_policy
}
`;

const usersKey = `
resource "aws_kms_key" "user" {}

resource "aws_kms_key_policy" "user" {
  key_id = aws_kms_key.user.key_id
  policy = module.audit.key_policy
}
`;

const cases = [
  {
    existing: "the bucket",
    config: existingBucket,
    resources: usersBucket,
    args: "ready = aws_s3_bucket_policy.user",
    before: ["aws_s3_bucket_policy.user"],
  },
  {
    existing: "the key",
    config: existingKey,
    resources: usersKey,
    args: "ready = aws_kms_key_policy.user\n  key_arn = aws_kms_key.user.arn",
    before: ["aws_kms_key_policy.user"],
  },
  {
    existing: "bucket and key, both in a list",
    config: { ...existingKey, bucket: existingBucket.bucket },
    resources: usersBucket + usersKey,
    args: "ready = [aws_s3_bucket_policy.user, aws_kms_key_policy.user]\n  key_arn = aws_kms_key.user.arn",
    before: ["aws_s3_bucket_policy.user", "aws_kms_key_policy.user"],
  },
];

describeE2e("what exists is the root's own", () => {
  test.concurrent.each(cases)(
    "the trail is created after the policy that the module asks for, in one apply: $existing",
    ({ config, resources, args, before }) =>
      withLocalAws(async (aws, directory) => {
        const module = await generateModule(directory, config);
        const call = `\nmodule "audit" {\n  source = "${module}"\n  ${args}\n}\n`;
        const root = await writtenRoot(directory, resources + call, aws.env(owner));

        await root.apply();

        const after = await root.dependencies("module.audit.aws_cloudtrail.this");
        expect(after).toEqual(expect.arrayContaining(before));
        expect(await trailsIn(aws, owner)).toHaveLength(1);
        await root.planNothing();
      }),
    E2E_WITHIN_MS,
  );
});
