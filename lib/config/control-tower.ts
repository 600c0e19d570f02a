import type { Config } from "./config";
import { isRecord } from "./is-record";

/** The trail that Control Tower creates in the management account; since landing zone 3.0 an organization trail. */
export const controlTowerTrail = "aws-controltower-BaselineCloudTrail";

/** Whether the trail is Control Tower's, which this config does not create. */
export const isControlTower = ({ preset }: Pick<Config, "preset">): boolean => preset === "control-tower";

/** The name of the trail that the config is for. `null`: it creates a key for trails of any name. */
export const ownTrailName = (config: Pick<Config, "preset" | "trail">): string | null =>
  isControlTower(config) ? controlTowerTrail : (config.trail?.name ?? null);

/**
 * A config as written, with what its preset stands for in the place of what it leaves out: the management account, no
 * trail, and the bucket of the log archive account, in which Control Tower keeps the logs in a folder named for the organization.
 *
 * Landing zones before 4.0 call the bucket `aws-controltower-logs-ACCOUNT-REGION`. Later ones choose a name of which the
 * end cannot be told beforehand.
 * https://docs.aws.amazon.com/controltower/latest/userguide/about-logging.html
 *
 * @param deployment the Region, where the config leaves it out
 */
export function withPreset(input: unknown, deployment: { readonly region?: string }): unknown {
  if (!isRecord(input) || input.preset !== "control-tower") return input;
  const { account, organization, bucket, trail = false } = input;
  const management = isRecord(organization) ? organization.managementAccount : undefined;
  return {
    ...input,
    ...((account ?? null) === null && typeof management === "string" && { account: management }),
    trail,
    ...(isRecord(bucket) && { bucket: bucketOf(bucket, input, deployment.region) }),
  };
}

type Written = Readonly<Record<string, unknown>>;

function bucketOf(bucket: Written, input: Written, deployedIn: string | undefined): Written {
  const { organization } = input;
  const region = input.region ?? deployedIn;
  const folder = isRecord(organization) ? organization.id : undefined;
  const owner = accountIn(input.accounts, bucket.account);
  return {
    existing: true,
    ...(typeof owner === "string" &&
      typeof region === "string" && { name: `aws-controltower-logs-${owner}-${region}` }),
    ...(typeof folder === "string" && { prefix: folder }),
    ...bucket,
  };
}

/** The account that a name from `accounts`, or an ID, stands for. */
const accountIn = (accounts: unknown, place: unknown): unknown =>
  isRecord(accounts) && typeof place === "string" && Object.hasOwn(accounts, place) ? accounts[place] : place;
