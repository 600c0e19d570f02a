import * as fc from "fast-check";

/** Fragments that mean something to HCL, to Terraform, to Markdown or to a reader's eye. */
const traps = [
  '"',
  "\\",
  "$",
  "%",
  "{",
  "}",
  "${",
  "%{",
  "$${",
  "%%{",
  '${file("/etc/passwd")}',
  "${data.aws_region.current.id}",
  "%{ if true }",
  "%{ endif }",
  "\n",
  "\r",
  "\t",
  "\u0000",
  "\u001b",
  "\u007f",
  "\u00a0",
  "\u0085",
  "\u00ad",
  "\u200b",
  "\u200d",
  "\u202e",
  "\u2028",
  "\u2066",
  "\ufeff",
  "\u{e0041}",
  "😀",
  "👩‍👩‍👧",
  "é",
  "e\u0301",
  "\u0301",
  "日本",
  "#",
  "//",
  "/*",
  "<<EOT",
  "EOT",
  "|",
  "`",
  "```",
  "<",
  "&",
  "-->",
  "\\u0041",
  "\\n",
];

/**
 * Text that tries to be taken for something else. Well formed, as a file's text is, and without a combining mark
 * after a character beyond U+FFFF: Go composes these two wrongly (U+E0041 U+0301 becomes Á), whoever wrote them.
 */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...traps), fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 8 })
  .map((parts) => parts.join(""))
  .filter((text) => !/[\u{10000}-\u{10ffff}]\p{M}/u.test(text));
