import type { TerraformStack } from "cdktf";
import { Lazy, TerraformVariable, Token } from "cdktf";
import type { TextRule } from "../../../lib/config/value-rule";
import type { Blueprint, Input } from "../../../lib/terraform/blueprint";
import type { JsonValue } from "../../../lib/terraform/canonical-json";
import type { Type } from "../../../lib/terraform/type";
import { number, setOf, string } from "../../../lib/terraform/type";
import { buildBlueprint } from "../../../lib/cdktf/emitter/build";
import { canonicalJson } from "../../../lib/terraform/canonical-json";
import type { Expression } from "../../../lib/terraform/expression";
import {
  accountOfArn,
  attributeOf,
  call,
  conditional,
  dataAttribute,
  each,
  input,
  item,
  json,
  list,
  literal,
  local,
  member,
  object,
  operator,
  policy as policyNamed,
  text,
  withoutNulls,
} from "../../../lib/terraform/expression";
import {
  attribute,
  block,
  blueprintOf,
  nested,
  onlyBlock,
  readTemplate,
  stackWithProvider,
  synth,
} from "../fixtures";

/** What Terraform gets for an expression, as the policy of a key. */
function policyFor(
  expression: Expression,
  parts: Partial<Blueprint> = {},
  stack = stackWithProvider(),
): unknown {
  const policy = block("aws_kms_key_policy.this", [
    attribute("key_id", literal("1234")),
    attribute("policy", expression),
  ]);
  const key = block("aws_kms_key.this");
  buildBlueprint(
    stack,
    blueprintOf({ ...parts, blocks: [block("data.aws_caller_identity.current"), policy, key] }),
    { moduleAddresses: true },
  );
  return onlyBlock(synth(stack).resource, "aws_kms_key_policy").policy;
}

const anyText: TextRule = { kind: "text", what: "a text", expected: "any text", example: "x" };

const inputOf = (name: string, type: Type, value: unknown): Input => ({
  name,
  description: "",
  type,
  value: value as JsonValue,
});

const account = dataAttribute("aws_caller_identity", "current", "account_id");
const accountText = "${data.aws_caller_identity.current.account_id}";

