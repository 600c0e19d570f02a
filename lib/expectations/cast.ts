import type { Config, TrailSource } from "../config/config";
import type { Place } from "./expectation";
import type { Trail } from "./requests";
import { strangerAccount, trailIn } from "./requests";

/** Who plays a part in the matrix. */
export interface Cast {
  readonly place: Place;
  /** Our own trail; or any of our account, where the key is made alone. */
  readonly own: Trail;
  /** Trails that may use the key, our own first. */
  readonly trails: readonly Trail[];
  /** A trail that may not, in an account that the config does not name. */
  readonly stranger: Trail;
  /** Trails of known accounts that may not. */
  readonly neighbours: readonly Trail[];
}

export function castOf(config: Config, place: Place): Cast {
  const stranger = trailIn(place, strangerAccount(accountsOf(config, place)), "stranger");
  const own = trailIn(place, place.account, config.trail?.name ?? "any-trail");
  const trails = [own, ...config.encryptFor.map((source) => trailOf(place, source))];
  const whole = new Set([
    ...(config.trail === null ? [place.account] : []),
    ...config.encryptFor.flatMap((source) => (source.kind === "account" ? [source.id] : [])),
  ]);
  const neighbours = trails
    .filter((trail) => !whole.has(trail.account))
    .map((trail) => ({ ...trail, arn: `${trail.arn}-2` }))
    .filter((neighbour) => trails.every((trail) => trail.arn !== neighbour.arn));
  return { place, own, trails, stranger, neighbours };
}

const trailOf = (place: Place, source: TrailSource): Trail =>
  source.kind === "account"
    ? trailIn(place, source.id, "any-trail")
    : { arn: source.arn, account: source.arn.split(":")[4] ?? "" };

function accountsOf(config: Config, place: Place): ReadonlySet<string> {
  return new Set([
    place.account,
    place.owner,
    ...config.encryptFor.map((source) => trailOf(place, source).account),
    ...config.readers.flatMap((reader) => {
      if (reader.kind === "account") return [reader.id];
      return reader.kind === "assumableRole" ? reader.trustedAccounts : [];
    }),
    ...config.key.administrators.map((arn) => arn.split(":")[4] ?? ""),
    ...(config.bucket?.account ? [config.bucket.account] : []),
  ]);
}
