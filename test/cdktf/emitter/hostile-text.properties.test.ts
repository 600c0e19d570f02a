import { Testing } from "cdktf";
import fc from "fast-check";
import { InvalidConfig, TrailStack } from "../../../lib/cdktf";
import { onlyBlock, readTemplate, synth } from "../fixtures";

const nasty = [
  '"',
  "\\",
  "${",
  '${file("x")}',
  "%{ if true }",
  "$${",
  "%%{",
  "$",
  "\n",
  "\r",
  "\uFEFF",
  "\t",
  "🔑",
  "\u202e",
  "'",
  "<&>",
  "${aws:username}",
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: "grapheme", maxLength: 5 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(""));

/** The stack of a config with this free text, or undefined where AWS would refuse the text. */
function stackWith(description: string, tags: Readonly<Record<string, string>>): TrailStack | undefined {
  try {
    return new TrailStack(Testing.app(), "audit", {
      name: "org-audit",
      region: "us-east-1",
      bucket: { name: "org-audit-logs" },
      key: { description },
      tags,
    });
  } catch (error) {
    if (error instanceof InvalidConfig) return undefined;
    throw error;
  }
}

test("free text of a config is the text that Terraform reads", () => {
  fc.assert(
    fc.property(text, fc.dictionary(text, text, { maxKeys: 3, noNullPrototype: true }), (written, tags) => {
      // Terraform knows no text but in its normal form.
      const description = written.normalize();
      const stack = stackWith(description, tags);
      fc.pre(stack !== undefined);
      const key = onlyBlock(synth(stack).resource, "aws_kms_key");
      expect(readTemplate(String(key.description))).toBe(description);
      const read = Object.entries(key.tags as Readonly<Record<string, string>>);
      const normal = Object.entries(tags).map((pair) => pair.map((one) => one.normalize()));
      expect(Object.fromEntries(read.map((pair) => pair.map(readTemplate)))).toEqual(
        Object.fromEntries(normal),
      );
    }),
    { numRuns: 25 },
  );
});
