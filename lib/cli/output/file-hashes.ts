import { createHash } from "node:crypto";

/** What terraform-docs writes anew whenever it runs: that is no edit. */
const tables = /(<!-- BEGIN_TF_DOCS -->)[^]*?(<!-- END_TF_DOCS -->)/;

/** SHA-256, in hexadecimal, of a file and of what is around its tables; twice the same where it has none. */
export function hashesOf(content: Uint8Array | string): readonly [whole: string, aroundTables: string] {
  // latin1 keeps every byte.
  const text = Buffer.from(content).toString("latin1");
  const around = text.replace(tables, "$1$2");
  const whole = hashOf(text);
  return [whole, around === text ? whole : hashOf(around)];
}

const hashOf = (text: string): string => createHash("sha256").update(text, "latin1").digest("hex");
