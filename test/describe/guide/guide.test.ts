import { classTable } from "../../../lib/cdktf/emitter/class-table";
import type { ConfigInput } from "../../../lib/config/config-input";
import { describe as describeConfig } from "../../../lib/describe/describe";
import { resourceWords } from "../../../lib/describe/guide/made-resources";
import { mermaidLines } from "../../../lib/hcl/mermaid";
import { policiesInWords } from "../../../lib/describe/guide/policies-in-words";
import type { Blueprint } from "../../../lib/terraform/blueprint";
import {
  call,
  conditional,
  each,
  input,
  literal,
  local,
  object,
  operator,
  withoutNulls,
} from "../../../lib/terraform/expression";
import type { Guide } from "../../../lib/terraform/guide";
import { readFlowchart } from "../../support/mermaid-reader";
import { granting, grantingInOrganization, grantingOwnLogs } from "../../support/open-modules";
import { configOf } from "../../support/place";

function guideOf(input: unknown): Guide {
  const { guide } = describeConfig(configOf(input));
  if (guide === undefined) throw new Error("no guide");
  return guide;
}

/** The arrows of a diagram, each end by what its box says. */
function arrowsOf(input: unknown): readonly string[] {
  const { boxes, groups, arrows } = readFlowchart(mermaidLines(guideOf(input).diagram));
  const named = (id: string): string => groups[id] ?? boxes[id]?.lines.join(" / ") ?? "";
  return arrows.map(({ from, label, to }) => `${named(from)} → ${label} → ${named(to)}`);
}

const readersIn = (input: unknown): readonly string[] => {
  const { boxes } = readFlowchart(mermaidLines(guideOf(input).diagram));
  return Object.values(boxes)
    .filter(({ group }) => group !== null)
    .map(({ lines }) => lines.join(" / "));
};

const closed = {
  name: "org-audit",
  account: "111111111111",
  region: "eu-central-1",
  bucket: { name: "org-audit-logs" },
  readers: [{ role: "Auditor" }, { account: "222222222222" }],
} satisfies ConfigInput;

describe("the diagram of who reads", () => {
  it("names whom the config names, and the accounts of trail, bucket and key", () => {
    expect(arrowsOf(closed)).toEqual([
      "Trail / org-audit / in account 111111111111 → delivers logs → Bucket / org-audit-logs / in account 111111111111",
      "Trail / org-audit / in account 111111111111 → encrypts → KMS key / org-audit / in account 111111111111",
      "Can read the logs → get log files → Bucket / org-audit-logs / in account 111111111111",
      "Can read the logs → decrypt → KMS key / org-audit / in account 111111111111",
      "Users and roles of the key's account / whose IAM policies allow it → use and manage → KMS key / org-audit / in account 111111111111",
    ]);
    expect(readersIn(closed)).toEqual([
      "IAM roles of the key's account / Auditor",
      "Users and roles of other accounts whose IAM policies allow it / 222222222222",
    ]);
  });

  it("says who may assume the roles that are created", () => {
    const readers = [
      { assumableRole: { name: "Reader", trustedAccounts: ["333333333333", "222222222222"] } },
    ];
    expect(arrowsOf({ ...closed, readers })).toContain(
      "Users and roles of trusted accounts / 222222222222, 333333333333 → assume → Roles that the module creates / Reader",
    );
  });

  it("does not claim to know who else reads with a key whose policy is managed elsewhere", () => {
    const existing = "arn:aws:kms:eu-central-1:999999999999:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    expect(arrowsOf({ ...closed, key: { existing } })).toContain(
      "Others / whom the key's own policy allows → use or manage → KMS key, not created here / in account 999999999999",
    );
  });

  it("shows the principals of the user's own statements, and that the console's policy lets everybody of the account read", () => {
    const statement = {
      Sid: "Mine",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111111111111:role/X" },
      Action: "kms:DescribeKey",
      Resource: "*",
    };
    expect(arrowsOf({ ...closed, key: { statements: [statement] } }).at(-1)).toMatch(
      /^Principals of key.statements → as these statements say → KMS key/,
    );
    expect(readersIn({ ...closed, key: { style: "console" }, readers: [] })).toEqual([
      "Every user and role of the key's account",
    ]);
  });

  it("has a box for each kind, however many there are of it", () => {
    const many = Array.from({ length: 250 }, (_, index) => String(100000000000 + index));
    const readers = [...many.map((account) => ({ account })), ...many.map((id) => ({ user: `User${id}` }))];
    const few = mermaidLines(
      guideOf({ ...closed, readers: [{ account: "222222222222" }, { user: "Bob" }] }).diagram,
    );
    const lines = mermaidLines(
      guideOf({ ...closed, module: { variables: "config" }, trail: false, bucket: undefined, readers })
        .diagram,
    );
    expect(lines.length).toBeLessThanOrEqual(few.length);
    expect(lines.join("\n")).toContain("100000000000, 100000000001, 100000000002 and 247 more");
  });

  it.each([
    ["one account", granting],
    ["an organization", grantingInOrganization],
    ["members that read their own logs", grantingOwnLogs],
  ])("names in a module for others the variables alone: %s", (_, input) => {
    const text = JSON.stringify(guideOf(input));
    expect(text).not.toMatch(/[0-9]{12}|o-abcd123456|Auditor|Bob|:role|org-audit|VendorReader/);
    for (const { name } of describeConfig(configOf(input)).inputs.filter(({ name }) =>
      /reader|^encrypt|^deliver|administrator_arns/.test(name),
    ))
      expect(text).toContain(`var.${name}`);
  });
});

