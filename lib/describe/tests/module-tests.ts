import type { Config } from "../../config/config";
import type { Blueprint } from "../../terraform/blueprint";
import { blockAddress } from "../../terraform/blueprint";
import { canonicalJson } from "../../terraform/canonical-json";
import type { Expression } from "../../terraform/expression";
import { attributeOf, input, operator, policy } from "../../terraform/expression";
import type { Assertion, TestFile, TestRun, TestValues } from "../../terraform/module-test";
import { nameFinder } from "../../terraform/names-used";
import { accessLogPolicyName } from "../access-log";
import { roleGroups } from "../reader-roles";
import { isOpen, scopeOf } from "../scope";
import { accessLogQuestions } from "./access-log-questions";
import { bucketPolicyQuestions } from "./bucket-policy-questions";
import { withEveryGrant } from "./granted";
import { keyPolicyQuestions } from "./key-policy-questions";
import { mockedAttributes, mockedProviders } from "./mocks";
import { testPlace } from "./place";
import type { Question } from "./questions";
import { assertionOf } from "./questions";
import { readerPolicyQuestions, roleQuestions } from "./reader-questions";
import { refusalRuns } from "./refusals";
import { retentionRuns } from "./retention-runs";
import { runBindings } from "./run-bindings";

/** What a caller grants, and how a run calls it. */
interface Grants {
  readonly name: string;
  readonly comment: string;
  readonly config: Config;
  readonly variables: TestValues;
}

/**
 * The tests that come with a module: what its policies mean, as questions whose answers stand in the file, and what it
 * refuses. A module for others is asked twice, with nothing granted and with everything.
 *
 * @param describeAs describes a config as the module was described
 */
export function moduleTests(
  config: Config,
  blueprint: Blueprint,
  describeAs: (config: Config) => Blueprint,
): readonly TestFile[] {
  const place = testPlace(config);
  const providers = mockedProviders(config, blueprint, place);
  const mocked = mockedAttributes(blueprint, providers);
  const variables = Object.fromEntries(
    blueprint.inputs
      .filter(({ default: fallback }) => fallback === undefined)
      .map(({ name, value }) => [name, value]),
  );
  const bindingsOf = (passed: TestValues) => runBindings(blueprint, { ...variables, ...passed }, mocked);
  const has = (output: string): boolean => blueprint.outputs.some(({ name }) => name === output);
  const grants = isOpen(config) ? openGrants(config, blueprint, describeAs) : [closedGrants(config)];

  /** A run for each of the grants, which passes those that the answers depend on. */
  const ask = (
    dependsOn: readonly Expression[],
    command: TestRun["command"],
    questions: (config: Config) => readonly Question[],
  ): readonly TestRun[] =>
    grants.flatMap(({ name, comment, config: granted, variables: all }) => {
      const used = inputsBehind(blueprint, dependsOn);
      const passed = Object.fromEntries(Object.entries(all).filter(([input]) => used.has(`var.${input}`)));
      const bindings = bindingsOf(passed);
      const assertions = questions(granted).flatMap((question) => {
        const assertion = assertionOf(question, bindings);
        return assertion === undefined ? [] : [assertion];
      });
      return assertions.length === 0
        ? []
        : [{ name, comment, command, variables: passed, assertions, expectFailures: [] }];
    });
  const groups = (granted: Config) =>
    roleGroups(granted).filter(({ block }) => blueprint.blocks.some(({ name }) => name === block));
  const rolesAsked = ask(
    groups(config).map((group) => input(group.input)),
    "plan",
    (granted) => groups(granted).flatMap((group) => roleQuestions(scopeOf(granted), group)),
  );
  // What names the ARN of a key that is created is known after an apply.
  const policyIsKnown = config.key.existing !== null || !config.protect;
  const readerPolicy =
    has("reader_policy") && policyIsKnown
      ? ask([], config.key.existing === null ? "apply" : "plan", (granted) =>
          readerPolicyQuestions(scopeOf(granted)),
        )
          .slice(0, 1)
          .map((run) => ({
            ...run,
            name: "the_policy_of_readers",
            comment: "The IAM policy is the same for all readers.",
          }))
      : [];
  const files: readonly (Pick<TestFile, "name" | "runs"> & { readonly about: string })[] = [
    {
      name: "key-policy",
      about: "What the key policy means: who can encrypt, decrypt and manage the key.",
      runs: has("key_policy")
        ? ask([policy("key")], "plan", (granted) => keyPolicyQuestions(scopeOf(granted)))
        : [],
    },
    {
      name: "bucket-policy",
      about: "What the bucket policy means: who can deliver and get logs, and how.",
      runs: [
        ...(has("bucket_policy")
          ? ask([policy("bucket")], "plan", (granted) => bucketPolicyQuestions(scopeOf(granted)))
          : []),
        ...trailRuns(config),
      ],
    },
    {
      name: "retention",
      about: "How long logs are kept and locked, and who writes access logs.",
      runs: [
        ...retentionRuns(config),
        ...(has("access_log_bucket_policy")
          ? ask([policy(accessLogPolicyName)], "plan", accessLogQuestions)
          : []),
      ],
    },
    {
      name: "readers",
      about: "Who can assume the roles of readers, and what the IAM policy of readers allows.",
      runs: [...rolesAsked, ...readerPolicy],
    },
    {
      name: "refusals",
      about: "Values that the module refuses before it plans anything.",
      runs: refusalRuns(config, blueprint, place, bindingsOf),
    },
  ];
  return files
    .filter(({ runs }) => runs.length > 0)
    .map(({ about, ...file }) => ({
      ...file,
      comment: `${about} ${needs}`,
      providers,
      variables,
    }));
}

