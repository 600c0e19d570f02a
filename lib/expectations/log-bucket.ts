import type { Config } from "../config/config";
import type { Deployment } from "./deployment";
import type { AskedResource } from "./policy-expectation";
import type { Trail } from "./requests";
import { elsewhere } from "./requests";

/** The bucket of the logs as requests name it. */
export interface LogBucket {
  readonly arn: string;
  readonly on: AskedResource & { readonly policy: string };
  /** Whether it is built here, with all of its policy. */
  readonly isOwn: boolean;
  /** `AWSLogs`, behind the prefix if there is one. */
  readonly folder: string;
  /** The ID of the organization whose trail delivers here. */
  readonly organization: string | null;
}

/** Undefined where the config has no policy of a bucket: the key is made alone. */
export function logBucketOf(
  { bucket, trail, organization }: Config,
  deployment: Deployment,
): LogBucket | undefined {
  if (bucket === null || trail === null) return undefined;
  return {
    arn: `arn:${deployment.partition}:s3:::${bucket.name}`,
    on: { kind: "bucket", owner: bucket.account ?? deployment.account, policy: "bucket" },
    isOwn: !bucket.existing,
    folder: bucket.prefix === null ? "AWSLogs" : `${bucket.prefix}/AWSLogs`,
    organization: organization?.id ?? null,
  };
}

/** What CloudTrail writes: logs, and digests of them. */
export type LogKind = "CloudTrail" | "CloudTrail-Digest";

/** A log file of a trail, or its digest, in the folder of an account: by default the trail's own. */
export const logFile = (
  { arn, folder }: Pick<LogBucket, "arn" | "folder">,
  trail: Trail,
  kind: LogKind = "CloudTrail",
  account = trail.account,
): string => fileIn(`${arn}/${folder}`, account, elsewhere(trail).arn.split(":")[3] ?? "", kind);

/** What an organization's trail writes of one of its accounts. */
export const memberFile = (
  { arn, folder }: Pick<LogBucket, "arn" | "folder">,
  organization: string,
  trail: Trail,
  account: string,
  kind: LogKind = "CloudTrail",
): string => logFile({ arn, folder: `${folder}/${organization}` }, trail, kind, account);

/** A file of an account, below the folder of the accounts. */
export const fileIn = (folder: string, account: string, region: string, kind: LogKind): string =>
  `${folder}/${account}/${kind}/${region}/2026/11/01/${account}_${kind}_${region}_20261101T0000Z_x.json.gz`;

/** Where logs do not belong: beside their folder, and in folders whose names begin alike. */
export const besideLogs = ({ arn, folder }: Pick<LogBucket, "arn" | "folder">): readonly string[] => [
  `${arn}/report.csv`,
  `${arn}/elsewhere/${folder}/report.csv`,
  `${arn}/${folder}-of-others/report.csv`,
];
