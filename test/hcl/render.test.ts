import { format } from "@cdktf/hcl-tools";
import * as fc from "fast-check";
import type { Blueprint } from "../../lib/terraform/blueprint";
import { render } from "../../lib/hcl/render";
import { list, literal, object } from "../../lib/terraform/expression";
import { string } from "../../lib/terraform/type";
import { hostileText } from "../support/arbitrary-text";
import { expectGolden } from "../support/golden";
import { evaluateModule } from "../support/hcl-evaluator";
import { readHcl } from "../support/hcl-reader";
import { sampleBlueprint } from "../support/sample-blueprint";

const files = render(sampleBlueprint);

const contentOf = (path: string, of = files): string => of.find((file) => file.path === path)?.content ?? "";

const emptyBlueprint: Blueprint = {
  name: "empty",
  summary: "Nothing.",
  requires: { terraform: ">= 1.5.0", aws: ">= 5.60.0, < 7.0.0" },
  providers: [{ alias: null, account: null, region: null }],
  inputs: [],
  locals: [],
  blocks: [],
  outputs: [],
  policies: [],
  moves: [],
  removals: [],
};

describe("the files of a module", () => {
  it("are those that a careful person would write", () => {
    expectGolden("sample-blueprint", files);
  });

  it("are sorted by path, end their last line and hold no space at the end of a line", () => {
    expect(files.map(({ path }) => path)).toEqual(files.map(({ path }) => path).sort());
    for (const { content } of files) {
      expect(content).toMatch(/[^\n]\n$/);
      expect(content).not.toMatch(/[ \t\r]\n/);
      expect(content).not.toContain("\n\n\n");
    }
  });

  it.each(files.filter(({ path }) => path.endsWith(".tf")).map(({ path }) => path))(
    "are in the form of terraform fmt: %s",
    async (path) => {
      expect(await format(contentOf(path))).toBe(contentOf(path));
    },
  );

  it("of a concern without blocks are not there, but main, variables, outputs and versions always are", () => {
    expect(render(emptyBlueprint).map(({ path }) => path)).toEqual([
      "README.md",
      "examples/basic/main.tf",
      "main.tf",
      "outputs.tf",
      "variables.tf",
      "versions.tf",
    ]);
  });

  it("say where they come from", () => {
    for (const { content } of files) expect(content).toContain('from the config "sample.audit-1"');
  });

  it("are the same for the same blueprint", () => {
    expect(render(structuredClone(sampleBlueprint))).toEqual(files);
  });
});

