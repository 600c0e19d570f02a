import type { Config, Reader, TrailSource } from "../config/config";
import { parseArn } from "../config/arn";
import type { TrailPattern } from "./trails";

/** Which accounts a policy may let in. */
export interface Trust {
  readonly accounts: ReadonlySet<string>;
  /** Whether somebody said which they are. Otherwise the owner alone is trusted. */
  readonly told: boolean;
}

/**
 * The owner, who is listed, the accounts that the config names or trusts, and those whose trails are known to use the
 * key: where the config leaves the trail's account to the provider, `trails` have it.
 */
export function trustIn(
  owner: string | null,
  config: Config | undefined,
  listed: readonly string[],
  trails: readonly TrailPattern[],
): Trust {
  const named = config ? accountsOf(config) : [];
  return {
    accounts: new Set([
      ...(owner === null ? [] : [owner]),
      ...named,
      ...listed,
      ...trails.map(({ account }) => account),
    ]),
    told: config !== undefined || listed.length > 0 || trails.length > 0,
  };
}

const accountsOf = ({
  account,
  accounts,
  bucket,
  readers,
  encryptFor,
  lint,
  organization,
}: Config): readonly string[] => [
  ...lint.trust,
  ...Object.values(accounts),
  ...[account, bucket?.account, organization?.managementAccount].flatMap((id) => id ?? []),
  ...readers.flatMap(readingAccount),
  ...encryptFor.flatMap(sendingAccount),
];

const readingAccount = (reader: Reader): readonly string[] => {
  if (reader.kind === "account") return [reader.id];
  return reader.kind === "principal" ? accountIn(reader.arn) : [];
};

const sendingAccount = (source: TrailSource): readonly string[] =>
  source.kind === "account" ? [source.id] : accountIn(source.arn);

const accountIn = (arn: string): readonly string[] => {
  const account = parseArn(arn)?.account;
  return account === undefined ? [] : [account];
};
