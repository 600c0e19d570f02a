import { policiesInPlan } from "../../lib/lint/terraform-plan";

const policy = '{"Statement":[{"Principal":{"Service":"cloudtrail.amazonaws.com"}}]}';

interface Planned {
  readonly address: string;
  readonly after?: Readonly<Record<string, unknown>>;
  /** Arguments as the configuration has them. */
  readonly expressions?: Readonly<Record<string, unknown>>;
}

const key = (address: string, more: Partial<Planned> = {}): Planned => ({ address, ...more });
const policyOf = (address: string, keyName: string | null, after: object = {}): Planned => ({
  address,
  after: { policy, ...after },
  expressions: {
    policy: {},
    ...(keyName !== null && { key_id: { references: [`${keyName}.id`, keyName] } }),
  },
});

const unkeyed = (address: string): string => address.replace(/\[.*$/, "");

const policiesIn = (resources: readonly Planned[]): ReturnType<typeof policiesInPlan> =>
  policiesInPlan({
    format_version: "1.2",
    resource_changes: resources.map(({ address, after = {} }) => ({
      address,
      type: address.split(".")[0],
      mode: "managed",
      change: { after, after_unknown: {} },
    })),
    configuration: {
      root_module: {
        resources: resources.map(({ address, expressions = {} }) => ({
          address: unkeyed(address),
          expressions,
        })),
      },
    },
  });

/** The rivals of each policy of a plan, by its address. */
const rivalsIn = (...resources: readonly Planned[]): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(policiesIn(resources).map(({ address, rivals }) => [address, rivals]));

test("a key that has a policy and a resource for its policy has two owners of it", () => {
  const inline = key("aws_kms_key.a", {
    after: { policy },
    expressions: { policy: { constant_value: policy } },
  });
  const own = policyOf("aws_kms_key_policy.a", "aws_kms_key.a");
  expect(rivalsIn(inline, own)).toEqual({ "aws_kms_key_policy.a": ["aws_kms_key.a"] });
  expect(rivalsIn(key("aws_kms_key.a"), own)).toEqual({ "aws_kms_key_policy.a": [] });
  expect(rivalsIn(inline)).toEqual({ "aws_kms_key.a": [] });
});

test("two resources for the policy of one key are two owners", () => {
  const [a, b] = [
    policyOf("aws_kms_key_policy.a", "aws_kms_key.k"),
    policyOf("aws_kms_key_policy.b", "aws_kms_key.k"),
  ];
  expect(rivalsIn(key("aws_kms_key.k"), a, b)).toEqual({
    "aws_kms_key_policy.a": ["aws_kms_key_policy.b"],
    "aws_kms_key_policy.b": ["aws_kms_key_policy.a"],
  });
});

test("so are two that name the key by one ID", () => {
  const named = (name: string): Planned =>
    policyOf(`aws_kms_key_policy.${name}`, null, { key_id: "1234abcd" });
  expect(rivalsIn(named("a"), named("b"))["aws_kms_key_policy.a"]).toEqual(["aws_kms_key_policy.b"]);
});

test("each of several keys may have a policy of its own", () => {
  const keys = [key("aws_kms_key.k[0]"), key("aws_kms_key.k[1]")];
  const one = policyOf("aws_kms_key_policy.a", "aws_kms_key.k[0]");
  const other = policyOf("aws_kms_key_policy.b", "aws_kms_key.k[1]");
  expect(Object.values(rivalsIn(...keys, one, other))).toEqual([[], []]);
  const each = [0, 1].map((index) => policyOf(`aws_kms_key_policy.a[${index}]`, "aws_kms_key.k"));
  expect(Object.values(rivalsIn(...keys, ...each))).toEqual([[], []]);
});

test("a replica is for the trails of its primary key", () => {
  const resources = [
    { address: "aws_kms_key.k" },
    policyOf("aws_kms_key_policy.k", "aws_kms_key.k"),
    {
      address: "aws_kms_replica_key.eu_west_1",
      after: { policy },
      expressions: { policy: {}, primary_key_arn: { references: ["aws_kms_key.k.arn", "aws_kms_key.k"] } },
    },
    // Of another primary key.
    {
      address: "aws_kms_replica_key.other",
      after: { policy, primary_key_arn: "arn:aws:kms:us-east-1:111111111111:key/mrk-1" },
      expressions: { policy: {}, primary_key_arn: { constant_value: "" } },
    },
    {
      address: "aws_cloudtrail.t",
      after: { name: "t" },
      expressions: { kms_key_id: { references: ["aws_kms_key.k.arn", "aws_kms_key.k"] } },
    },
  ];
  const usedBy = policiesIn(resources).map(({ address, usedBy: trails }) => [address, trails]);
  expect(Object.fromEntries(usedBy)).toEqual({
    "aws_kms_key_policy.k": ["aws_cloudtrail.t"],
    "aws_kms_replica_key.eu_west_1": ["aws_cloudtrail.t"],
    "aws_kms_replica_key.other": [],
  });
});

test("the key of a topic is not judged as one of a trail, unless a trail uses it too", () => {
  const own = policyOf("aws_kms_key_policy.a", "aws_kms_key.a");
  const user = (address: string, argument: string): Planned => ({
    address,
    after: {},
    expressions: { [argument]: { references: ["aws_kms_key.a.arn", "aws_kms_key.a"] } },
  });
  const topic = user("aws_sns_topic.t", "kms_master_key_id");
  const judged = ["aws_kms_key_policy.a"];
  expect(Object.keys(rivalsIn(key("aws_kms_key.a"), own))).toEqual(judged);
  expect(Object.keys(rivalsIn(key("aws_kms_key.a"), own, topic))).toEqual([]);
  const trail = user("aws_cloudtrail.t", "kms_key_id");
  expect(Object.keys(rivalsIn(key("aws_kms_key.a"), own, topic, trail))).toEqual(judged);
});