describe("the evaluated module", () => {
  const module = evaluateModule(files, {
    variables: { trail_name: "sample" },
    unresolved: (text) => `<${text}>`,
  });

  it("holds every block under its address", () => {
    expect(Object.keys(module.data)).toEqual(["aws_partition.current", "aws_caller_identity.current"]);
    expect(module.moved).toEqual([{ from: "aws_iam_role.old", to: 'aws_iam_role.reader["Reader"]' }]);
    expect(module.removed).toEqual([{ from: "aws_s3_bucket.logs" }]);
    expect(Object.keys(module.resources).sort()).toEqual([
      "aws_cloudtrail.this",
      "aws_iam_role.reader",
      "aws_kms_alias.this",
      "aws_kms_key.this",
      "aws_kms_key_policy.this",
    ]);
  });

  it("has a variable with type and default for each input, and the config's values pass their validation", () => {
    for (const { name, type, value, default: byDefault } of sampleBlueprint.inputs) {
      const variable = module.variables[name];
      expect(variable?.type.replace(/[({].*/, "")).toBe(type.kind);
      expect(variable?.default).toEqual(byDefault);
      expect(variable?.nullable).toBe(type.kind === "any");
      expect(variable?.violations(value as never)).toEqual([]);
    }
  });

  it("keeps what protects a resource and what must hold before it is created", () => {
    expect(module.resources["aws_kms_key.this"]).toMatchObject({
      preventDestroy: true,
      preconditions: [
        {
          condition: '<data.aws_caller_identity.current.account_id == "111111111111">',
          message:
            "Signed in to <data.aws_caller_identity.current.account_id>, but this belongs to 111111111111.",
        },
      ],
    });
  });

  it("keeps what an output waits for, and why", () => {
    expect(module.outputs.trail_arn?.dependsOn).toEqual(["aws_kms_key_policy.this"]);
    expect(contentOf("outputs.tf")).toContain("  # Why it waits.\n  depends_on");
  });

  it("keeps nested blocks and what a block waits for", () => {
    expect(module.resources["aws_cloudtrail.this"]).toMatchObject({
      args: {
        event_selector: [{ read_write_type: "All", data_resource: [{ type: "AWS::S3::Object" }] }],
      },
      dependsOn: ["aws_kms_key_policy.this", "var.ready"],
    });
  });

  it("evaluates the policy as Terraform would", () => {
    const policy = JSON.parse(module.resources["aws_kms_key_policy.this"]?.args.policy as string) as unknown;
    expect(policy).toMatchObject({
      Statement: [
        {
          Sid: "EnableIamPolicies",
          Principal: { AWS: "arn:<data.aws_partition.current.partition>:iam::111111111111:root" },
        },
        {
          Condition: {
            StringLike: {
              "kms:EncryptionContext:aws:cloudtrail:arn": [
                "111111111111",
                "222222222222",
                "333333333333",
              ].map(
                (account) => `arn:<data.aws_partition.current.partition>:cloudtrail:*:${account}:trail/*`,
              ),
            },
          },
        },
        {
          Sid: "AllowReaders",
          Principal: { AWS: expect.stringContaining("aws_iam_role.reader") as unknown },
        },
      ],
    });
  });
});

describe("the example root", () => {
  const example = readHcl(contentOf("examples/basic/main.tf"));

  it("uses the module above it and passes what has no default", () => {
    const module = example.blocks.find(({ type }) => type === "module");
    expect(module?.labels).toEqual(["sample_audit_1"]);
    expect(Object.keys(module?.attributes ?? {})).toEqual(["source", "trail_name"]);
    expect(module?.attributes.source).toEqual({ kind: "value", value: "../.." });
  });

  it("configures the provider with the Region and the one account that it may be signed in to", () => {
    const provider = example.blocks.find(({ type }) => type === "provider");
    expect(provider?.attributes).toEqual({
      region: { kind: "value", value: "eu-central-1" },
      allowed_account_ids: { kind: "list", items: [{ kind: "value", value: "111111111111" }] },
    });
    const { blocks } = readHcl(contentOf("examples/basic/main.tf", render(emptyBlueprint)));
    expect(blocks.map(({ type }) => type)).toEqual(["terraform", "module"]);
  });
});

describe("hostile text", () => {
  const hostileBlueprint = (text: string): Blueprint => ({
    name: text,
    summary: text,
    requires: { terraform: text, aws: text },
    providers: [],
    inputs: [
      { name: "text", description: text, type: string(), value: text, default: text },
      {
        name: "list",
        description: text,
        type: { kind: "list", of: string() },
        value: [text],
        default: [text],
      },
      {
        name: "map",
        description: text,
        type: { kind: "map", of: string() },
        value: { [text]: text },
        default: { [text]: text },
      },
    ],
    locals: [{ name: "it", value: literal(text), comment: text }],
    blocks: [
      {
        mode: "resource",
        type: "aws_kms_key",
        name: "this",
        file: "key.tf",
        comment: text,
        args: [
          { kind: "attribute", name: "description", value: literal(text), comment: text },
          { kind: "attribute", name: "tags", value: list(object({ [text]: literal(text) }, text)) },
        ],
      },
    ],
    outputs: [
      { name: "it", description: text, value: literal(text), comment: text, dependsOn: ["local.it"] },
    ],
    policies: [],
    moves: [],
    removals: [],
  });

  it("comes out as that text wherever a blueprint holds text, and as nothing else", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const module = evaluateModule(render(hostileBlueprint(text)));
        expect(
          Object.values(module.variables).map((variable) => [variable.description, variable.default]),
        ).toEqual([
          [text, text],
          [text, [text]],
          [text, { [text]: text }],
        ]);
        expect(module.locals).toEqual({ it: text });
        expect(module.outputs).toEqual({ it: { description: text, value: text, dependsOn: ["local.it"] } });
        expect(module.resources).toEqual({
          "aws_kms_key.this": {
            args: { description: text, tags: [{ [text]: text }] },
            dependsOn: [],
            preventDestroy: false,
            preconditions: [],
          },
        });
      }),
    );
  });

  it("leaves every file in the form of terraform fmt", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const sources = render(hostileBlueprint(text)).filter(({ path }) => path.endsWith(".tf"));
        for (const { content } of sources) expect(await format(content)).toBe(content);
      }),
      { numRuns: 25 },
    );
  });

  it("breaks no table of the README", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const readme = contentOf("README.md", render(hostileBlueprint(text)));
        const tables = readme.slice(readme.indexOf("\n<!-- BEGIN_TF_DOCS -->"));
        const inputs = tables.slice(tables.indexOf("## Inputs"), tables.indexOf("## Outputs"));
        const rows = inputs.split("\n").filter((line) => line.startsWith("|"));
        expect(rows.map((row) => row.match(/(?<!\\)(\\\\)*\|/g)?.length)).toEqual(Array(5).fill(6));
      }),
    );
  });
});