test("an input is the config's value, a local its expression", () => {
  const parts: Partial<Blueprint> = {
    inputs: [inputOf("trail_name", string(), "audit")],
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

test("a token that the user passed is encoded by Terraform inside JSON, for it may hold quotes", () => {
  const policyOfRole = (expression: Expression): unknown => {
    const stack = stackWithProvider();
    const { stringValue } = new TerraformVariable(stack, "role", {});
    return policyFor(json(expression), { inputs: [inputOf("role", string(), stringValue)] }, stack);
  };
  expect(policyOfRole(list(input("role"), literal("a")))).toBe('[${jsonencode(var.role)},"a"]');
  expect(policyOfRole(text`role/${input("role")}`)).toBe('${jsonencode("role/${var.role}")}');
});

test("tokens of lists, numbers and maps stand wherever Terraform takes them, a list in a set each once", () => {
  const inputsIn = (stack: TerraformStack) => {
    const variable = new TerraformVariable(stack, "given", {});
    return [
      inputOf("arns", setOf(anyText), variable.listValue),
      inputOf("days", number(), variable.numberValue),
      inputOf("tags", { kind: "map", of: string() }, Token.asStringMap(variable.value)),
    ];
  };
  const policyOf = (expression: Expression): unknown => {
    const stack = stackWithProvider();
    return policyFor(expression, { inputs: inputsIn(stack) }, stack);
  };
  const principals = each("arn", input("arns"), (arn) => text`${arn}/x`);
  expect(policyOf(json(object({ AWS: principals })))).toBe(
    '{"AWS":${jsonencode([for arn in setunion(var.given) : "${arn}/x"])}}',
  );
  expect(policyOf(input("days"))).toBe("${var.given}");
  const stack = stackWithProvider();
  const key = block("aws_kms_key.this", [
    attribute("rotation_period_in_days", input("days")),
    attribute("tags", input("tags")),
  ]);
  buildBlueprint(stack, blueprintOf({ inputs: inputsIn(stack), blocks: [key] }));
  expect(onlyBlock(synth(stack).resource, "aws_kms_key")).toEqual({
    rotation_period_in_days: "${var.given}",
    tags: "${var.given}",
  });
});

test("text of a file that looks like a token is text", () => {
  const stack = stackWithProvider();
  const token = Token.asString({ resolve: () => "leaked" });
  const parts = { inputs: [inputOf("text", string(), token)] };
  const key = block("aws_kms_key.this", [attribute("description", input("text"))]);
  buildBlueprint(stack, blueprintOf({ ...parts, blocks: [key] }), { hasTokens: false });
  expect(readTemplate(String(onlyBlock(synth(stack).resource, "aws_kms_key").description))).toBe(token);
});

test("the account of a known ARN is known, and of a token Terraform splits it", () => {
  const arn = literal("arn:aws:cloudtrail:us-east-1:111111111111:trail/a");
  expect(policyFor(accountOfArn(arn))).toBe("111111111111");
  expect(policyFor(accountOfArn(attributeOf("aws_kms_key", "this", "arn")))).toBe(
    '${split(":", aws_kms_key.this.arn)[4]}',
  );
  expect(policyFor(accountOfArn(text`arn:aws:iam::${account}:"role"`))).toBe(
    `\${split(":", "arn:aws:iam::${accountText}:\\"role\\"")[4]}`,
  );
});

test("lists are mapped while CDKTF runs", () => {
  const parts: Partial<Blueprint> = { inputs: [inputOf("ids", setOf(anyText), ["1", "2"])] };
  const arns = each("id", input("ids"), (id) => text`arn:${id}`);
  expect(policyFor(json(list(account, arns)), parts)).toBe(`["${accountText}",["arn:1","arn:2"]]`);
});

test("repetitions go where values are known, and Terraform drops them where they are not", () => {
  const known = list(literal("a"), literal("b"), literal("a"));
  expect(policyFor(json(call("setunion", known)))).toBe('["a","b"]');
  expect(policyFor(json(object({ AWS: call("setunion", list(account, literal('1"${x}'))) })))).toBe(
    '{"AWS":${jsonencode(setunion([data.aws_caller_identity.current.account_id, "1\\"$${x}"]))}}',
  );
});

test("a statement is left out by a condition on inputs, whatever else of it is not known", () => {
  const statement = (sid: string, ids: string) =>
    conditional(
      operator(call("length", input(ids)), "==", literal(0)),
      literal(null),
      object({ Sid: literal(sid), AWS: account }),
    );
  const inputs = [inputOf("nobody", setOf(anyText), []), inputOf("somebody", setOf(anyText), ["1"])];
  const document = withoutNulls("statement", [statement("A", "nobody"), statement("B", "somebody")]);
  expect(policyFor(json(document), { inputs })).toBe(`[{"AWS":"${accountText}","Sid":"B"}]`);
});

test("a choice whose condition only Terraform knows is left to Terraform", () => {
  const stack = stackWithProvider();
  const variable = new TerraformVariable(stack, "given", {});
  const inputs = [inputOf("name", string(), variable.stringValue)];
  const chosen = conditional(operator(input("name"), "==", literal("x")), literal("a"), account);
  expect(policyFor(chosen, { inputs }, stack)).toBe(
    '${var.given == "x" ? "a" : data.aws_caller_identity.current.account_id}',
  );
});

test("a policy is put together when the stack is synthesized", () => {
  const documents = { statements: [literal("first")] };
  const document: Expression = { kind: "list", items: documents.statements };
  const stack = stackWithProvider();
  const policy = block("aws_kms_key_policy.this", [
    attribute("key_id", literal("1234")),
    attribute("policy", json(policyNamed("key"))),
  ]);
  const owner = literal("111111111111");
  buildBlueprint(
    stack,
    blueprintOf({ blocks: [policy], policies: [{ name: "key", owner, document, rules: "key" }] }),
  );
  documents.statements.push(literal("later"));
  expect(onlyBlock(synth(stack).resource, "aws_kms_key_policy").policy).toBe('["first","later"]');
});

test("instances have the keys and values of the map, and a reference to all of them stays one", () => {
  const stack = stackWithProvider();
  const inputs = [
    inputOf(
      "roles",
      { kind: "map", of: { kind: "object", members: { ids: setOf(anyText) } } },
      { "a b": { ids: ["1"] } },
    ),
  ];
  const role = block(
    "aws_iam_role.reader",
    [
      attribute("name", member(item("each"), "key")),
      attribute(
        "assume_role_policy",
        json(each("id", member(member(item("each"), "value"), "ids"), (id) => id)),
      ),
    ],
    { forEach: input("roles") },
  );
  const attached = block(
    "aws_iam_role_policy.reader",
    [
      attribute("role", member(member(item("each"), "value"), "id")),
      attribute(
        "policy",
        json(each("role", attributeOf("aws_iam_role", "reader", null), (one) => member(one, "name"))),
      ),
    ],
    { forEach: attributeOf("aws_iam_role", "reader", null) },
  );
  buildBlueprint(stack, blueprintOf({ inputs, blocks: [attached, role] }), { moduleAddresses: true });
  const { resource } = synth(stack);
  expect(onlyBlock(resource, "aws_iam_role")).toEqual({
    for_each: { "a b": { ids: ["1"] } },
    name: "${each.key}",
    assume_role_policy: "${jsonencode([for id in each.value.ids : id])}",
  });
  expect(onlyBlock(resource, "aws_iam_role_policy")).toEqual({
    for_each: "${aws_iam_role.reader}",
    role: "${each.value.id}",
    policy: "${jsonencode([for role in aws_iam_role.reader : role.name])}",
  });
});

test("a text that turns out late is put in as it is then", () => {
  let late = "unknown";
  const name = Lazy.stringValue({ produce: () => late });
  late = "known";
  const parts = { inputs: [inputOf("name", string(), name)] };
  expect(policyFor(text`role/${input("name")}`, parts)).toBe("role/known");
  expect(policyFor(json(text`role/${input("name")}`), parts)).toBe('"role/known"');
});

test("keys of maps are escaped as values are", () => {
  const stack = stackWithProvider();
  const tags = { "${x}": "%{y}", plain: "z" };
  const blueprint = blueprintOf({
    inputs: [inputOf("tags", { kind: "map", of: string() }, tags)],
    blocks: [block("aws_kms_key.this", [attribute("tags", input("tags"))])],
  });
  buildBlueprint(stack, blueprint);
  expect(onlyBlock(synth(stack).resource, "aws_kms_key")).toEqual({ tags: { "$${x}": "%%{y}", plain: "z" } });
});

test("an argument that is null is left to the provider", () => {
  const stack = stackWithProvider();
  const blueprint = blueprintOf({
    blocks: [block("aws_kms_key.this", [attribute("description", literal(null))])],
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
  buildBlueprint(stack, blueprintOf({ blocks: resources }), { moduleAddresses: true });
  expect(onlyBlock(synth(stack).resource, "aws_cloudtrail").depends_on).toEqual(["aws_kms_key.this"]);
});

test("a precondition compares the data source and says what would be right; one that holds already is none", () => {
  const stack = stackWithProvider();
  const data = block("data.aws_caller_identity.current");
  const key = block("aws_kms_key.this", [], {
    lifecycle: {
      preventDestroy: true,
      preconditions: [
        { condition: operator(account, "==", input("account_id")), message: text`Not ${account}, "\${x}"` },
        { condition: operator(input("account_id"), "==", literal("111111111111")), message: literal("") },
      ],
    },
  });
  const inputs = [inputOf("account_id", string(), "111111111111")];
  buildBlueprint(stack, blueprintOf({ blocks: [data, key], inputs }), { moduleAddresses: true });
  expect(onlyBlock(synth(stack).resource, "aws_kms_key").lifecycle).toEqual({
    prevent_destroy: true,
    precondition: [
      {
        condition: `\${data.aws_caller_identity.current.account_id == "111111111111"}`,
        error_message: `Not ${accountText}, "$\${x}"`,
      },
    ],
  });
});

test("what the caller of a module says must exist is no element to wait for", () => {
  const stack = stackWithProvider();
  buildBlueprint(
    stack,
    blueprintOf({ blocks: [block("aws_kms_key.this", [], { dependsOn: ["var.ready"] })] }),
  );
  expect(onlyBlock(synth(stack).resource, "aws_kms_key")).toEqual({});
});

test("addresses of before are declared where the stack has the module's addresses", () => {
  const move = { from: "aws_iam_role.old", to: 'aws_iam_role.reader["a"]' };
  const stack = stackWithProvider();
  const blueprint = blueprintOf({ moves: [move], removals: ["aws_s3_bucket.logs"] });
  buildBlueprint(stack, blueprint, { moduleAddresses: true });
  expect(synth(stack)).toMatchObject({
    moved: [move],
    removed: [{ from: "aws_s3_bucket.logs", lifecycle: { destroy: false } }],
  });
});

test("a nested block that comes twice where the class table knows one says what to change", () => {
  const twice = [1, 2].map(() => nested("versioning_configuration", attribute("status", literal("Enabled"))));
  const bucket = block("aws_s3_bucket_versioning.logs", [attribute("bucket", literal("x")), ...twice]);
  expect(() => buildBlueprint(stackWithProvider(), blueprintOf({ blocks: [bucket] }))).toThrow(
    "aws_s3_bucket_versioning.logs: versioning_configuration comes more than once; add it to the lists of its class in class-table.ts",
  );
});

test("a blueprint that refers to what it does not hold is a bug that says so", () => {
  expect(() => policyFor(attributeOf("aws_s3_bucket", "logs", "id"))).toThrow(/aws_s3_bucket\.logs/);
  expect(() => policyFor(input("nobody"))).toThrow(/nobody/);
  expect(() => policyFor(attributeOf("aws_kms_key_policy", "this", "policy"))).toThrow(/needs itself/);
});

test("a block whose provider is not given is a mistake of ours", () => {
  const key = block("aws_kms_key.this", [], { provider: "log_archive" });
  expect(() => buildBlueprint(stackWithProvider(), blueprintOf({ blocks: [key] }))).toThrow(
    "aws_kms_key.this is built with log_archive, which is not given",
  );
});
