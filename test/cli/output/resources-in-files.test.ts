import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { emptyManifest, parseManifest } from "../../../lib/cli/output/manifest";
import { hashesOf } from "../../../lib/cli/output/file-hashes";
import { resourcesInFiles } from "../../../lib/cli/output/resources-in-files";
import type { Identities } from "../../../lib/describe/identities";

const fixture = join(__dirname, "../../fixtures/release-0.1/trail");

function resourcesOf(
  files: Readonly<Record<string, string>>,
  edits: Readonly<Record<string, string>> = {},
): Identities {
  const written = new Map(Object.entries(files).map(([path, text]) => [path, hashesOf(text)]));
  const surveyed = Object.entries({ ...files, ...edits }).map(
    ([path, text]) => ({ path, state: "unchanged", current: Buffer.from(text), wanted: null }) as const,
  );
  return resourcesInFiles(surveyed, { ...emptyManifest, files: written, resources: null });
}

const committed = Object.fromEntries(
  readdirSync(fixture)
    .filter((name) => name.endsWith(".tf"))
    .map((name) => [name, readFileSync(join(fixture, name), "utf8")]),
);

test("a module of version 1 says what it makes, with the defaults of its variables", () => {
  expect(resourcesOf(committed)).toEqual({
    "aws_kms_key.this": { multi_region: false },
    "aws_s3_bucket.logs": { bucket: "audit-trail-logs" },
    "aws_cloudtrail.this": { name: "audit-trail" },
  });
});

test("the files of the module of version 1 are those that its manifest lists", () => {
  const { files, resources } = parseManifest(readFileSync(join(fixture, ".trailkey.json"), "utf8"), "");
  expect(resources).toBeNull();
  for (const [path, text] of Object.entries(committed)) expect(files.get(path)).toContain(hashesOf(text)[0]);
});

describe("a file that was edited", () => {
  const bucketOf = (edits: Readonly<Record<string, string>>): unknown =>
    resourcesOf(committed, edits)["aws_s3_bucket.logs"];
  const { "bucket.tf": bucket = "", "variables.tf": variables = "" } = committed;

  test("says what it makes as long as it is in the form of terraform fmt", () => {
    expect(bucketOf({ "bucket.tf": `${bucket}# mine\n` })).toEqual({ bucket: "audit-trail-logs" });
    expect(bucketOf({ "variables.tf": variables.replace('"audit-trail-logs"', '"mine" # ours') })).toEqual({
      bucket: "mine",
    });
    expect(bucketOf({ "bucket.tf": bucket.replaceAll("\n", "\r\n") })).toEqual({
      bucket: "audit-trail-logs",
    });
    expect(bucketOf({ "bucket.tf": "" })).toBeUndefined();
  });

  test.each([
    "local.name",
    "var.prefix",
    '"${var.bucket_name}-2"',
    '"%{ if true }a%{ endif }"',
    '"a" == "b" ? "c" : "d"',
    '"a\\q"',
  ])("does not say a name that is %s", (name) => {
    expect(bucket).toContain("= var.bucket_name\n");
    expect(bucketOf({ "bucket.tf": bucket.replace("= var.bucket_name\n", `= ${name}\n`) })).toEqual({});
  });
});

test("a file that trailkey did not write is not read", () => {
  const mine = 'resource "aws_s3_bucket" "mine" {\n  bucket = "mine"\n}\n';
  expect(resourcesOf(committed, { "mine.tf": mine })).toEqual(resourcesOf(committed));
});

test("a role is found with its name, and a key of several Regions", () => {
  const readers = `resource "aws_iam_role" "auditor_role" {\n  name               = var.auditor_role_name\n  assume_role_policy = jsonencode({\n    name = "no"\n  })\n}\n`;
  const variables = `variable "auditor_role_name" {\n  type        = string\n  default     = "Auditor"\n}\n`;
  const key = `resource "aws_kms_key" "this" {\n  multi_region = true\n}\n`;
  expect(resourcesOf({ "readers.tf": readers, "variables.tf": variables, "key.tf": key })).toEqual({
    "aws_iam_role.auditor_role": { name: "Auditor", path: "/" },
    "aws_kms_key.this": { multi_region: true },
  });
});