/** The names that expressions reach, also through the instances of a resource. */
function inputsBehind(blueprint: Blueprint, expressions: readonly Expression[]): ReadonlySet<string> {
  const namesIn = nameFinder(blueprint);
  const names = namesIn(expressions);
  const instances = blueprint.blocks.flatMap((block) =>
    block.forEach && names.has(blockAddress(block)) ? [block.forEach] : [],
  );
  return new Set([...names, ...namesIn(instances)]);
}

const needs =
  "Run `terraform init` and `terraform test`: no AWS account is needed, because the provider is mocked. Mocks came with " +
  "Terraform 1.7 and OpenTofu 1.8. The module itself works on earlier versions; those that know tests but no mocks " +
  "(Terraform 1.6, OpenTofu 1.6 and 1.7) need `init -test-directory=none` in this folder.";

const closedGrants = (config: Config): Grants => ({
  name: "as_configured",
  comment: "What the variables grant by default, as the config says.",
  config,
  variables: {},
});

function openGrants(
  config: Config,
  blueprint: Blueprint,
  describeAs: (config: Config) => Blueprint,
): readonly Grants[] {
  const neutral = withNeutralValues(config);
  const everything = withEveryGrant(neutral, testPlace(config));
  const values = new Map(describeAs(everything).inputs.map(({ name, value }) => [name, value]));
  const passed = blueprint.inputs.flatMap(({ name, default: fallback }) => {
    const value = values.get(name);
    const isGrant =
      fallback !== undefined && value !== undefined && canonicalJson(value) !== canonicalJson(fallback);
    return isGrant ? [[name, value] as const] : [];
  });
  const nothing: Config = {
    ...neutral,
    key: { ...neutral.key, administrators: [] },
    bucket: neutral.bucket && { ...neutral.bucket, deliverFrom: [] },
    encryptFor: [],
    readers: [],
  };
  return [
    {
      name: "by_default",
      comment: "A caller who grants nothing.",
      config: nothing,
      variables: {},
    },
    {
      name: "with_every_grant",
      comment: "A caller who grants something in each way.",
      config: everything,
      variables: Object.fromEntries(passed),
    },
  ];
}

/** What the variables say by default that are neither grants nor names. */
const withNeutralValues = (config: Config): Config => ({
  ...config,
  key: { ...config.key, description: null, statements: [] },
  bucket: config.bucket && { ...config.bucket, prefix: null },
});

/** Which key and bucket the trail uses is known after an apply. */
function trailRuns({ trail, key, bucket, protect }: Config): readonly TestRun[] {
  if (trail === null || protect) return [];
  const same = (argument: string, type: string, name: string, attribute: string): Assertion["condition"] =>
    operator(attributeOf("aws_cloudtrail", "this", argument), "==", attributeOf(type, name, attribute));
  const assertions: readonly Assertion[] = [
    ...(key.existing === null
      ? [
          {
            message: "The trail encrypts with this key.",
            condition: same("kms_key_id", "aws_kms_key", "this", "arn"),
          },
        ]
      : []),
    ...(bucket?.existing === false
      ? [
          {
            message: "The trail delivers into this bucket.",
            condition: same("s3_bucket_name", "aws_s3_bucket", "logs", "id"),
          },
        ]
      : []),
  ];
  return assertions.length === 0
    ? []
    : [
        {
          name: "the_trail_uses_the_key_and_the_bucket",
          comment: "The trail encrypts and delivers with what the module creates.",
          command: "apply",
          variables: {},
          assertions,
          expectFailures: [],
        },
      ];
}
