import type { Config } from "../../config/config";

/** The accounts that a config names, apart from its own statements. */
export function namedAccounts(config: Config): ReadonlySet<string> {
  const { account, accounts, organization, encryptFor, readers, bucket, key, lint } = config;
  return accountsIn([
    account,
    accounts,
    organization,
    encryptFor,
    readers,
    bucket?.account,
    bucket?.deliverFrom,
    key.administrators,
    key.existing,
    lint.trust,
  ]);
}

/** The 12 digits of every account ID that stands in a value. */
export const accountsIn = (value: unknown): ReadonlySet<string> =>
  new Set(JSON.stringify(value).match(/(?<![0-9])[0-9]{12}(?![0-9])/g) ?? []);