describe("what a module creates", () => {
  it("has words for every resource that can be built", () => {
    const types = Object.keys(classTable).filter((type) => !type.startsWith("data."));
    expect(Object.keys(resourceWords).sort()).toEqual(types.sort());
  });

  it("says once what is of one kind, and in which account where that is another", () => {
    const { creates } = guideOf(grantingInOrganization);
    expect(new Set(creates).size).toBe(creates.length);
    expect(creates).toContain("an S3 bucket for the logs, in the account of the provider `aws.log_archive`");
  });

  it("says what must be there already, and whose policies need which statements", () => {
    const existing = "arn:aws:kms:eu-central-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    expect(
      guideOf({ ...closed, key: { existing }, bucket: { name: "org-audit-logs", existing: true } }).needs,
    ).toEqual([
      "The KMS key that `key_arn` names must exist. Its owner must add the statements of the output `key_policy` to the key policy.",
      "The bucket that `bucket_name` names must exist. Its owner must add the statements of the output `bucket_policy` to the bucket policy.",
    ]);
    expect(guideOf(closed).needs).toEqual([]);
  });

  it("says that nobody is told of an alarm before somebody subscribes, where the topic is created", () => {
    expect(guideOf({ ...closed, alarms: true }).needs).toEqual([
      "The topic of the output `alarms_topic_arn` has no subscribers. Subscribe who must know of an alarm.",
    ]);
    const topic = "arn:aws:sns:eu-central-1:111111111111:alarms";
    expect(guideOf({ ...closed, alarms: { topic } }).needs).toEqual([]);
  });
});

