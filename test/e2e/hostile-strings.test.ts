import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { ExampleLife } from "./support/example-life";
import { loadExample } from "./support/examples";
import { inTemporaryDirectory, planned } from "./support/terraform";
import { writeConfig } from "./support/trailkey";

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
