import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamUser } from "@cdktf/provider-aws/lib/iam-user";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Aspects, TerraformStack, Testing } from "cdktf";
import { EncryptedTrail, InvalidConfig, LogKey } from "../../../lib/cdktf";
import type { EncryptedTrailProps } from "../../../lib/cdktf";
import { blocksOf, onlyBlock, resolvedIn, stackWithProvider, synth } from "../fixtures";

const options: EncryptedTrailProps = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};

function trailOf(more: Partial<EncryptedTrailProps> = {}) {
  const stack = stackWithProvider();
  return { stack, audit: new EncryptedTrail(stack, "audit", { ...options, ...more }) };
}

const auditorOf = (stack: TerraformStack, more: object = {}): IamRole =>
  new IamRole(stack, "auditor", { assumeRolePolicy: "{}", ...more });

const keyPolicyOf = (stack: TerraformStack): string =>
  String(onlyBlock(synth(stack).resource, "aws_kms_key_policy").policy);

const warningsOf = (audit: LogKey | EncryptedTrail): readonly string[] =>
  audit.node.metadata.map(({ data }) => String(data));

const statement = (principal: string, more: object = {}) => ({
  Sid: "Own",
  Effect: "Allow",
  Principal: { AWS: principal },
  Action: "kms:Decrypt",
  Resource: "*",
  ...more,
});

describe("grantRead", () => {
  test("says the same as the reader in the options, and attaches the IAM policy", () => {
    const { stack, audit } = trailOf();
    const auditor = auditorOf(stack);
    audit.grantRead(auditor);
    const other = stackWithProvider();
    new EncryptedTrail(other, "audit", { ...options, readers: [auditorOf(other)] });
    const { aws_iam_role_policy: attached, ...resource } = synth(stack).resource ?? {};
    expect(resource).toEqual(synth(other).resource);
    expect(Object.values(attached ?? {})).toEqual([
      {
        name_prefix: "read-cloudtrail-logs-",
        role: "${aws_iam_role.auditor.name}",
        policy: resolvedIn(stack, audit.policyJson(auditor)),
      },
    ]);
  });

  test("takes users, ARNs, accounts and what else reads, each once", () => {
    const { stack, audit } = trailOf({ readers: [{ account: "222222222222" }] });
    audit.grantRead(new IamUser(stack, "bob", { name: "Bob" }));
    audit.grantRead("arn:aws:iam::111111111111:user/Alice");
    audit.grantRead("arn:aws:iam::111111111111:role/Auditor");
    audit.grantRead({ account: "222222222222" });
    audit.grantRead({ permissionSet: "Audit" });
    const policy = keyPolicyOf(stack);
    for (const part of ["aws_iam_user.bob.arn", "user/Alice", "role/Auditor", "222222222222", "SSO_Audit"])
      expect(policy).toContain(part);
    expect(onlyBlock(synth(stack).resource, "aws_iam_user_policy").user).toBe("${aws_iam_user.bob.name}");
  });

  test("lets a reader into the key that the trail shares", () => {
    const stack = stackWithProvider();
    const key = new LogKey(stack, "logs", { name: "logs", account: "111111111111" });
    const audit = new EncryptedTrail(stack, "audit", { ...options, key });
    audit.grantRead(auditorOf(stack));
    expect(keyPolicyOf(stack)).toContain("aws_iam_role.auditor.arn");
    expect(blocksOf(synth(stack).resource, "aws_iam_role_policy")).toHaveLength(1);
  });

  test("of the same role by two trails gives it two IAM policies", () => {
    const { stack, audit } = trailOf();
    const second = new EncryptedTrail(stack, "second", {
      ...options,
      name: "second",
      bucket: { name: "second-logs" },
    });
    const auditor = auditorOf(stack);
    for (const trail of [audit, second, audit]) trail.grantRead(auditor);
    expect(blocksOf(synth(stack).resource, "aws_iam_role_policy")).toHaveLength(2);
  });

  test("refuses what is no reader here where it is called, and changes nothing", () => {
    const { stack, audit } = trailOf();
    const before = synth(trailOf().stack).resource;
    expect(() => {
      audit.grantRead("arn:aws:iam::222222222222:role/Auditor");
    }).toThrow(InvalidConfig);
    expect(() => {
      audit.grantRead({ assumableRole: { name: "Read", trustedAccounts: ["222222222222"] } } as never);
    }).toThrow("readers[0]: a role to create cannot be added later");
    expect(synth(stack).resource).toEqual(before);
  });

  test("checks partition and account of a reader whom only Terraform knows, beside the user's own checks", () => {
    const { stack, audit } = trailOf();
    const own = { condition: "${true}", errorMessage: "own" };
    if (audit.keyPolicy) audit.keyPolicy.lifecycle = { precondition: [own] };
    audit.grantRead(auditorOf(stack));
    const { lifecycle } = onlyBlock(synth(stack).resource, "aws_kms_key_policy");
    const { precondition } = lifecycle as { readonly precondition: readonly { error_message: string }[] };
    expect(precondition.map(({ error_message: message }) => message)).toEqual([
      "own",
      expect.stringMatching(
        /^region: Nothing reaches from one partition of AWS to another, .*aws_iam_role\.auditor\.arn/,
      ),
      expect.stringMatching(/which owns the key, .*aws_iam_role\.auditor\.arn/),
    ]);
  });

  test("of a role in another stack leaves the policy here, unless the role has a provider of its own", () => {
    const app = Testing.app();
    const stack = stackWithProvider(app);
    const other = new TerraformStack(app, "other");
    const provider = new AwsProvider(other, "aws", { region: "us-east-1", alias: "x" });
    const audit = new EncryptedTrail(stack, "audit", options);
    audit.grantRead(auditorOf(other));
    audit.grantRead(new IamRole(other, "far", { assumeRolePolicy: "{}", provider }));
    expect(blocksOf(synth(stack).resource, "aws_iam_role_policy")).toHaveLength(1);
    expect(warningsOf(audit).join()).toContain("other/far is in another stack and has a provider of its own");
  });
});

