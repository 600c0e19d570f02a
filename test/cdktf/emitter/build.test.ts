import { Lazy, TerraformVariable, Token } from "cdktf";
import type { Blueprint } from "../../../lib/terraform/blueprint";
import { buildBlueprint } from "../../../lib/cdktf/emitter/build";
import { canonicalJson } from "../../../lib/terraform/canonical-json";
import type { Expression } from "../../../lib/terraform/expression";
import {
  attributeOf,
  concat,
  dataAttribute,
  distinct,
  each,
  equals,
  input,
  json,
  list,
  literal,
  local,
  object,
  segment,
  text,
} from "../../../lib/terraform/expression";
import {
  attribute,
  block,
  blueprintOf,
  onlyBlock,
  readTemplate,
  stackWithProvider,
  synth,
} from "../fixtures";

/** What Terraform gets for an expression, as the policy of a key. */
function policyFor(expression: Expression, parts: Partial<Blueprint> = {}): unknown {
  const stack = stackWithProvider();
  const policy = block("aws_kms_key_policy.this", [
    attribute("key_id", literal("1234")),
    attribute("policy", expression),
  ]);
  const key = block("aws_kms_key.this");
  buildBlueprint(
    stack,
    blueprintOf({ ...parts, data: [block("aws_caller_identity.current")], resources: [policy, key] }),
    { moduleAddresses: true },
  );
  return onlyBlock(synth(stack).resource, "aws_kms_key_policy").policy;
}

const account = dataAttribute("aws_caller_identity", "current", "account_id");
const accountText = "${data.aws_caller_identity.current.account_id}";

test("an input is the config's value, a local its expression", () => {
  const parts: Partial<Blueprint> = {
    inputs: [{ name: "trail_name", description: "", type: "string", value: "audit" }],
    locals: [
      { name: "arn", value: text`arn:aws:cloudtrail:us-east-1:${account}:trail/${input("trail_name")}` },
    ],
  };
  expect(policyFor(local("arn"), parts)).toBe(`arn:aws:cloudtrail:us-east-1:${accountText}:trail/audit`);
});

test("a reference is a token of the element that was built, wherever the blueprint lists it", () => {
  expect(policyFor(attributeOf("aws_kms_key", "this", "arn"))).toBe("${aws_kms_key.this.arn}");
});

test("JSON has its keys sorted, and references as text inside its strings", () => {
  const document = object({ b: text`arn:${account}`, a: list(literal(1), literal(true), literal(null)) });
  expect(policyFor(json(document))).toBe(`{"a":[1,true,null],"b":"arn:${accountText}"}`);
});

test("JSON text is byte for byte what jsonencode gives, once Terraform has read it", () => {
  const value = { '${x}"\\': ["<&>", "\u2028\u2029", "%{ if }", "line\nbreak", "${aws:username}"] };
  const expression = object(
    Object.fromEntries(
      Object.entries(value).map(([key, items]) => [key, list(...items.map((each) => literal(each)))]),
    ),
  );
  const policy = String(policyFor(json(expression)));
  expect(readTemplate(policy)).toBe(canonicalJson(value));
  expect(policy).toContain("\\u003c\\u0026\\u003e");
});

test("an escaped policy variable beside a reference stays text, and the reference a reference", () => {
  expect(policyFor(json(list(literal("${aws:username}"), account)))).toBe(
    `["$\${aws:username}","${accountText}"]`,
  );
});

test("a token that the user passed is left alone, inside JSON too", () => {
  const { stringValue } = new TerraformVariable(stackWithProvider(), "role", {});
  const policy = policyFor(json(list(literal(stringValue), literal("a"))));
  expect(policy).toBe('["${var.role}","a"]');
});

test("the account of a known ARN is known, and of a token Terraform splits it", () => {
  const arn = literal("arn:aws:cloudtrail:us-east-1:111111111111:trail/a");
  expect(policyFor(segment(arn, ":", 4))).toBe("111111111111");
  expect(policyFor(segment(attributeOf("aws_kms_key", "this", "arn"), ":", 4))).toBe(
    '${element(split(":", aws_kms_key.this.arn), 4)}',
  );
  expect(policyFor(segment(text`arn:aws:iam::${account}:"role"`, ":", 4))).toBe(
    `\${element(split(":", "arn:aws:iam::${accountText}:\\"role\\""), 4)}`,
  );
});

