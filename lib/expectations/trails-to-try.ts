import { parseArn } from "../config/arn";
import type { Config, TrailSource } from "../config/config";
import { ownTrailName } from "../config/control-tower";
import { isRolesAlone } from "../config/roles-alone";
import type { Deployment } from "./deployment";
import type { Trail } from "./requests";
import { elsewhere, strangerAccount, trailIn, trailNamed } from "./requests";

/** The trails that requests of the matrix are made for. */
export interface TrailsToTry {
  readonly deployment: Deployment;
  /**
   * Our own trail; or any of our account, where the key is made alone. Where roles are, any of the account whose logs
   * they read.
   */
  readonly own: Trail;
  /** Trails that may use the key, our own first. */
  readonly allowed: readonly Trail[];
  /** The same, of accounts whose every trail may, with their home in another Region. */
  readonly abroad: readonly Trail[];
  /** Trails whose logs readers read: those that may use the key, and where roles are made alone, whatever it is used for. */
  readonly read: readonly Trail[];
  /** A trail that may not, in an account that the config does not name. */
  readonly stranger: Trail;
  /** Trails that may not, each like one that may but for its name, its Region or its account. */
  readonly neighbours: readonly Trail[];
}

/** @param sources The trails that are let in beside our own: to the key, or to the bucket. */
export function trailsToTry(
  config: Config,
  deployment: Deployment,
  sources: readonly TrailSource[] = config.encryptFor,
): TrailsToTry {
  const stranger = trailIn(deployment, strangerAccount(accountsOf(config, deployment)), "stranger");
  // An organization's trail carries its management account, whoever creates it.
  const rolesAlone = isRolesAlone(config);
  const account = rolesAlone
    ? deployment.owner
    : (config.organization?.managementAccount ?? deployment.account);
  const own = trailIn(deployment, account, ownTrailName(config) ?? "any-trail");
  if (rolesAlone)
    return { deployment, own, allowed: [], abroad: [], read: [own], stranger, neighbours: [own] };
  const allowed = [own, ...sources.map((source) => trailOf(deployment, source))];
  const whole = new Set([
    ...(ownTrailName(config) === null ? [account] : []),
    ...sources.flatMap((source) => (source.kind === "account" ? [source.id] : [])),
  ]);
  const abroad = allowed.filter((trail) => whole.has(trail.account)).map(elsewhere);
  const alike = allowed
    .filter((trail) => !whole.has(trail.account))
    .flatMap((trail) => [
      { ...trail, arn: `${trail.arn}-2` },
      elsewhere(trail),
      { account: stranger.account, arn: trail.arn.replace(`:${trail.account}:`, `:${stranger.account}:`) },
    ]);
  // A delegated administrator, and who owns the key, have trails of their own: they are not the organization's.
  const signedIn = [deployment.account, deployment.owner, ...Object.values(config.accounts)]
    .filter((id) => id !== account && !whole.has(id))
    .map((id) => trailIn(deployment, id, ownTrailName(config) ?? "any-trail"));
  const admitted = new Set([...allowed, ...abroad].map(({ arn }) => arn));
  const neighbours = [...new Map([...alike, ...signedIn].map((trail) => [trail.arn, trail])).values()].filter(
    ({ arn }) => !admitted.has(arn),
  );
  return { deployment, own, allowed, abroad, read: allowed, stranger, neighbours };
}

const trailOf = (deployment: Deployment, source: TrailSource): Trail =>
  source.kind === "account" ? trailIn(deployment, source.id, "any-trail") : trailNamed(source.arn);

/** Every account that the config names or that something of its stands in. */
export function accountsOf(config: Config, deployment: Deployment): ReadonlySet<string> {
  return new Set([
    deployment.account,
    deployment.owner,
    ...Object.values(config.accounts),
    ...(config.organization?.managementAccount ? [config.organization.managementAccount] : []),
    ...(config.organization?.delegatedAdministrators ?? []),
    ...[...config.encryptFor, ...(config.bucket?.deliverFrom ?? [])].map(
      (source) => trailOf(deployment, source).account,
    ),
    ...config.readers.flatMap((reader) => {
      if (reader.kind === "account") return [reader.id];
      return reader.kind === "assumableRole" ? reader.trustedAccounts : [];
    }),
    ...config.key.administrators.map((arn) => parseArn(arn)?.account ?? ""),
    ...(config.bucket?.account ? [config.bucket.account] : []),
  ]);
}

/** Two accounts that the config does not name, and no stranger to it: members of its organization. */
export function unnamedMembers(
  config: Config,
  { deployment, stranger }: TrailsToTry,
): readonly [member: string, neighbour: string] {
  const known = new Set([...accountsOf(config, deployment), stranger.account]);
  const member = strangerAccount(known);
  return [member, strangerAccount(known.add(member))];
}

/**
 * Accounts of the organization: one that the config does not name, the one of the trail, and those that the deployment
 * is signed in to.
 */
export function membersToTry(config: Config, trails: TrailsToTry): readonly [string, ...string[]] {
  const { deployment, own } = trails;
  const [unnamed] = unnamedMembers(config, trails);
  const signedIn = [deployment.account, deployment.owner, ...Object.values(config.accounts)];
  return [unnamed, ...new Set([own.account, ...signedIn])];
}
