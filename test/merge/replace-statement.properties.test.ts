import fc from "fast-check";
import { parseTree } from "jsonc-parser";
import { readJson } from "../../lib/config/read-json";
import { replaceStatement } from "../../lib/merge/replace-statement";
import type { JsonObject } from "./arbitrary-policy";
import { policies, policyTexts, statements } from "./arbitrary-policy";

const listed = ({ Statement = [] }: JsonObject): readonly JsonObject[] =>
  (Array.isArray(Statement) ? Statement : [Statement]) as readonly JsonObject[];

const read = (text: string): JsonObject => {
  const source = readJson(text.replace(/^\uFEFF/, ""), { comments: true });
  if (!source.ok) throw new Error(`${JSON.stringify(source.faults)} in ${text}`);
  return source.input as JsonObject;
};

function replaced(text: string, index: number, wanted: JsonObject | null): string {
  const root = parseTree(text);
  if (!root) throw new Error("no JSON");
  return replaceStatement(text, root, index, wanted);
}

const cases = fc.tuple(policyTexts(policies()), fc.nat({ max: 6 }), statements(["Allow", "Deny"]));

test("whatever the layout, the statement is the wanted one, and the others are what they were", () => {
  fc.assert(
    fc.property(cases, ([{ json, text: given }, at, wanted]) => {
      const text = given.replace(/^\uFEFF/, "");
      const before = listed(json);
      fc.pre(before.length > 0);
      const index = at % before.length;
      expect(listed(read(replaced(text, index, wanted)))).toEqual(
        before.map((statement, place) => (place === index ? wanted : statement)),
      );
      expect(listed(read(replaced(text, index, null)))).toEqual(before.filter((_, place) => place !== index));
    }),
    { numRuns: 300 },
  );
});

test("the same statement again changes no character", () => {
  fc.assert(
    fc.property(cases, ([{ json, text: given }, at]) => {
      const text = given.replace(/^\uFEFF/, "");
      const before = listed(json);
      fc.pre(before.length > 0);
      const index = at % before.length;
      expect(replaced(text, index, before[index] ?? null)).toBe(text);
    }),
    { numRuns: 200 },
  );
});

test.each<[string, (statement: JsonObject) => JsonObject, string]>([
  ["an element", (statement) => ({ ...statement, Action: "kms:Encrypt" }), '"Action": "kms:Encrypt"'],
  [
    "an element more",
    (statement) => ({ ...statement, Resource: "*" }),
    '"Action": "kms:Decrypt",\n      "Resource": "*"',
  ],
])("only %s is written", (_, change, written) => {
  const text = `{
  "Statement": [
    // the readers
    {
      "Sid": "Read", /* by name */
      "Action": "kms:Decrypt"
    }
  ]
}
`;
  const [statement = {}] = listed(read(text));
  expect(replaced(text, 0, change(statement))).toBe(text.replace('"Action": "kms:Decrypt"', written));
});

test("an element that goes takes its comma along, and leaves comments where they are", () => {
  const text = '{"Statement": [{"Sid": "A", // why\n "Action": "kms:*"}, {"Sid": "B"}]}';
  expect(replaced(text, 0, { Sid: "A" })).toBe('{"Statement": [{"Sid": "A" // why\n }, {"Sid": "B"}]}');
  expect(replaced(text, 1, null)).toBe('{"Statement": [{"Sid": "A", // why\n "Action": "kms:*"}]}');
});
