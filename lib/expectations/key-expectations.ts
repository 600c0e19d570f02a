import type { Config } from "../config/config";
import { administratorManagesKey } from "./administrator-manages-key";
import { castOf } from "./cast";
import type { Expectation, Place } from "./expectation";
import { ownerKeepsControl } from "./owner-keeps-control";
import { readerReadsLogs } from "./reader-reads-logs";
import { strangersAreRefused } from "./strangers-are-refused";
import { trailUsesKey } from "./trail-uses-key";

/**
 * Every request that the config settles, with the verdict that its key policy must give. Made from the config
 * and never from the policy, so that one can prove the other.
 *
 * The styles `aws-docs` and `console` are known to grant more than `strict`; where they do, the expectation is
 * the verdict of that style.
 */
export function keyExpectations(config: Config, place: Place): readonly Expectation[] {
  const cast = castOf(config, place);
  return [
    ...[...cast.trails, ...cast.abroad].flatMap((trail) => trailUsesKey(config, trail)),
    ...strangersAreRefused(config, cast),
    ...config.readers.flatMap((reader) => readerReadsLogs(config, cast, reader)),
    ...config.key.administrators.flatMap((arn) => administratorManagesKey(config, cast, arn)),
    ...ownerKeepsControl(config, cast),
  ];
}
