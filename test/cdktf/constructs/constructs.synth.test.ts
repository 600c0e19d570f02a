import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Lazy, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { EncryptedTrail, InvalidConfig, LogKey } from "../../../lib/cdktf";
import type { EncryptedTrailProps } from "../../../lib/cdktf";
import { blocksOf, onlyBlock, resolvedIn, stackWithProvider, synth } from "../fixtures";

const options: EncryptedTrailProps = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};

/** What a construct throws, as its sentences. */
function problemsOf(make: () => unknown): readonly string[] {
  try {
    make();
  } catch (error) {
    if (error instanceof InvalidConfig) return error.problems;
    throw error;
  }
  return [];
}

const lazy = (text: string): string => Lazy.stringValue({ produce: () => text });

test("a trail has its key, alias, key policy, bucket and bucket policy, typed", () => {
  const stack = stackWithProvider();
  const trail = new EncryptedTrail(stack, "audit", options);
  expect(
    [trail.key, trail.alias, trail.keyPolicy, trail.trail, trail.bucket, trail.bucketPolicy].map(typeOf),
  ).toEqual([
    "aws_kms_key",
    "aws_kms_alias",
    "aws_kms_key_policy",
    "aws_cloudtrail",
    "aws_s3_bucket",
    "aws_s3_bucket_policy",
  ]);
  expect(trail.readerRoles).toEqual([]);
});

const typeOf = (element: { readonly terraformResourceType: string } | undefined): string | undefined =>
  element?.terraformResourceType;

test("a log key is a key with its policy and nothing else", () => {
  const stack = stackWithProvider();
  const logKey = new LogKey(stack, "key", { name: "org-audit", encryptFor: ["222222222222"] });
  expect(logKey.trail).toBeUndefined();
  expect(logKey.bucket).toBeUndefined();
  expect(Object.keys(synth(stack).resource ?? {}).sort()).toEqual([
    "aws_kms_alias",
    "aws_kms_key",
    "aws_kms_key_policy",
  ]);
});

