import { parse as parseHcl } from "@cdktf/hcl2json";
import { Testing } from "cdktf";
import { parseConfig } from "../../lib/config/parse";
import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import { TrailStack } from "../../lib/cdktf";
import { problemMessage } from "../../lib/report/problem-message";
import { synth } from "../cdktf/fixtures";
import { configOf } from "../support/place";

const options = {
  name: "org.audit",
  region: "us-east-1",
  key: { alias: "org-audit" },
  bucket: { name: "org-audit-logs" },
};
const hostile = 'a ${path.root} %{if true} "b" \\ü';
const s3 = { bucket: "states", region: "eu-west-1" };

const versionsOf = (backend: unknown): string =>
  render(describeConfig(configOf({ ...options, backend }))).find(
    ({ path }) => path === "examples/basic/versions.tf",
  )?.content ?? "";

test("the roots keep their state in S3, encrypted and locked, and require a Terraform that has the lock", () => {
  expect(versionsOf({ s3 })).toContain(`terraform {
  required_version = ">= 1.10.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.60.0, < 7.0.0"
    }
  }

  backend "s3" {
    bucket       = "states"
    key          = "org.audit/terraform.tfstate"
    region       = "eu-west-1"
    encrypt      = true
    use_lockfile = true
  }
}
`);
});

test("the roots keep their state in a workspace of HCP Terraform, or in those with tags", () => {
  expect(versionsOf({ cloud: { organization: "example" } })).toContain(`
  cloud {
    organization = "example"

    workspaces {
      name = "org-audit"
    }
  }
}
`);
  expect(versionsOf({ cloud: { organization: "example", tags: ["a", "b:c"] } })).toContain(
    'workspaces {\n      tags = ["a", "b:c"]\n    }',
  );
});

test("hostile text of a key stays text, in HCL and in CDKTF", async () => {
  const content = versionsOf({ s3: { ...s3, key: hostile } });
  const parsed = (await parseHcl("versions.tf", content)) as {
    readonly terraform: readonly [{ readonly backend: { readonly s3: readonly [{ readonly key: string }] } }];
  };
  const escaped = hostile.replaceAll("${", () => "$${").replaceAll("%{", "%%{");
  expect(parsed.terraform[0].backend.s3[0].key).toBe(escaped);
  expect(content).toContain('key          = "a $${path.root} %%{if true} \\"b\\" \\\\ü"');
  expect(stackOf({ s3: { ...s3, key: hostile } })).toMatchObject({ backend: { s3: { key: escaped } } });
});

const stackOf = (backend: unknown): unknown =>
  (
    synth(new TrailStack(Testing.app(), "stack", { ...options, backend } as never)) as {
      readonly terraform?: unknown;
    }
  ).terraform;

test("the stack has the backend too, and no other", () => {
  expect(stackOf({ s3 })).toMatchObject({ required_version: ">= 1.10.0" });
  expect((stackOf({ s3 }) as { readonly backend: object }).backend).toEqual({
    s3: {
      bucket: "states",
      key: "org.audit/terraform.tfstate",
      region: "eu-west-1",
      encrypt: true,
      use_lockfile: true,
    },
  });
  const cloud = stackOf({ cloud: { organization: "example", workspace: "audit" } });
  expect(cloud).toMatchObject({ cloud: { organization: "example", workspaces: { name: "audit" } } });
  expect(cloud).not.toHaveProperty("backend");
  expect(stackOf({ cloud: { organization: "example", tags: ["a"] } })).toMatchObject({
    cloud: { workspaces: { tags: ["a"] } },
  });
});

test("a token cannot be in a backend, which Terraform reads before it knows any value", () => {
  const stack = Testing.app();
  expect(
    () =>
      new TrailStack(stack, "stack", {
        ...options,
        backend: { s3: { ...s3, bucket: "${TfToken[TOKEN.0]}" } },
      }),
  ).toThrow(/backend\.s3\.bucket/);
});

test("the module itself has no backend", () => {
  const files = render(describeConfig(configOf({ ...options, backend: { s3 } })));
  const own = files.filter(({ path }) => !path.startsWith("examples/") && path.endsWith(".tf"));
  expect(own.map(({ content }) => content).join("")).not.toMatch(/backend|use_lockfile|>= 1\.10/);
});

test.each([
  ["both", { s3, cloud: { organization: "example" } }, "backend"],
  ["neither", {}, "backend"],
  ["the bucket of the logs", { s3: { ...s3, bucket: "org-audit-logs" } }, "backend.s3.bucket"],
  [
    "a workspace and tags",
    { cloud: { organization: "example", workspace: "a", tags: ["b"] } },
    "backend.cloud.tags",
  ],
  ["no tags", { cloud: { organization: "example", tags: [] } }, "backend.cloud.tags"],
  ["a key that starts with a slash", { s3: { ...s3, key: "/a" } }, "backend.s3.key"],
  ["a key with a line end", { s3: { ...s3, key: "a\nb" } }, "backend.s3.key"],
  ["a Region that does not exist", { s3: { ...s3, region: "nowhere" } }, "backend.s3.region"],
])("%s is refused", (_what, backend, path) => {
  const parsed = parseConfig({ ...options, backend });
  const problems = parsed.ok ? [] : parsed.problems;
  expect(problems.map((problem) => problem.path)).toEqual([path]);
  for (const problem of problems) expect(problemMessage(problem)).not.toBe("");
});
