import type { IResolvable } from "cdktf";
import { Fn, TerraformVariable, Token } from "cdktf";
import { EncryptedTrail, InvalidConfig } from "../../../lib/cdktf";
import { blocksOf, onlyBlock, stackWithProvider, synth } from "../fixtures";

const number = Token.asNumber({ resolve: () => 365 });
const list = Token.asList(Fn.split(",", "a,b"));
const map = Token.asStringMap(Fn.tomap({ a: "b" }));
const text = Token.asString(Fn.lower("A"));
const value = Token.asAny(Fn.lower("A"));

/** What a construct throws, whatever the types say: JavaScript does not look at them. */
function problemsOf(more: object): readonly string[] {
  try {
    new EncryptedTrail(stackWithProvider(), "audit", {
      name: "org-audit",
      bucket: { name: "org-audit-logs" },
      ...more,
    });
  } catch (error) {
    if (error instanceof InvalidConfig) return error.problems;
    throw error;
  }
  return [];
}

const itself = "write the value itself";
const listOut = "write out the list; the strings in it can be tokens";
const out = "write it out; the strings in it can be tokens";
const asText = "pass it as text: Token.asString, or stringValue of a variable";
const asNumber = "pass it as a number: Token.asNumber, or numberValue of a variable";
const asList = "pass it as a list: Token.asList, or listValue of a variable";
const asMap = "pass it as a map: Token.asStringMap";

test.each<readonly [string, object, string, string]>([
  ["key.rotationDays", { key: { rotationDays: text } }, "text", asNumber],
  ["key.rotationDays", { key: { rotationDays: value } }, "value", asNumber],
  ["key.deletionWindowDays", { key: { deletionWindowDays: list } }, "list", asNumber],
  ["key.multiRegion", { key: { multiRegion: value } }, "value", itself],
  ["key.style", { key: { style: text } }, "text", itself],
  ["key.replicas[0]", { key: { multiRegion: true, replicas: [text] } }, "text", itself],
  ["key.replicas", { key: { multiRegion: true, replicas: list } }, "list", listOut],
  ["provider.aws", { providerVersions: { aws: text } }, "text", itself],
  ["key.administrators", { key: { administrators: text } }, "text", asList],
  ["key.administrators", { key: { administrators: Fn.concat([list]) as unknown } }, "text", asList],
  ["key.administrators", { key: { administrators: map } }, "map", asList],
  ["key.administrators[1]", { key: { administrators: [text, ...list] } }, "list", asText],
  ["encryptFor", { encryptFor: list }, "list", listOut],
  ["encryptFor", { encryptFor: text }, "text", listOut],
  ["encryptFor[0]", { encryptFor: [number] }, "number", asText],
  ["bucket.deliverFrom", { bucket: { name: "org-audit-logs", deliverFrom: list } }, "list", listOut],
  ["tags", { tags: text }, "text", asMap],
  ["tags", { tags: value }, "value", asMap],
  ["name", { name: value }, "value", asText],
  [
    "readers[0].assumableRole.trustedAccounts",
    { readers: [{ assumableRole: { name: "Reader", trustedAccounts: value } }] },
    "value",
    asList,
  ],
  ["tags.team", { tags: { team: number } }, "number", asText],
  ["account", { account: number }, "number", asText],
  ["trail", { trail: text }, "text", out],
])("%s is refused a token that it cannot use: %j", (path, more, kind, advice) => {
  expect(problemsOf(more)).toEqual([
    `${path}: a ${kind} known only to Terraform cannot be used here; ${advice}`,
  ]);
});

test("tokens of numbers and maps are passed on where Terraform takes them, those of lists as sets, each once", () => {
  const stack = stackWithProvider();
  new EncryptedTrail(stack, "audit", {
    name: "org-audit",
    bucket: { name: "org-audit-logs" },
    key: { rotationDays: number, deletionWindowDays: number, administrators: list },
    readers: [{ assumableRole: { name: "Read", trustedAccounts: list } }],
    tags: map,
  });
  const { resource } = synth(stack);
  expect(onlyBlock(resource, "aws_kms_key")).toMatchObject({
    rotation_period_in_days: 365,
    deletion_window_in_days: 365,
    tags: '${tomap({"a" = "b"})}',
  });
  expect(onlyBlock(resource, "aws_kms_key_policy").policy).toContain(
    '"Principal":{"AWS":${jsonencode(setunion(split(",", "a,b")))}}',
  );
  expect(onlyBlock(resource, "aws_iam_role").for_each).toEqual({
    Read: { trusted_account_ids: '${setunion(split(",", "a,b"))}' },
  });
});

test("the value of a variable is taken as the advice says", () => {
  const stack = stackWithProvider();
  const variable = new TerraformVariable(stack, "given", {});
  const { listValue, numberValue } = variable;
  const given = variable.value as IResolvable;
  const props = { name: "org-audit", bucket: { name: "org-audit-logs" } };
  new EncryptedTrail(stack, "variables", {
    ...props,
    tags: Token.asStringMap(given),
    key: { rotationDays: numberValue, administrators: listValue },
  });
  new EncryptedTrail(stack, "values", {
    name: "other",
    bucket: { name: "other-logs" },
    tags: Token.asStringMap(given),
    key: { rotationDays: Token.asNumber(given), administrators: Token.asList(Fn.concat([listValue])) },
  });
  for (const key of blocksOf(synth(stack).resource, "aws_kms_key"))
    expect(key).toMatchObject({ tags: "${var.given}", rotation_period_in_days: "${var.given}" });
});

test("a token that cannot be used is told beside every other problem", () => {
  expect(problemsOf({ account: "1", tags: text, encryptFor: list, key: { deletionWindowDays: 5 } })).toEqual([
    expect.stringMatching(/^encryptFor: a list/) as string,
    expect.stringMatching(/^tags: a text/) as string,
    expect.stringMatching(/^account: .*12 digits/) as string,
    expect.stringMatching(/^key\.deletionWindowDays: /) as string,
  ]);
});

test("what only looks like a token of another kind is judged as what it is", () => {
  expect(problemsOf({ key: { rotationDays: -8.1e298 } })).toEqual([
    expect.stringMatching(/^key\.rotationDays: -8\.1e\+298/) as string,
  ]);
  expect(problemsOf({ tags: { "${TfToken[TOKEN.999999]}": "text" } })).toEqual([]);
});

test("text tokens stand in the entries of lists and the values of maps", () => {
  const stack = stackWithProvider();
  new EncryptedTrail(stack, "audit", {
    name: "org-audit",
    bucket: { name: "org-audit-logs" },
    encryptFor: [{ account: text }],
    tags: { team: text },
  });
  expect(onlyBlock(synth(stack).resource, "aws_kms_key").tags).toEqual({ team: '${lower("A")}' });
});