test("addEncryptFor takes accounts, trails and trails of ours, which wait for nothing", () => {
  const stack = stackWithProvider();
  const key = new LogKey(stack, "logs", { name: "logs", account: "111111111111" });
  const audit = new EncryptedTrail(stack, "audit", {
    ...options,
    account: "222222222222",
    key: key.keyArn === "" ? {} : { existing: key.keyArn },
  });
  key.addEncryptFor(
    "333333333333",
    { trail: "arn:aws:cloudtrail:us-east-1:444444444444:trail/other" },
    audit,
  );
  const policy = keyPolicyOf(stack);
  for (const part of [":333333333333:trail/*", ":444444444444:trail/other", ":222222222222:trail/org-audit"])
    expect(policy).toContain(part);
  expect(policy).not.toContain("aws_cloudtrail.");
});

describe("addToKeyPolicy", () => {
  test("puts the statement at the end, and what widens is a warning", () => {
    const { stack, audit } = trailOf();
    audit.addToKeyPolicy(statement("arn:aws:iam::111111111111:role/Backup"));
    expect(keyPolicyOf(stack)).toMatch(/role\/Backup"\},"Resource":"\*","Sid":"Own"\}\],"Version"/);
    expect(warningsOf(audit)).toEqual([
      expect.stringContaining("statement 1 (Sid Own) allows more than the config does"),
    ]);
  });

  test.each([
    ["lets strangers in", statement("arn:aws:iam::999999999999:root")],
    ["takes the logs from a reader", statement("arn:aws:iam::111111111111:user/Bob", { Effect: "Deny" })],
    ["is no statement to AWS", { Effect: "Allow", Action: "kms:Decrypt", Resource: "*" }],
  ])("stops the synthesis where it %s", (_name, wrong) => {
    const { audit } = trailOf({ readers: [{ user: "Bob" }] });
    audit.addToKeyPolicy(wrong);
    expect(audit.node.validate()).toEqual([expect.stringMatching(/^key\.statements\[0\]/)]);
  });
});

describe("what is added", () => {
  test("may be added by an aspect, while the stack is synthesized", () => {
    const { stack, audit } = trailOf();
    const auditor = auditorOf(stack);
    let visited = false;
    Aspects.of(stack).add({
      visit: () => {
        if (!visited) audit.grantRead(auditor);
        visited = true;
      },
    });
    expect(keyPolicyOf(stack)).toContain("aws_iam_role.auditor.arn");
  });

  test("comes too late after the synthesis, which is said", () => {
    const { stack, audit } = trailOf();
    synth(stack);
    for (const [name, add] of [
      [
        "grantRead",
        () => {
          audit.grantRead("arn:aws:iam::111111111111:role/Auditor");
        },
      ],
      [
        "addEncryptFor",
        () => {
          audit.addEncryptFor("222222222222");
        },
      ],
      [
        "addToKeyPolicy",
        () => {
          audit.addToKeyPolicy(statement("*"));
        },
      ],
    ] as const)
      expect(add).toThrow(`stack/audit is synthesized already: call ${name} before app.synth()`);
  });

  test("is in a policy that was asked for before", () => {
    const { stack, audit } = trailOf();
    const text = audit.policyJson("key");
    audit.addEncryptFor("222222222222");
    expect(resolvedIn(stack, text)).toContain("222222222222");
  });

  test("can make a policy too large, which is an error of the synthesis", () => {
    const { audit } = trailOf();
    for (let count = 0; count < 40; count += 1)
      audit.addToKeyPolicy(
        statement(`arn:aws:iam::111111111111:role/${"x".repeat(40)}${count}`, {
          Sid: `Own${count}`,
          Condition: { StringEquals: { "aws:PrincipalTag/team": "y".repeat(600) } },
        }),
      );
    expect(audit.node.validate().join("\n")).toContain("KMS accepts at most 32768");
  });
});

describe("properties and policies", () => {
  test("of a trail are never undefined", () => {
    const { stack, audit } = trailOf({ readers: [{ role: "team/Auditor" }] });
    expect(resolvedIn(stack, audit.trailArn)).toMatch(
      /^arn:\$\{data\.aws_partition\S+\}:cloudtrail:us-east-1:111111111111:trail\/org-audit$/,
    );
    expect(resolvedIn(stack, audit.keyArn)).toMatch(/^\$\{aws_kms_key\.audit_\w+\.arn\}$/);
    expect(resolvedIn(stack, audit.bucketName)).toMatch(/^\$\{aws_s3_bucket\.audit_\w+\.id\}$/);
    expect(audit.policyNames).toEqual(["key", "bucket", "reader", "reader:Auditor"]);
  });

  test.each([["aws-docs"], ["console"]] as const)("have the trail's ARN in style %s too", (style) => {
    const { stack, audit } = trailOf({ key: { style } });
    expect(resolvedIn(stack, audit.trailArn)).toContain(":trail/org-audit");
  });

  test("policyJson takes a reader's name, or the role itself", () => {
    const { stack, audit } = trailOf({
      readers: [{ role: "Auditor" }, { assumableRole: { name: "Read", trustedAccounts: ["222222222222"] } }],
    });
    const auditor = auditorOf(stack);
    expect(() => audit.policyJson(auditor)).toThrow(
      "stack/auditor is not a reader of stack/audit: pass it in readers, or to grantRead first",
    );
    audit.grantRead(auditor);
    const [created] = audit.readerRoles;
    const wanted = resolvedIn(stack, audit.policyJson("reader"));
    for (const of of ["Auditor", "reader:Auditor", auditor, ...(created ? [created] : [])])
      expect(resolvedIn(stack, audit.policyJson(of))).toBe(wanted);
  });
});

describe("the types refuse", () => {
  test("a trail without a bucket, and a key with a bucket that would be created", () => {
    const make = (): unknown => {
      const stack = stackWithProvider();
      // @ts-expect-error a trail needs a bucket
      new EncryptedTrail(stack, "a", { name: "org-audit" });
      // @ts-expect-error a bucket needs a name
      new EncryptedTrail(stack, "b", { name: "org-audit", bucket: {} });
      // @ts-expect-error a key creates no bucket
      new LogKey(stack, "c", { name: "logs", bucket: { name: "logs-of-mine" } });
      new LogKey(stack, "d", { name: "logs" }).grantRead({
        // @ts-expect-error a role to create cannot be added later
        assumableRole: { name: "x", trustedAccounts: [] },
      });
      // @ts-expect-error the trail of a key is none
      return new LogKey(stack, "e", { name: "logs" }).trailArn;
    };
    expect(make).toThrow(InvalidConfig);
  });
});
