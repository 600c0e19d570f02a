import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { forCloudTrail } from "../../../lib/lint/examples";
import { temporaryDirectory } from "../memory-io";
import { writeTree } from "../tree";
import { trailkey } from "../commands/run";

const plan = readFileSync(join(__dirname, "../../cases/lint/plan/plan.json"), "utf8");
const good = JSON.stringify(forCloudTrail());
const flawed = good.replace("kms:DescribeKey", "kms:DescribKey");
const plain = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111111111111:root" }, Action: "kms:*", Resource: "*" },
  ],
});

const keyArn = (id: string): string => `arn:aws:kms:us-east-1:111111111111:key/${id}`;
const trailArn = "arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit";

interface Instance {
  readonly type: string;
  readonly name: string;
  readonly index?: number | string;
  readonly module?: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const key = (name: string, policy: string, more: Partial<Instance> = {}): Instance => ({
  type: "aws_kms_key",
  name,
  values: { arn: keyArn(name), key_id: name, id: name, policy },
  ...more,
});
const trail = (name: string, key: string | null): Instance => ({
  type: "aws_cloudtrail",
  name,
  values: { arn: trailArn, name: "org-audit", kms_key_id: key, s3_bucket_name: "logs" },
});

const addressOf = ({ module, type, name, index }: Instance): string =>
  `${module === undefined ? "" : `${module}.`}${type}.${name}${index === undefined ? "" : `[${JSON.stringify(index)}]`}`;

/** A `terraform.tfstate`, and what `terraform show -json` prints of it. */
const forms: readonly (readonly [string, (instances: readonly Instance[]) => unknown])[] = [
  [
    "terraform.tfstate",
    (instances) => ({
      version: 4,
      terraform_version: "1.11.4",
      serial: 1,
      lineage: "0",
      outputs: {},
      resources: instances.map(({ module, type, name, index, values }) => ({
        ...(module !== undefined && { module }),
        mode: "managed",
        type,
        name,
        instances: [{ ...(index !== undefined && { index_key: index }), attributes: values }],
      })),
    }),
  ],
  [
    "terraform show -json",
    (instances) => {
      const resource = (instance: Instance): unknown => ({
        address: addressOf(instance),
        mode: "managed",
        type: instance.type,
        name: instance.name,
        values: instance.values,
      });
      return {
        format_version: "1.0",
        terraform_version: "1.11.4",
        values: {
          root_module: {
            resources: instances.filter(({ module }) => module === undefined).map(resource),
            child_modules: [
              {
                address: "module.a",
                resources: instances.filter(({ module }) => module !== undefined).map(resource),
              },
            ],
          },
        },
      };
    },
  ],
];

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

interface Printed {
  readonly findings: readonly { readonly code: string; readonly address: string; readonly line: number }[];
  readonly judged: readonly { readonly address: string; readonly usedBy: readonly string[] }[];
  readonly notJudged: readonly { readonly address: string; readonly why: string }[];
}

async function judge(json: unknown): Promise<Printed> {
  writeTree(work, { "given.json": JSON.stringify(json, null, 2) });
  return JSON.parse((await trailkey(work, "lint", "given.json", "--json")).stdout) as Printed;
}

describe.each(forms)("of a state, as %s", (_, state) => {
  test("the policy of the key that a trail uses is judged, in a module and by index too", async () => {
    const used = key("used", flawed, { module: "module.a", index: "x" });
    const { findings, judged, notJudged } = await judge(
      state([key("good", good), used, trail("t", keyArn("used"))]),
    );
    expect(judged).toMatchObject([
      { address: "aws_kms_key.good", usedBy: [] },
      { address: 'module.a.aws_kms_key.used["x"]', usedBy: ["aws_cloudtrail.t"] },
    ]);
    expect(new Set(findings.map(({ code, address }) => `${address} ${code}`))).toContain(
      'module.a.aws_kms_key.used["x"] unknown-action',
    );
    expect(notJudged).toEqual([]);
  });

  test("a policy of its own resource stands for the key's", async () => {
    const { judged, notJudged } = await judge(
      state([
        key("k", plain),
        { type: "aws_kms_key_policy", name: "p", values: { key_id: "k", policy: good } },
        trail("t", "alias/logs"),
        {
          type: "aws_kms_alias",
          name: "a",
          values: { name: "alias/logs", target_key_id: "k", target_key_arn: keyArn("k") },
        },
      ]),
    );
    expect(judged).toMatchObject([{ address: "aws_kms_key_policy.p", usedBy: ["aws_cloudtrail.t"] }]);
    expect(notJudged).toEqual([]);
  });

  test("the owner is the account in the key's ARN", async () => {
    const foreign = {
      ...key("k", good),
      values: { arn: keyArn("k").replace("111111111111", "222222222222"), key_id: "k", policy: good },
    };
    const { findings } = await judge(state([foreign]));
    expect(findings.map(({ code }) => code)).toContain("lockout");
  });

  test("what is not judged is told with why", async () => {
    const { judged, notJudged } = await judge(
      state([key("other", plain), trail("elsewhere", keyArn("gone")), trail("without", null)]),
    );
    expect(judged).toEqual([]);
    expect(notJudged).toMatchObject([
      { address: "aws_kms_key.other", why: "key-unused" },
      { address: "aws_cloudtrail.elsewhere", why: "key-elsewhere" },
      { address: "aws_cloudtrail.without", why: "trail-without-key" },
    ]);
    const { code, stdout, stderr } = await trailkey(work, "lint", "given.json");
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr).toBe(
      [
        "given.json: not checked: aws_kms_key.other: no trail of this state uses the key, and its policy does not name CloudTrail",
        `given.json: not checked: aws_cloudtrail.elsewhere: the key of the trail, ${keyArn("gone")}, is not in this state: run lint on its policy separately`,
        "given.json: not checked: aws_cloudtrail.without: the trail has no KMS key",
        "nothing was checked",
        "",
      ].join("\n"),
    );
  });

  test("what is not judged stands in SARIF too, which would look clean", async () => {
    writeTree(work, { "given.json": JSON.stringify(state([key("other", plain)])) });
    const { stdout } = await trailkey(work, "lint", "given.json", "--format", "sarif");
    expect(JSON.parse(stdout)).toMatchObject({
      runs: [
        {
          invocations: [
            {
              executionSuccessful: true,
              toolExecutionNotifications: [
                {
                  level: "note",
                  message: { text: expect.stringContaining("not checked: aws_kms_key.other") as string },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  test("nothing in it is nothing judged", async () => {
    writeTree(work, { "given.json": JSON.stringify(state([])) });
    expect(await trailkey(work, "lint", "given.json")).toEqual({
      code: 0,
      stdout: "",
      stderr: "nothing was checked\n",
    });
  });

  test("can, access and merge take the one policy that CloudTrail uses", async () => {
    writeTree(work, {
      "given.json": JSON.stringify(state([key("k", good), key("other", plain), trail("t", keyArn("k"))])),
      "good.json": good,
      "trailkey.yaml":
        "name: other\naccount: '111111111111'\nregion: us-east-1\nbucket: { name: other-logs }\n",
    });
    for (const words of [["access", "--owner", "111111111111", "-p"], ["merge"]]) {
      const [plainly, held] = [
        await trailkey(work, ...words, "good.json"),
        await trailkey(work, ...words, "given.json"),
      ];
      expect([held.code, held.stdout]).toEqual([0, plainly.stdout]);
    }
    const { code, stderr } = await trailkey(work, "merge", "given.json", "-c", "trailkey.yaml", "--in-place");
    expect([code, stderr]).toEqual([
      1,
      "--in-place: the file is a Terraform state: redirect the output to another file\n",
    ]);
  });

  test.each([
    [
      "several",
      [key("a", good), key("b", good)],
      /has several key policies that CloudTrail uses: aws_kms_key\.a and aws_kms_key\.b;/,
    ],
    ["none", [key("a", plain)], /has no key policy that CloudTrail uses/],
  ] as const)("can and access refuse a file with %s", async (_, instances, message) => {
    writeTree(work, { "given.json": JSON.stringify(state(instances)) });
    const { code, stderr } = await trailkey(work, "access", "-p", "given.json", "--owner", "111111111111");
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  });
});

test("a state of Terraform that holds nothing is one, though it has only versions", async () => {
  writeTree(work, { "given.json": '{"format_version":"1.0","terraform_version":"1.11.4"}' });
  expect((await trailkey(work, "lint", "given.json")).stderr).toBe("nothing was checked\n");
});

describe("of a plan", () => {
  test("the keys and trails that are judged are told, and those that are not", async () => {
    writeTree(work, { "plan.json": plan });
    const { stderr } = await trailkey(work, "lint", "plan.json");
    expect(stderr).toContain(
      "plan.json: checked: module.log_key.aws_kms_key_policy.this, the key of aws_cloudtrail.this\n",
    );
    expect(stderr).toContain(
      "plan.json: not checked: aws_kms_key.late: the policy is known only after apply",
    );
    expect(stderr).toMatch(/\d errors, \d warnings, 1 note\n$/);
  });

  test("without trails nothing is judged, and that is what is said", async () => {
    const change = {
      address: "aws_kms_key.a",
      mode: "managed",
      type: "aws_kms_key",
      name: "a",
      change: { after: { policy: plain } },
    };
    writeTree(work, { "plan.json": JSON.stringify({ format_version: "1.2", resource_changes: [change] }) });
    expect(await trailkey(work, "lint", "plan.json")).toEqual({
      code: 0,
      stdout: "",
      stderr:
        "plan.json: not checked: aws_kms_key.a: no trail of this plan uses the key, and its policy does not name CloudTrail\nnothing was checked\n",
    });
  });

  test("a trail whose key cannot be told is not judged", async () => {
    const json = {
      format_version: "1.2",
      resource_changes: [
        {
          address: "aws_cloudtrail.t",
          mode: "managed",
          type: "aws_cloudtrail",
          name: "t",
          change: { after: { name: "t" } },
        },
      ],
      configuration: {
        root_module: {
          resources: [
            { address: "aws_cloudtrail.t", expressions: { kms_key_id: { references: ["local.key"] } } },
          ],
        },
      },
    };
    expect((await judge(json)).notJudged).toMatchObject([
      { address: "aws_cloudtrail.t", message: "the plan does not show which key the trail uses" },
    ]);
  });

  test("keys of every type are judged: a replica, a key of imported material", async () => {
    const types = ["aws_kms_replica_key", "aws_kms_external_key", "aws_kms_replica_external_key"];
    const json = {
      format_version: "1.2",
      resource_changes: types.map((type) => ({
        address: `${type}.a`,
        mode: "managed",
        type,
        name: "a",
        change: { after: { policy: flawed } },
      })),
    };
    expect((await judge(json)).judged.map(({ address }) => address)).toEqual(
      types.map((type) => `${type}.a`),
    );
  });
});
