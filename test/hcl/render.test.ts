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
  examples: [],
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

  it.each(files.filter(({ path }) => /\.(tf|hcl)$/.test(path)).map(({ path }) => path))(
    "are in the form of terraform fmt: %s",
    async (path) => {
      expect(await format(contentOf(path))).toBe(contentOf(path));
    },
  );

  it("of a concern without blocks are not there, but main, variables, outputs and versions always are", () => {
    expect(render(emptyBlueprint).map(({ path }) => path)).toEqual([
      "README.md",
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
    expect(Object.keys(module.data)).toEqual([
      "aws_partition.current",
      "aws_caller_identity.current",
      "aws_caller_identity.log_archive",
    ]);
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

  it("has each block built with its provider, and asks its caller for no other", () => {
    expect(module.configurationAliases).toEqual(["aws.log_archive"]);
    const built = Object.entries({ ...module.data, ...module.resources })
      .filter(([, { provider }]) => provider !== null)
      .map(([address, { provider }]) => [address, provider]);
    expect(built).toEqual([
      ["aws_caller_identity.log_archive", "aws.log_archive"],
      ["aws_kms_alias.this", "aws.log_archive"],
      ["aws_iam_role.reader", "aws.log_archive"],
    ]);
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

describe("the root of an example", () => {
  const blocksOf = (file: string) => readHcl(contentOf(`examples/basic/${file}`)).blocks;

  it("calls the module above it, with what the example passes", () => {
    const module = blocksOf("main.tf").find(({ type }) => type === "module");
    expect(module?.labels).toEqual(["sample_audit_1"]);
    expect(Object.keys(module?.attributes ?? {})).toEqual([
      "source",
      "providers",
      "trail_name",
      "account_id",
    ]);
    expect(module?.attributes.source).toEqual({ kind: "value", value: "../.." });
  });

  it("has its data sources, providers and variables, each in its file", () => {
    expect(blocksOf("main.tf").map(({ type, labels }) => [type, ...labels])).toEqual([
      ["data", "aws_caller_identity", "current"],
      ["module", "sample_audit_1"],
    ]);
    expect(
      blocksOf("providers.tf").map(({ attributes, blocks }) => [Object.keys(attributes), blocks.length]),
    ).toEqual([
      [["region"], 0],
      [["alias", "allowed_account_ids"], 1],
    ]);
    expect(blocksOf("variables.tf").map(({ labels }) => labels)).toEqual([["region"], ["trail_name"]]);
    expect(blocksOf("versions.tf").map(({ type }) => type)).toEqual(["terraform"]);
  });

  it("lets a variable be null whose default that is", () => {
    const [region, name] = blocksOf("variables.tf").map(({ attributes }) => attributes);
    expect([name?.nullable, region?.nullable]).toEqual([{ kind: "value", value: false }, undefined]);
  });

  it("passes on every output of the module, with its description", () => {
    const outputs = blocksOf("outputs.tf");
    expect(outputs.map(({ labels }) => labels[0])).toEqual(
      sampleBlueprint.outputs.map(({ name }) => name).sort(),
    );
    expect(contentOf("examples/basic/outputs.tf")).toContain(
      'description = "ARN of the trail."\n  value       = module.sample_audit_1.trail_arn\n',
    );
  });
});

describe("a module that is built with several providers", () => {
  const aliased = (...aliases: readonly string[]): Blueprint => ({
    ...emptyBlueprint,
    providers: [null, ...aliases].map((alias) => ({ alias, account: null, region: null })),
    blocks: aliases.map((provider) => ({
      mode: "resource",
      type: "aws_iam_role",
      name: provider,
      file: "main.tf",
      provider,
      args: [],
    })),
  });

  it("is passed them, the default one too, where it is called", () => {
    for (const [path, open] of [
      ["README.md", "./modules/sample.audit-1"],
      ["examples/basic/main.tf", "../.."],
    ] as const)
      expect(contentOf(path)).toContain(
        `  source = "${open}"\n\n  providers = {\n    aws             = aws\n    aws.log_archive = aws.log_archive\n  }\n\n  trail_name`,
      );
  });

  it("declares none in the example, which is a root, and none where there is but one", () => {
    expect(contentOf("examples/basic/versions.tf")).not.toContain("configuration_aliases");
    expect(contentOf("versions.tf", render(emptyBlueprint))).not.toContain("configuration_aliases");
    expect(contentOf("README.md", render(emptyBlueprint))).not.toContain("providers = {");
  });

  it("has a row for each in the README, as terraform-docs writes it", () => {
    const version = ">= 5.60.0, < 7.0.0";
    expect(contentOf("README.md")).toContain(
      `| <a name="provider_aws"></a> [aws](#provider\\_aws) | ${version} |\n` +
        `| <a name="provider_aws.log_archive"></a> [aws.log\\_archive](#provider\\_aws.log\\_archive) | ${version} |\n\n`,
    );
  });

  it("stays in the form of terraform fmt where they take a line each", async () => {
    const aliases = Array.from({ length: 12 }, (_, index) => `account_number_${"i".repeat(index + 1)}`);
    const many = render(aliased(...aliases));
    expect(evaluateModule(many).configurationAliases).toEqual(aliases.map((alias) => `aws.${alias}`));
    for (const { path, content } of many)
      if (path.endsWith(".tf")) expect(await format(content)).toBe(content);
  });

  it("is a mistake of ours where a block names a provider that is not there", () => {
    expect(() => render({ ...aliased("a"), providers: [] })).toThrow(
      "aws_iam_role.a is built with a, which is no provider of the blueprint",
    );
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
    examples: [],
  });

  it("comes out as that text wherever a blueprint holds text, and as nothing else", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const module = evaluateModule(render(hostileBlueprint(text)));
        expect(
          Object.values(module.variables).map((variable) => [variable.description, variable.default]),
        ).toEqual([
          [text, [text]],
          [text, { [text]: text }],
          [text, text],
        ]);
        expect(module.locals).toEqual({ it: text });
        expect(module.outputs).toEqual({ it: { description: text, value: text, dependsOn: ["local.it"] } });
        expect(module.resources).toEqual({
          "aws_kms_key.this": {
            args: { description: text, tags: [{ [text]: text }] },
            provider: null,
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
