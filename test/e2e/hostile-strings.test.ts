import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { ExampleLife } from "./support/example-life";
import { loadExample } from "./support/examples";
import { generatedRoot } from "./support/generated-root";
import { inTemporaryDirectory, planned } from "./support/terraform";
import { writeConfig } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

const hostile = [
  '"quoted"',
  "back\\slash",
  '${file("/etc/hostname")}',
  "%{ if true }yes%{ endif }",
  "$${escaped} %%{escaped}",
  "$$${thrice}",
  "${TfToken[TOKEN.0]}",
  "{{key}} {{{key}}} {{> partial}}",
  "line\nbreak\r\nand\ttab",
  "\uFEFFbyte order mark",
  "carriage\r${return} $${twice} %%{thrice}",
  "<b>&amp;</b>",
  "# // /* */ EOT",
  "🔑 \u202eright to left\u202c \u2028",
];

const tags = Object.fromEntries(
  hostile.flatMap((text, index) => [
    [text, `value ${index}`],
    [`key ${index}`, text],
  ]),
);

const config = {
  name: "hostile-strings",
  account: "111111111111",
  region: "us-east-1",
  key: { description: hostile.join(" ") },
  bucket: { name: "hostile-strings-logs", prefix: "it's (a) & b=c:d+e,f" },
  tags,
};

const open = {
  ...config,
  tags: {},
  key: { description: "Logs" },
  bucket: { ...config.bucket, prefix: "audit" },
  module: { variables: "all" },
};

/** The longest of those that a variable takes, with all that it takes. */
const taken = {
  prefix: config.bucket.prefix,
  externalId: "a_+=,.@:/-",
  role: "Log+=,.@_-Reader",
  path: "/a+=,.@_-b/",
};

describeE2e("hostile text that a caller of a module passes", () => {
  test(
    "is planned as that text, in arguments and in policies, or refused",
    () =>
      withLocalAws(async (aws, directory) => {
        const root = await generatedRoot(directory, open, aws.env(open));
        root.write(
          "hostile.auto.tfvars.json",
          JSON.stringify({
            bucket_name: config.bucket.name,
            key_description: config.key.description,
            tags,
            s3_key_prefix: taken.prefix,
            reader_user_names: ["a+=,.@_-b/Bob+=,.@_-"],
            reader_permission_set_names: ["Audit+=,.@_-"],
            reader_roles: {
              [taken.role]: {
                trusted_account_ids: ["555555555555"],
                external_id: taken.externalId,
                path: taken.path,
              },
            },
          }),
        );
        const plan = await root.plan();
        expect(planned(plan, "aws_kms_key.this")).toMatchObject({
          description: config.key.description,
          tags,
        });
        expect(planned(plan, "aws_cloudtrail.this")).toMatchObject({ s3_key_prefix: taken.prefix, tags });
        const role = planned(plan, `aws_iam_role.reader["${taken.role}"]`);
        expect(role).toMatchObject({ name: taken.role, path: taken.path });
        expect(JSON.parse(role.assume_role_policy as string)).toMatchObject({
          Statement: [{ Condition: { StringEquals: { "sts:ExternalId": taken.externalId } } }],
        });
        const bucketPolicy = planned(plan, "aws_s3_bucket_policy.logs").policy as string;
        expect(bucketPolicy.replaceAll("\\u0026", "&")).toContain(
          `:::${config.bucket.name}/${taken.prefix}/AWSLogs/`,
        );
        const keyPolicy = planned(plan, "aws_kms_key_policy.this").policy as string;
        expect(keyPolicy).toContain(':user/a+=,.@_-b/Bob+=,.@_-"');
        expect(keyPolicy).toContain('/AWSReservedSSO_Audit+=,.@_-_????????????????"');

        for (const [name, value] of [
          ["s3_key_prefix", "audit/${aws:username}"],
          ["reader_role_names", '["*"]'],
          ["reader_permission_set_names", '["Audit*"]'],
          ["trail_name", "*"],
        ] as const) {
          expect(await root.refusal("plan", `-var=${name}=${value}`)).toContain("Invalid value for variable");
        }
      }),
    E2E_WITHIN_MS,
  );
});

describeE2e("hostile text in a config", () => {
  test(
    "is planned as that text, from HCL and from CDKTF",
    () =>
      inTemporaryDirectory(async (directory) => {
        const life = new ExampleLife(loadExample(writeConfig(directory, config)));
        try {
          for (const { plan } of [await life.hcl(), await life.cdktf()]) {
            expect(planned(plan, "aws_kms_key.this")).toMatchObject({
              description: config.key.description,
              tags,
            });
            expect(planned(plan, "aws_cloudtrail.this")).toMatchObject({
              s3_key_prefix: config.bucket.prefix,
              tags,
            });
          }
        } finally {
          await life.end();
        }
      }),
    E2E_WITHIN_MS,
  );
});
