import { Fn, Lazy, Token } from "cdktf";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import fc from "fast-check";
import { terraformText } from "../../../lib/cdktf/emitter/expression";
import { holdsToken } from "../../../lib/cdktf/emitter/terraform-text";
import type { Synthesized } from "../fixtures";
import { blocksOf, readTemplate, stackWithProvider, synth } from "../fixtures";

/** The description as Terraform gets it. */
function synthesized(description: (key: KmsKey) => string): string {
  const stack = stackWithProvider();
  const key = new KmsKey(stack, "first");
  new KmsKey(stack, "second", { description: description(key) });
  const { resource } = synth(stack);
  return String(
    blocksOf(resource, "aws_kms_key").find((attributes) => "description" in attributes)?.description,
  );
}

const descriptionOf = (resource: Synthesized["resource"], index: number): string =>
  String(resource?.aws_kms_key?.[`key${index}`]?.description);

const nasty = [
  "${",
  "$${",
  "%{",
  "%%{",
  '${file("x")}',
  "%{ if true }",
  "{",
  "}",
  "$",
  "%",
  '"',
  "\\",
  "\n",
  "\r",
  "\uFEFF",
  "\t",
  "🔑",
  "\u202e",
  "${TfToken[TOKEN.999999]}",
  "#{TfToken[TOKEN.0]}",
  "&{TfToken[TOKEN.0]}",
  "{TfToken[",
  "a",
  " ",
  "'",
];
const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: "grapheme" })), { maxLength: 8 })
  .map((parts) => parts.join(""));

test("any text comes out of the synthesized JSON as that text", () => {
  fc.assert(
    fc.property(fc.array(hostileText, { maxLength: 20 }), (texts) => {
      const stack = stackWithProvider();
      texts.forEach((text, index) => new KmsKey(stack, `key${index}`, { description: terraformText(text) }));
      const { resource } = synth(stack);
      expect(texts.map((_, index) => readTemplate(descriptionOf(resource, index)))).toEqual(texts);
    }),
    { numRuns: 40, examples: [[["String Map Token Value", "Any Map Token Value"]]] },
  );
});

test("any text around a token comes out as that text, the token as its interpolation", () => {
  const reference = "${aws_kms_key.referred.arn}";
  fc.assert(
    fc.property(fc.array(fc.tuple(hostileText, hostileText), { maxLength: 20 }), (pairs) => {
      const stack = stackWithProvider();
      const { arn } = new KmsKey(stack, "referred");
      pairs.forEach(
        ([before, after], index) =>
          new KmsKey(stack, `key${index}`, { description: terraformText(`${before}${arn}${after}`) }),
      );
      const { resource } = synth(stack);
      const read = pairs.map((_, index) => {
        const [before = "", after = "", ...more] = descriptionOf(resource, index).split(reference);
        expect(more).toEqual([]);
        expect(before.endsWith("$")).toBe(false);
        return [readTemplate(before), readTemplate(after)];
      });
      expect(read).toEqual(pairs);
    }),
    { numRuns: 40 },
  );
});

test("a dollar right before a token does not escape the token's interpolation", () => {
  expect(synthesized((key) => terraformText(`cost$${key.arn}`))).toBe('cost${"$"}${aws_kms_key.first.arn}');
});

test("dollars right before a token stand in for themselves together", () => {
  expect(synthesized((key) => terraformText(`cost$$$${key.arn}`))).toBe(
    'cost${"$$$"}${aws_kms_key.first.arn}',
  );
});

test("an escaped interpolation before a token leaves the token its braces", () => {
  expect(synthesized((key) => terraformText("${aws:username} ".concat(key.arn)))).toBe(
    "$${aws:username} ${aws_kms_key.first.arn}",
  );
});

test("a token alone is handed on as it is", () => {
  const token = Token.asString({ a: 1 });
  expect(terraformText(token)).toBe(token);
});

test("a lazy text inside other text is put in", () => {
  expect(synthesized(() => terraformText(`<${Lazy.stringValue({ produce: () => "late" })}>`))).toBe("<late>");
});

test("text of any kind is a quoted string inside an expression", () => {
  const text = 'a"b\\c${d}\n${""}';
  expect(synthesized((key) => Token.asString(Fn.upper(terraformText(text.concat(key.arn)))))).toBe(
    '${upper("a\\"b\\\\c$${d}\\n$${\\"\\"}${aws_kms_key.first.arn}")}',
  );
});

test("a text that only looks like a token holds none", () => {
  expect(holdsToken("${TfToken[TOKEN.999999]}")).toBe(false);
  expect(holdsToken(`x${Lazy.stringValue({ produce: () => "" })}`)).toBe(true);
  expect(holdsToken(Lazy.numberValue({ produce: () => 1 }))).toBe(true);
  expect(holdsToken({ a: "b" })).toBe(false);
});
