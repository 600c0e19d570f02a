import type { ConfigInput } from "../../lib/config/config-input";
import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import { configOf } from "../support/place";

const base: ConfigInput = { name: "org-audit", account: "111111111111", bucket: { name: "org-audit-logs" } };

const fileOf = (bucket: object, name = "bucket.tf", more: object = {}): string =>
  String(
    render(
      describeConfig(configOf({ ...base, ...more, bucket: { name: "org-audit-logs", ...bucket } })),
    ).find(({ path }) => path === name)?.content,
  );

const all = {
  lifecycle: {
    glacierAfterDays: 90,
    expireAfterDays: 2555,
    noncurrentExpireAfterDays: 90,
    abortUploadsAfterDays: 7,
  },
  objectLock: { mode: "governance", days: 365 },
  accessLog: { bucket: "central-access-logs", prefix: "trail/" },
};

test("each setting is made after the versions, and the trail waits for it", () => {
  const bucket = fileOf(all);
  expect(bucket).toContain("depends_on = [aws_s3_bucket_versioning.logs]");
  expect(bucket).toMatch(/expiration \{\n\s+days = var.lifecycle_expire_after_days/);
  expect(bucket).toMatch(/expiration \{\n\s+expired_object_delete_marker = true/);
  expect(bucket).toMatch(/mode = "GOVERNANCE"\n\s+days = var.object_lock_days/);
  expect(bucket).toContain("target_bucket = var.access_log_bucket");
  expect(bucket).not.toContain("object_lock_enabled");
  const trail = fileOf(all, "trail.tf");
  for (const type of ["object_lock_configuration", "lifecycle_configuration", "logging"])
    expect(trail).toContain(`aws_s3_bucket_${type}.logs,`);
});

test("days that contradict each other are refused when the module is planned", () => {
  const bucket = fileOf(all);
  expect(bucket).toContain("var.object_lock_days <= var.lifecycle_expire_after_days");
  expect(bucket).toContain("var.lifecycle_glacier_after_days < var.lifecycle_expire_after_days");
  expect(bucket).toContain("var.access_log_bucket != var.bucket_name");
});

test("in compliance mode, only who confirms it says for how many days", () => {
  const objectLock = { mode: "compliance", days: 365, confirm: "compliance" };
  const variables = fileOf({ objectLock }, "variables.tf");
  expect(fileOf({ objectLock })).toMatch(/mode = "COMPLIANCE"\n\s+days = 365\n/);
  expect(variables).not.toContain("object_lock");
  expect(fileOf({ ...all, objectLock })).toContain("365 <= var.lifecycle_expire_after_days");

  const others = { module: { variables: "all" } };
  expect(fileOf({ objectLock }, "bucket.tf", others)).toMatch(
    /mode = upper\(var.object_lock_confirm\)\n\s+days = var.object_lock_days\n/,
  );
  const [, confirm = ""] =
    /variable "object_lock_confirm" \{\n([^]*?)\n\}/.exec(fileOf({ objectLock }, "variables.tf", others)) ??
    [];
  expect(confirm).toContain(
    "no one, root included, can delete a log or shorten its lock for object_lock_days days",
  );
  expect(confirm).not.toContain("default");
  expect(confirm).toContain('"^compliance$"');
});

test("only what the config has is made", () => {
  expect(fileOf({})).not.toMatch(
    /lifecycle_configuration|object_lock|aws_s3_bucket_logging|force_destroy *=/,
  );
  expect(fileOf({ lifecycle: { abortUploadsAfterDays: 7 } })).not.toMatch(/transition|expiration/);
});

test("logs are destroyed with the bucket where the config says so", () => {
  expect(fileOf({ forceDestroy: true }, "bucket.tf", { protect: false })).toMatch(/force_destroy = true/);
});

test("the owner of the other bucket is told the statement that S3 needs there", () => {
  const outputs = fileOf(all, "outputs.tf");
  expect(outputs).toContain("access_log_bucket_policy");
  expect(outputs).toContain('{ Service = "logging.s3.amazonaws.com" }');
  expect(outputs).toMatch(/ArnLike += \{ "aws:SourceArn" = local.bucket_arn \}/);
  expect(outputs).toMatch(/StringEquals += \{ "aws:SourceAccount" = var.account_id \}/);
  expect(outputs).toContain(":s3:::${var.access_log_bucket}/${var.access_log_prefix}*");
});
