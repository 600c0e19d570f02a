import type { ConfigInput } from "../../lib/config/config-input";
import { describe as describeConfig } from "../../lib/describe/describe";
import { homeOf } from "../../lib/describe/home-of";
import { identitiesOf, leftToCaller } from "../../lib/describe/identities";
import type { Loss } from "../../lib/describe/losses";
import { lossesBetween } from "../../lib/describe/losses";
import { render } from "../../lib/hcl/render";
import { lossProblems } from "../../lib/report/loss";
import { configOf } from "../support/place";

const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  key: { multiRegion: true, replicas: ["eu-west-1", "eu-central-1"] },
} satisfies ConfigInput;

const fileOf = (input: object, name = "replicas.tf"): string =>
  String(render(describeConfig(configOf(input))).find(({ path }) => path === name)?.content);

const accounts = { log_archive: "333333333333" };
const inLogArchive = { ...base, accounts, key: { ...base.key, account: "log_archive" } };

describe("a replica", () => {
  test("is built with a provider for its Region, in the account of the key", () => {
    const replicas = fileOf(base);
    expect(replicas.match(/provider = aws\.\w+/g)).toEqual([
      "provider = aws.eu_west_1",
      "provider = aws.eu_west_1",
      "provider = aws.eu_central_1",
      "provider = aws.eu_central_1",
    ]);
    expect(replicas).toContain('data.aws_region.eu_west_1.id == "eu-west-1"');
    expect(replicas).toContain("data.aws_caller_identity.eu_west_1.account_id == var.account_id");
    expect(fileOf(base, "versions.tf")).toContain("[aws.eu_west_1, aws.eu_central_1]");
    expect(fileOf(inLogArchive)).toContain(
      "data.aws_caller_identity.eu_west_1.account_id == var.log_archive_account_id",
    );
  });

  test("has its Region as an argument where every provider takes it, and the provider of the key", () => {
    const provider = { aws: ">= 6.0" };
    const replicas = fileOf({ ...base, provider });
    expect(replicas).not.toContain("provider");
    expect(replicas.match(/^ +region +=.*$/gm)).toHaveLength(4);
    expect(fileOf({ ...base, provider }, "versions.tf")).not.toContain("configuration_aliases");
    const ofKey = fileOf({ ...inLogArchive, provider });
    expect(ofKey.match(/provider = aws\.log_archive/g)).toHaveLength(4);
    expect(fileOf({ ...base, provider: { aws: "> 5.99.0" } })).toContain("provider = aws.eu_west_1");
  });

  test("has the policy, the protection and the settings of the key", () => {
    const replicas = fileOf(base);
    for (const line of [
      /primary_key_arn +=.*aws_kms_key\.this\.arn/g,
      /policy += aws_kms_key_policy\.this\.policy/g,
      /deletion_window_in_days += var\.key_deletion_window_in_days/g,
      /prevent_destroy = true/g,
      /tags += var\.tags/g,
      /name += "alias\/\$\{var\.key_alias\}"/g,
    ])
      expect(replicas.match(line)).toHaveLength(2);
    expect(fileOf({ ...base, protect: false })).not.toContain("prevent_destroy");
  });

  test("is not in the Region of the key, which Terraform finds out where the config does not say it", () => {
    expect(fileOf(base)).not.toContain("The key itself is in");
    for (const input of [
      { ...base, region: null },
      { ...base, module: { variables: "all" } },
    ])
      expect(fileOf(input)).toContain('local.region != "eu-west-1"');
  });

  test("is an output by its Region", () => {
    expect(fileOf(base, "outputs.tf")).toMatch(/"?eu-west-1"? += aws_kms_replica_key\.eu_west_1\.arn/);
  });
});

test("without replicas nothing of them is in the module", () => {
  const module = render(describeConfig(configOf({ ...base, key: { multiRegion: true } })));
  expect(module.map(({ content }) => content).join("\n")).not.toMatch(/replica_key|ReplicateKey|replicas/);
});

test("replicas are handed over with their key", () => {
  const existing = "arn:aws:kms:us-east-1:111111111111:key/mrk-1234abcd12ab34cd56ef1234567890ab";
  const key = { existing, handedOver: true, replicas: ["eu-west-1"] };
  const { removals, blocks } = describeConfig(configOf({ ...base, key }));
  expect(removals).toEqual(
    expect.arrayContaining(["aws_kms_replica_key.eu_west_1", "aws_kms_alias.eu_west_1"]),
  );
  expect(blocks.map(({ type }) => type)).not.toContain("aws_kms_replica_key");
});

describe("the versions of the provider that a module requires", () => {
  const required = (aws?: string): string =>
    describeConfig(configOf({ ...base, provider: { aws } })).requires.aws;

  test("are those that the config allows", () => {
    expect(required()).toBe(">= 5.60.0, < 7.0.0");
    expect(required(">= 6.40")).toBe(">= 6.40.0, < 7.0.0");
    expect(required("~> 5.70, != 5.80.0")).toBe(">= 5.70.0, != 5.80.0, < 6.0.0");
    expect(required("< 8")).toBe(">= 5.60.0, < 7.0.0");
  });

  test.each([
    ["6.21.9", false],
    [">= 6.22", true],
    [">= 6.40", true],
    ["~> 6.0", false],
    [null, false],
  ])("decide whether SSE-C is blocked explicitly: %s", (aws, isBlocked) => {
    expect(fileOf({ ...base, provider: { aws } }, "bucket.tf").includes('["SSE-C"]')).toBe(isBlocked);
  });
});

describe("between two modules", () => {
  const lossesOf = (before: object, after: object): readonly Loss[] => {
    const [old, now] = [configOf(before), configOf(after)];
    const [oldBlueprint, blueprint] = [describeConfig(old), describeConfig(now)];
    return lossesBetween(
      { resources: identitiesOf(oldBlueprint), home: homeOf(old) },
      {
        resources: identitiesOf(blueprint),
        home: homeOf(now),
        moves: blueprint.moves,
        removals: blueprint.removals,
        leftToCaller: leftToCaller(blueprint),
      },
    );
  };

  test("a replica that is gone is a loss, and says what still decrypts", () => {
    const losses = lossesOf(base, { ...base, key: { multiRegion: true, replicas: ["eu-central-1"] } });
    expect(losses).toMatchObject([{ code: "destroyed", address: "aws_kms_replica_key.eu_west_1" }]);
    expect(lossProblems(losses, "out", "error")[0]?.message).toBe(
      "would be destroyed; what it encrypted can still be decrypted with the primary key and the other replicas, but nothing in its Region can use it any longer; to keep it, keep its Region in key.replicas",
    );
  });

  test("one that is new, in another order, or built with another provider in the same account is none", () => {
    expect(lossesOf({ ...base, key: { multiRegion: true } }, base)).toEqual([]);
    expect(
      lossesOf(base, { ...base, key: { ...base.key, replicas: ["eu-central-1", "eu-west-1"] } }),
    ).toEqual([]);
    const newer = { provider: { aws: ">= 6.0" } };
    expect(lossesOf(base, { ...base, ...newer })).toEqual([]);
    expect(lossesOf({ ...inLogArchive, ...newer }, inLogArchive)).toEqual([]);
  });

  test("a key that becomes a multi-Region key is replaced", () => {
    expect(lossesOf({ ...base, key: {} }, base)).toMatchObject([
      { code: "replaced", address: "aws_kms_key.this", argument: "multi_region", before: false, after: true },
    ]);
  });
});