describe("the policies in words", () => {
  it("say who attaches each", () => {
    const existing = "arn:aws:kms:eu-central-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const places = (input: unknown) =>
      guideOf(input).policies.map(({ title, place }) => `${title}: ${place.split(". ")[0]}`);
    expect(places(closed)).toEqual([
      "Key policy: The module attaches it to the key.",
      "Bucket policy: The module attaches it to the bucket.",
      "IAM policy of a reader: Each reader needs it in its own account: see the output `reader_policy`.",
    ]);
    expect(places({ ...closed, key: { existing } })[0]).toBe("Key policy: The module does not attach it");
  });

  it("say of which topic and account they are", () => {
    const { policies } = guideOf({
      ...closed,
      organization: { id: "o-abcdefghij" },
      accounts: { log_archive: "333333333333" },
      key: { account: "log_archive" },
      bucket: { ...closed.bucket, account: "log_archive" },
      alarms: true,
    });
    expect(policies.map(({ title }) => title).filter((title) => title.includes("topic"))).toEqual([
      "Topic policy of the topic of alarms",
      "Key policy of the key of the topic of alarms",
      "Topic policy of the topic of alarms (aws.log_archive)",
      "Key policy of the key of the topic of alarms (aws.log_archive)",
    ]);
  });

  it("name the variables whose values bring a statement in", () => {
    const [key] = guideOf(granting).policies;
    const whenOf = (sid: string) => key?.statements.find((statement) => statement.sid === sid)?.when;
    expect(whenOf("AllowLogReaders")).toEqual({
      kind: "anyOf",
      inputs: ["reader_user_names", "reader_role_names", "reader_arns", "reader_account_ids", "reader_roles"],
    });
    expect(whenOf("AllowKeyAdministration")).toEqual({ kind: "anyOf", inputs: ["key_administrator_arns"] });
    expect(whenOf("EnableIamPolicies")).toBeUndefined();
  });

  it("say of a role's trust policy when an external ID must be sent", () => {
    const trust = guideOf(granting).policies.find(({ title }) => title === "Trust policy of the roles");
    expect(trust?.statements.map(({ when }) => when)).toEqual([
      { kind: "given", name: "external_id", given: true },
      { kind: "given", name: "external_id", given: false },
    ]);
  });

  it("say of the user's own statements what they do, and nothing of why", () => {
    const statements = [
      {
        Sid: "Mine",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111111111111:role/X" },
        Action: "kms:DescribeKey",
        Resource: "*",
      },
      { Effect: "Deny", Principal: "*", Action: ["kms:a", "kms:b", "kms:c", "kms:d"], Resource: "*" },
    ];
    expect(guideOf({ ...closed, key: { statements } }).policies[0]?.statements.slice(-2)).toEqual([
      { sid: "Mine", sentence: "Allow kms:DescribeKey, from the config, as given." },
      { sid: null, sentence: "Deny kms:a, kms:b and 2 other actions, from the config, as given." },
    ]);
  });
});

describe("a statement's condition in words", () => {
  const isEmpty = operator(call("length", input("reader_arns")), "==", literal(0));
  const statement = object(
    { Sid: literal("S"), Effect: literal("Allow"), Action: literal("a:b") },
    "It reads.",
  );

  it.each([
    ["a set must not be empty", isEmpty, { kind: "anyOf", inputs: ["reader_arns"] }],
    [
      "a set must be empty",
      operator(call("length", input("reader_arns")), "!=", literal(0)),
      { kind: "anyOf", inputs: ["reader_arns"], empty: true },
    ],
    [
      "a reader must be of another account",
      operator(isEmpty, "||", operator(local("a"), "==", local("b"))),
      { kind: "anyOf", inputs: ["reader_arns"], beside: true },
    ],
    [
      "some members of a set count",
      operator(
        call("length", { ...each("arn", input("reader_arns"), (arn) => arn), where: literal(true) }),
        "==",
        literal(0),
      ),
      { kind: "anyOf", inputs: ["reader_arns"], beside: true },
    ],
  ])("is told where %s", (_, leftOutIf, when) => {
    const own = withoutNulls("statement", [conditional(leftOutIf, literal(null), statement)]);
    const document = object({ Statement: call("concat", own, input("key_policy_statements")) });
    const blueprint: Blueprint = {
      ...describeConfig(configOf(closed)),
      policies: [{ name: "key", owner: literal("1"), document, rules: "key" }],
    };
    expect(policiesInWords(blueprint)[0]?.statements).toEqual([
      { sid: "S", sentence: "It reads.", when },
      {
        sid: null,
        sentence: "The caller's own statements, from `key_policy_statements`, as given.",
        when: { kind: "anyOf", inputs: ["key_policy_statements"] },
      },
    ]);
  });
});