test("lists are mapped and joined while CDKTF runs", () => {
  const parts: Partial<Blueprint> = {
    inputs: [
      { name: "ids", description: "", type: "list(string)", value: ["1", "2", Token.asString(account.name)] },
    ],
  };
  const arns = each("id", input("ids"), (id) => text`arn:${id}`);
  expect(policyFor(json(concat(list(account), arns)), parts)).toBe(
    `["${accountText}","arn:1","arn:2","arn:current"]`,
  );
});

test("repetitions go where values are known, and Terraform drops them where they are not", () => {
  const known = list(literal("a"), literal("b"), literal("a"));
  expect(policyFor(json(distinct(known)))).toBe('["a","b"]');
  expect(policyFor(json(distinct(list(account, account))))).toBe(`["${accountText}"]`);
  expect(policyFor(json(object({ AWS: distinct(list(account, literal('1"${x}'))) })))).toBe(
    '{"AWS":${jsonencode(distinct([data.aws_caller_identity.current.account_id, "1\\"$${x}"]))}}',
  );
});

test("texts that differ beside the same reference are known to differ", () => {
  const arns = [text`arn:${account}:a`, text`arn:${account}:b`, text`arn:${account}:a:c`];
  expect(policyFor(json(distinct(list(...arns))))).toBe(
    `["arn:${accountText}:a","arn:${accountText}:b","arn:${accountText}:a:c"]`,
  );
  expect(policyFor(json(distinct(list(text`a${account}`, literal("a")))))).toContain("distinct(");
  expect(policyFor(json(distinct(list(literal("a"), text`a${account}`))))).toContain("distinct(");
});

test("a text that turns out late is put in as it is then", () => {
  let late = "unknown";
  const name = Lazy.stringValue({ produce: () => late });
  late = "known";
  expect(policyFor(text`role/${literal(name)}`)).toBe("role/known");
});

test("keys of maps are escaped as values are", () => {
  const stack = stackWithProvider();
  const tags = { "${x}": "%{y}", plain: "z" };
  const blueprint = blueprintOf({
    inputs: [{ name: "tags", description: "", type: "map(string)", value: tags }],
    resources: [block("aws_kms_key.this", [attribute("tags", input("tags"))])],
  });
  buildBlueprint(stack, blueprint);
  expect(onlyBlock(synth(stack).resource, "aws_kms_key")).toEqual({ tags: { "$${x}": "%%{y}", plain: "z" } });
});

test("an argument that is null is left to the provider", () => {
  const stack = stackWithProvider();
  const blueprint = blueprintOf({
    resources: [block("aws_kms_key.this", [attribute("description", literal(null))])],
  });
  buildBlueprint(stack, blueprint);
  expect(onlyBlock(synth(stack).resource, "aws_kms_key")).toEqual({});
});

test("what an element waits for is named in depends_on", () => {
  const stack = stackWithProvider();
  const resources = [
    block(
      "aws_cloudtrail.this",
      ["name", "s3_bucket_name"].map((name) => attribute(name, literal("audit"))),
      {
        dependsOn: ["aws_kms_key.this"],
      },
    ),
    block("aws_kms_key.this"),
  ];
  buildBlueprint(stack, blueprintOf({ resources }), { moduleAddresses: true });
  expect(onlyBlock(synth(stack).resource, "aws_cloudtrail").depends_on).toEqual(["aws_kms_key.this"]);
});

test("a postcondition compares the data source itself and says what would be right", () => {
  const stack = stackWithProvider();
  const data = block("aws_caller_identity.current", [], {
    postconditions: [
      { condition: equals(account, input("account_id")), message: text`Not ${account}, "\${x}"` },
    ],
  });
  const inputs = [{ name: "account_id", description: "", type: "string", value: "111111111111" } as const];
  buildBlueprint(stack, blueprintOf({ data: [data], inputs }));
  expect(onlyBlock(synth(stack).data, "aws_caller_identity").lifecycle).toEqual({
    postcondition: [
      {
        condition: '${(self.account_id == "111111111111")}',
        error_message: 'Not ${self.account_id}, "$${x}"',
      },
    ],
  });
});

test("a blueprint that refers to what it does not hold is a bug that says so", () => {
  expect(() => policyFor(attributeOf("aws_s3_bucket", "logs", "id"))).toThrow(/aws_s3_bucket\.logs/);
  expect(() => policyFor(input("nobody"))).toThrow(/nobody/);
  expect(() => policyFor(attributeOf("aws_kms_key_policy", "this", "policy"))).toThrow(/needs itself/);
});
