import type { IsOpaque } from "../../../lib/config/opaque";
import { parseConfig } from "../../../lib/config/parse";

export const own = "111111111111";
export const other = "222222222222";
export const bucket = { name: "org-audit-logs" };
export const role = (name: string, account = own, partition = "aws"): string =>
  `arn:${partition}:iam::${account}:role/${name}`;
export const user = (name: string, account = own): string => `arn:aws:iam::${account}:user/${name}`;
export const trail = (name: string, account = own, region = "us-east-1"): string =>
  `arn:aws:cloudtrail:${region}:${account}:trail/${name}`;
export const existing = `arn:aws:kms:us-east-1:${own}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

const sound = { name: "org-audit", account: own, region: "us-east-1", bucket };

/**
 * The severity and the path of all that is wrong with a sound config after a change, and whether it is about the
 * option's key rather than its value.
 */
export function foundIn(change: object, opaque?: IsOpaque): readonly string[] {
  const result = parseConfig(
    { ...sound, ...change },
    { locate: (_path, part) => ({ line: 1, column: part === "key" ? 1 : 2 }), ...(opaque && { opaque }) },
  );
  return (result.ok ? result.warnings : result.problems)
    .map(({ severity, path, column }) => `${severity} at ${column === 1 ? "the key " : ""}${path}`)
    .sort();
}

/** What stands for a text that only Terraform knows. It asks for a text, as all who write one may. */
export const token = "${TfToken[TOKEN.1]}";
export const holdsToken: IsOpaque = (value) => String(value).includes("TfToken");
