import { createHash } from "node:crypto";

/** What terraform-docs writes anew whenever it runs: that is no edit. */
const tables = /(<!-- BEGIN_TF_DOCS -->)([^]*?)(<!-- END_TF_DOCS -->)/;

/** SHA-256, in hexadecimal, of a file and of what is around its tables; twice the same where it has none. */
export function hashesOf(content: Uint8Array | string): readonly [whole: string, aroundTables: string] {
  const text = bytesAsText(content);
  const around = text.replace(tables, "$1$3");
  const whole = hashOf(text);
  return [whole, around === text ? whole : hashOf(around)];
}

/** Whether two files say the same: between the cells of their tables, space, dashes and line ends count for nothing. */
export const saySame = (one: Uint8Array | string, other: Uint8Array | string): boolean =>
  withPlainTables(one) === withPlainTables(other);

const withPlainTables = (content: Uint8Array | string): string =>
  bytesAsText(content).replace(
    tables,
    (_whole, begin: string, inside: string, end: string) => begin + plain(inside) + end,
  );

const plain = (text: string): string =>
  text
    .split(/[ \t]*\r?\n/)
    .filter((line) => line !== "")
    .map((line) => line.replace(/[ \t]*\|[ \t]*/g, "|").replace(/-{2,}/g, "-"))
    .join("\n");

/** latin1 keeps every byte. */
const bytesAsText = (content: Uint8Array | string): string => Buffer.from(content).toString("latin1");

const hashOf = (text: string): string => createHash("sha256").update(text, "latin1").digest("hex");
