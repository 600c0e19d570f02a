import type { Config, TrailSource } from "../config/config";
import type { Place } from "./expectation";
import type { Trail } from "./requests";
import { elsewhere, strangerAccount, trailIn } from "./requests";

/** Who plays a part in the matrix. */
export interface Cast {
  readonly place: Place;
  /** Our own trail; or any of our account, where the key is made alone. */
  readonly own: Trail;
  /** Trails that may use the key, our own first. */
  readonly trails: readonly Trail[];
  /** The same, of accounts whose every trail may, with their home in another Region. */
  readonly abroad: readonly Trail[];
  /** A trail that may not, in an account that the config does not name. */
  readonly stranger: Trail;
  /** Trails that may not, each like one that may but for its name, its Region or its account. */
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
  const abroad = trails.filter((trail) => whole.has(trail.account)).map(elsewhere);
  const alike = trails
    .filter((trail) => !whole.has(trail.account))
    .flatMap((trail) => [
      { ...trail, arn: `${trail.arn}-2` },
      elsewhere(trail),
      { account: stranger.account, arn: trail.arn.replace(`:${trail.account}:`, `:${stranger.account}:`) },
    ]);
  const neighbours = alike.filter((neighbour) =>
    [...trails, ...abroad].every((trail) => trail.arn !== neighbour.arn),
  );
  return { place, own, trails, abroad, stranger, neighbours };
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
