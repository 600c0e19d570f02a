import { parseArn } from "../arn";
import type { Draft } from "../draft";
import { entriesOf } from "../draft";
import type { Path, PlacedMistake } from "../problem";
import { sourceTextOf } from "./sources";

/**
 * From this many accounts on, a list is likely to be that of an organization, which grows and fills the policies.
 * What has fewer is as easy to read as the organization's ID. It is advice, so nothing is refused: nobody but the
 * user knows whether the accounts belong together.
 */
const many = 10;

/** Lists of accounts that an organization could stand for. One warning a list. */
export function listedAccounts(draft: Draft): readonly PlacedMistake[] {
  const { config } = draft;
  const readers = entriesOf(config.readers, "readers").flatMap(({ item }) =>
    "account" in item && item.account !== undefined ? [item.account] : [],
  );
  const sources = (list: typeof config.encryptFor): readonly string[] =>
    entriesOf(list).flatMap(({ item }) => sourceTextOf(item) ?? []);
  return [
    ...advice(draft, ["encryptFor"], "source-accounts-listed", sources(config.encryptFor)),
    ...advice(
      draft,
      ["bucket", "deliverFrom"],
      "source-accounts-listed",
      sources(config.bucket?.deliverFrom),
    ),
    ...advice(draft, ["readers"], "reader-accounts-listed", readers),
  ];
}

function advice(
  { config, opaque }: Draft,
  path: Path,
  code: "source-accounts-listed" | "reader-accounts-listed",
  listed: readonly string[],
): readonly PlacedMistake[] {
  const known = listed.filter((text) => !opaque(text));
  const count = new Set(known.map((text) => parseArn(text)?.account ?? text)).size;
  const organization = config.organization?.id;
  if (count < many) return [];
  const args = { count, ...(organization !== undefined && !opaque(organization) && { organization }) };
  return [{ path, code, args, severity: "warning" }];
}