test("what exists is not built", () => {
  const arn = "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const stack = stackWithProvider();
  const trail = new EncryptedTrail(stack, "audit", {
    ...options,
    key: { existing: arn },
    bucket: { name: "their-logs", existing: true },
  });
  expect([trail.key, trail.keyPolicy, trail.alias, trail.bucket]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(Object.keys(synth(stack).resource ?? {})).toEqual(["aws_cloudtrail"]);
  expect(resolvedIn(stack, trail.policyJson("bucket"))).toContain("AWSCloudTrailWrite");
});

test("the policy of a key is the text that its output names", () => {
  const stack = stackWithProvider();
  const trail = new EncryptedTrail(stack, "audit", options);
  const { policy } = onlyBlock(synth(stack).resource, "aws_kms_key_policy");
  expect(resolvedIn(stack, trail.policyJson("key"))).toBe(policy);
});

test("a policy that the config does not give is refused with the names of those it gives", () => {
  const trail = new EncryptedTrail(stackWithProvider(), "audit", options);
  expect(() => trail.policyJson("reader:Bob")).toThrow(
    'stack/audit has no policy "reader:Bob"; it has key, bucket',
  );
});

test("two trails stand side by side in one stack, each pointing at its own", () => {
  const stack = stackWithProvider();
  const readers = (name: string): EncryptedTrailProps["readers"] => [
    { assumableRole: { name, trustedAccounts: ["222222222222"] } },
  ];
  new EncryptedTrail(stack, "one", { ...options, readers: readers("ReadOne") });
  new EncryptedTrail(stack, "two", {
    ...options,
    name: "app-audit",
    bucket: { name: "app-audit-logs" },
    readers: readers("ReadTwo"),
  });
  const { resource } = synth(stack);
  const ids = Object.keys(resource?.aws_kms_key ?? {});
  expect(ids).toHaveLength(2);
  const trails = Object.entries(resource?.aws_cloudtrail ?? {});
  const keyOf = Object.fromEntries(trails.map(([id, { kms_key_id }]) => [id.slice(0, 3), kms_key_id]));
  expect(keyOf).toEqual({
    one: `\${aws_kms_key.${ids.find((id) => id.startsWith("one"))}.arn}`,
    two: `\${aws_kms_key.${ids.find((id) => id.startsWith("two"))}.arn}`,
  });
  expect(JSON.stringify(resource).match(/one_/g)?.length).toBeGreaterThan(10);
  const ofOne = Object.values(resource ?? {}).flatMap((blocks) =>
    Object.entries(blocks).filter(([id]) => id.startsWith("one")),
  );
  expect(JSON.stringify(ofOne)).not.toContain("two_");
});

test("every problem of the options is told at once, by option", () => {
  const problems = problemsOf(
    () =>
      new EncryptedTrail(stackWithProvider(), "audit", {
        ...options,
        account: "1111",
        key: { rotationDays: 5 },
        bucket: { name: "No" },
      }),
  );
  expect(problems.map((problem) => problem.replace(/: .*/, "")).sort()).toEqual([
    "account",
    "bucket.name",
    "key.rotationDays",
  ]);
});

test("nothing is built of options that are not right", () => {
  const stack = stackWithProvider();
  expect(() => new EncryptedTrail(stack, "audit", { ...options, account: "1" })).toThrow(InvalidConfig);
  expect(synth(stack).resource).toBeUndefined();
});

describe("what is handed over", () => {
  const arn = "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const bucket = { name: "org-audit-logs", existing: true, handedOver: true };
  const advice = (what: string, address: string): string =>
    `in a stack of your own, trailkey does not know the former addresses; remove the option and add a removed block for ${what}: stack.addOverride("removed", [{ from: "${address}", lifecycle: { destroy: false } }, …])`;
  const bucketAdvice = advice("the bucket and each of its settings", "aws_s3_bucket.OLD");
  const keyAdvice = advice("the key, its alias and its policy", "aws_kms_key.OLD");

  test.each<readonly [string, EncryptedTrailProps, readonly string[]]>([
    ["a bucket", { ...options, bucket }, [`bucket.handedOver: ${bucketAdvice}`]],
    ["a key", { ...options, key: { existing: arn, handedOver: true } }, [`key.handedOver: ${keyAdvice}`]],
    [
      "both",
      { ...options, bucket, key: { existing: arn, handedOver: true } },
      [
        expect.stringMatching(/^bucket\.handedOver: /) as string,
        expect.stringMatching(/^key\.handedOver: /) as string,
      ],
    ],
  ])("is refused where the addresses are not the module's: %s", (_name, props, problems) => {
    const stack = stackWithProvider();
    expect(problemsOf(() => new EncryptedTrail(stack, "audit", props))).toEqual(problems);
    expect(stack.node.tryFindChild("audit")).toBeUndefined();
  });

  test("is refused of a log key too", () => {
    const key = { existing: arn, handedOver: true };
    expect(problemsOf(() => new LogKey(stackWithProvider(), "key", { name: "org-audit", key }))).toEqual([
      `key.handedOver: ${keyAdvice}`,
    ]);
  });
});

test("variables of the module for others are nothing to a stack", () => {
  const made = (more: Partial<EncryptedTrailProps>): unknown => {
    const stack = stackWithProvider();
    new EncryptedTrail(stack, "audit", { ...options, ...more });
    new LogKey(stack, "key", { name: "other", encryptFor: ["222222222222"], module: more.module });
    return synth(stack);
  };
  const readers: EncryptedTrailProps["readers"] = [{ account: "222222222222" }, { role: "Auditor" }];
  for (const more of [
    {},
    { readers },
    { key: { style: "console" } },
  ] satisfies Partial<EncryptedTrailProps>[])
    expect(made({ ...more, module: { variables: "all" } })).toEqual(made(more));
});

describe("reader roles that release 0.1 made", () => {
  const roles = (...names: readonly string[]): EncryptedTrailProps["readers"] =>
    names.map((name) => ({ assumableRole: { name, trustedAccounts: ["222222222222"] } }));

  const movedIn = (stack: TerraformStack): readonly unknown[] =>
    ((synth(stack) as { readonly moved?: readonly unknown[] }).moved ?? []).map((move) => ({
      ...(move as object),
    }));

  test("are moved from the addresses that they had", () => {
    const stack = stackWithProvider();
    new EncryptedTrail(stack, "audit", { ...options, readers: roles("CloudTrailReadRole", "Reader") });
    const { resource } = synth(stack);
    const [role] = Object.keys(resource?.aws_iam_role ?? {});
    const [policy] = Object.keys(resource?.aws_iam_role_policy ?? {});
    // What release 0.1 called them in a stack of this shape.
    expect(movedIn(stack)).toEqual([
      {
        from: "aws_iam_role.audit_iam_role_cloud_trail_read_role_E1CF607F",
        to: `aws_iam_role.${role}["CloudTrailReadRole"]`,
      },
      {
        from: "aws_iam_role_policy.audit_iam_role_policy_cloud_trail_read_role_31F90E5F",
        to: `aws_iam_role_policy.${policy}["CloudTrailReadRole"]`,
      },
      {
        from: "aws_iam_role.audit_iam_role_reader_role_B5897EB8",
        to: `aws_iam_role.${role}["Reader"]`,
      },
      {
        from: "aws_iam_role_policy.audit_iam_role_policy_reader_role_36073782",
        to: `aws_iam_role_policy.${policy}["Reader"]`,
      },
    ]);
  });

  test("are moved beside those of other constructs and beside what the user moves", () => {
    const stack = stackWithProvider();
    new EncryptedTrail(stack, "one", { ...options, readers: roles("One") });
    new IamRole(stack, "old", { assumeRolePolicy: "{}" }).moveTo("new");
    new IamRole(stack, "new", { assumeRolePolicy: "{}" }).addMoveTarget("new");
    new EncryptedTrail(stack, "two", {
      ...options,
      name: "two",
      bucket: { name: "two-logs" },
      readers: roles("Two"),
    });
    stack.addOverride("moved", [{ from: "aws_iam_role.a", to: "aws_iam_role.b" }]);
    expect(movedIn(stack)).toEqual([
      { from: expect.stringMatching(/^aws_iam_role\.one_/) as string, to: expect.any(String) as string },
      {
        from: expect.stringMatching(/^aws_iam_role_policy\.one_/) as string,
        to: expect.any(String) as string,
      },
      { from: "aws_iam_role.old", to: "aws_iam_role.new" },
      { from: expect.stringMatching(/^aws_iam_role\.two_/) as string, to: expect.any(String) as string },
      {
        from: expect.stringMatching(/^aws_iam_role_policy\.two_/) as string,
        to: expect.any(String) as string,
      },
      { from: "aws_iam_role.a", to: "aws_iam_role.b" },
    ]);
  });

  test("are not moved where their names were tokens", () => {
    const stack = stackWithProvider();
    new EncryptedTrail(stack, "audit", { ...options, readers: roles(lazy("Reader")) });
    expect(movedIn(stack)).toEqual([]);
  });
});

test("tokens stand wherever a text is: a role's ARN, an account from a data source, a name", () => {
  const stack = stackWithProvider();
  const role = new IamRole(stack, "auditor", { assumeRolePolicy: "{}" });
  const caller = new DataAwsCallerIdentity(stack, "caller");
  new EncryptedTrail(stack, "audit", {
    ...options,
    account: caller.accountId,
    bucket: { name: `logs-${caller.accountId}` },
    readers: [{ role: role.arn }],
    key: { administrators: [new IamRole(stack, "admin", { assumeRolePolicy: "{}" }).arn] },
  });
  const { resource } = synth(stack);
  const policy = String(onlyBlock(resource, "aws_kms_key_policy").policy);
  expect(policy).toContain('"AWS":[${jsonencode(aws_iam_role.auditor.arn)}]');
  expect(policy).toContain(":${data.aws_caller_identity.caller.account_id}:root");
  expect(onlyBlock(resource, "aws_s3_bucket").bucket).toBe(
    "logs-${data.aws_caller_identity.caller.account_id}",
  );
});

test("a token that is listed twice is told, for its two texts differ until it is known", () => {
  const stack = stackWithProvider();
  const role = new IamRole(stack, "admin", { assumeRolePolicy: "{}" });
  new EncryptedTrail(stack, "audit", { ...options, key: { administrators: [role.arn, role.arn] } });
  expect(() => synth(stack)).toThrow(/\[stack\/audit\] key\.administrators\[1\]: /);
});

test.each([
  ["aws_kms_key_policy", {}],
  [
    "aws_cloudtrail",
    { existing: "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
  ],
])("a check of principals names their option, on %s", (type, key) => {
  const stack = stackWithProvider();
  const role = new IamRole(stack, "role", { assumeRolePolicy: "{}" });
  const { listValue } = new TerraformVariable(stack, "administrators", {});
  new EncryptedTrail(stack, "audit", {
    ...options,
    key: { ...key, administrators: listValue },
    readers: [{ role: role.arn }],
  });
  const { precondition } = onlyBlock(synth(stack).resource, type).lifecycle as {
    readonly precondition: readonly { readonly error_message: string }[];
  };
  const messages = precondition.map(({ error_message: message }) => message).join("\n");
  for (const message of [
    "key.administrators: Administrators of the key must be IAM users or roles of account 111111111111, which owns the key,",
    "readers[].user, readers[].role: Readers that are named by ARN must be IAM users or roles of account 111111111111, which owns the key,",
  ]) {
    expect(messages).toContain(message);
  }
});

test("a lazy value is checked when it is known", () => {
  const stack = stackWithProvider();
  new EncryptedTrail(stack, "audit", { ...options, account: lazy("1111") });
  expect(() => synth(stack)).toThrow(/\[stack\/audit\] account: .*12 digits/);
});

test("a lazy value that is right passes, and is what Terraform gets", () => {
  const stack = stackWithProvider();
  new EncryptedTrail(stack, "audit", { ...options, trail: { name: lazy("late-name") } });
  expect(onlyBlock(synth(stack).resource, "aws_cloudtrail").name).toBe("late-name");
});

test("a key policy over 32,768 bytes is refused when its values are known", () => {
  const stack = stackWithProvider();
  const administrators = Array.from(
    { length: 600 },
    (_, index) => `arn:aws:iam::111111111111:role/${"administrators-of-keys".repeat(2)}-${index}`,
  );
  const problems = (): void => {
    new EncryptedTrail(stack, "audit", { ...options, key: { administrators } });
    synth(stack);
  };
  expect(problems).toThrow(/32,?768/);
});

test.each([
  ["key.alias", "alias", { bucket: { name: "other-logs" }, trail: { name: "other" } }],
  ["trail.name", "trail name", { bucket: { name: "other-logs" }, key: { alias: "other" } }],
  ["bucket.name", "bucket name", { trail: { name: "other" }, key: { alias: "other" } }],
])("two constructs of one stack cannot share %s", (option, what, different) => {
  const stack = stackWithProvider();
  new EncryptedTrail(stack, "one", options);
  new EncryptedTrail(stack, "two", { ...options, ...different });
  expect(() => synth(stack)).toThrow(
    new RegExp(`\\[stack/two\\] ${option}: .* is already the ${what} of stack/one`),
  );
});

test("with a provider of its own a trail may bear the name of another, but not its bucket's", () => {
  const stack = stackWithProvider();
  const west = new AwsProvider(stack, "west", { alias: "west", region: "us-west-2" });
  new EncryptedTrail(stack, "one", options);
  new EncryptedTrail(stack, "two", {
    ...options,
    region: "us-west-2",
    bucket: { name: "org-audit-logs-west" },
    provider: west,
  });
  const { resource, data } = synth(stack);
  const providers = (id: string): unknown[] =>
    [...Object.values(resource ?? {}), ...Object.values(data ?? {})].flatMap((blocks) =>
      Object.entries(blocks).flatMap(([key, { provider }]) => (key.startsWith(id) ? [provider] : [])),
    );
  expect(new Set(providers("two"))).toEqual(new Set(["aws.west"]));
  expect(new Set(providers("one"))).toEqual(new Set([undefined]));
  expect(blocksOf(resource, "aws_cloudtrail").map(({ name }) => name)).toEqual(["org-audit", "org-audit"]);
});

test("a role of another stack comes in over the state of that stack", () => {
  const app = Testing.app();
  const roles = new TerraformStack(app, "roles");
  new AwsProvider(roles, "aws", { region: "us-east-1" });
  const role = new IamRole(roles, "auditor", { assumeRolePolicy: "{}" });
  const stack = stackWithProvider(app);
  new EncryptedTrail(stack, "audit", { ...options, readers: [{ role: role.arn }] });
  [roles, stack].forEach((each) => {
    each.prepareStack();
  });
  expect(String(onlyBlock(synth(stack).resource, "aws_kms_key_policy").policy)).toMatch(
    /"AWS":\[\$\{jsonencode\(data\.terraform_remote_state\.[^}]+\)\}\]/,
  );
});

test("a stack checks the size of a policy that a list known only to Terraform fills, and of no other", () => {
  const stack = stackWithProvider();
  const { listValue } = new TerraformVariable(stack, "administrators", {});
  const account = new DataAwsCallerIdentity(stack, "caller").accountId;
  new EncryptedTrail(stack, "filled", { ...options, account, key: { administrators: listValue } });
  new EncryptedTrail(stack, "fixed", {
    ...options,
    account,
    name: "fixed",
    bucket: { name: "fixed-logs" },
    readers: [{ role: "Auditor" }],
  });
  const template = synth(stack);
  const policies = blocksOf(template.resource, "aws_kms_key_policy");
  const sizes = policies.map(({ lifecycle }) =>
    ((lifecycle as { precondition?: readonly { condition: string }[] } | undefined)?.precondition ?? [])
      .map(({ condition }) => condition)
      .filter((condition) => condition.includes("32768")),
  );
  expect(sizes.map((all) => all.length)).toEqual([1, 0]);
  expect(sizes[0]?.[0]).toMatch(/^\$\{local\.\w+ <= 32768\}$/);
});

test("a key policy that is too large is refused with its largest statements and ways out", () => {
  const stack = stackWithProvider();
  const readers = Array.from({ length: 900 }, (_, index) => ({ role: `Auditor-${1000 + index}` }));
  new EncryptedTrail(stack, "audit", { ...options, readers });
  expect(() => synth(stack)).toThrow(
    /the policy key has \d{5} bytes, and KMS accepts at most 32768; its largest statements are statement 5 "AllowDigestReaders".*, statement 4 "AllowLogReaders".*to reduce its size: remove readers/,
  );
});
