import type { Config } from "../config/config";
import type { Deployment } from "./deployment";
import type { LogBucket } from "./log-bucket";
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
    .map((account) => ({
      account,
      somebody: `arn:${deployment.partition}:iam::${account}:role/trailkey-nobody-in-particular`,
      readsByIam: config.readers.some((reader) => reader.kind === "account" && reader.id === account),
    }));
}
