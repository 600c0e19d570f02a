import type { Config } from "../config/config";
import type { Deployment } from "./deployment";
import type { LogBucket } from "./log-bucket";
import { nobodyIn } from "./requests";
import { accountsOf } from "./trails-to-try";

/** An account that the config names, or that something of its stands in. */
export interface AccountInPlay {
  readonly account: string;
  /** A role of the account that no policy names. */
  readonly somebody: string;
  /** Whether the account is a reader, so that its own IAM decides who there reads. */
  readonly readsByIam: boolean;
}

export function inEachAccount(
  config: Config,
  deployment: Deployment,
  bucket: Pick<LogBucket, "on">,
): readonly AccountInPlay[] {
  const accounts = new Set([...accountsOf(config, deployment), bucket.on.owner]);
  return [...accounts]
    .filter((account) => account !== "")
    .map((account) => accountInPlay(config, deployment, account));
}

export const accountInPlay = (
  { readers }: Pick<Config, "readers">,
  deployment: Deployment,
  account: string,
): AccountInPlay => ({
  account,
  somebody: nobodyIn(deployment, account),
  readsByIam: readers.some((reader) => reader.kind === "account" && reader.id === account),
});
