import * as z from "zod/mini";
import { topicArnRule, topicKeyRule, topicNameRule } from "../monitoring-rules";
import type { IsOpaque } from "../opaque";
import { described, text } from "../option";

/** The SNS topic that CloudTrail tells of each log file. */
export type NotificationsConfig =
  | { readonly kind: "created"; readonly name: string }
  | {
      readonly kind: "existing";
      readonly arn: string;
      /** ARN or alias of the key that encrypts it. `null`: the config does not say. */
      readonly key: string | null;
    };

/** @internal */
export function notificationsSchema(opaque: IsOpaque) {
  const section = z.strictObject({
    name: described(
      z.optional(text(topicNameRule, opaque)),
      "Name of the topic, unique in its account and Region. Default: cloudtrail- and the trail's name, with - in place of each dot.",
    ),
    existing: described(
      z.optional(text(topicArnRule, opaque)),
      "ARN of an existing topic to use, in the trail's Region; it may belong to another account. The module outputs the statement that its policy needs. Default: none, a topic is created.",
    ),
    key: described(
      z.optional(text(topicKeyRule, opaque)),
      "ARN or alias of the key that encrypts the existing topic. The module outputs the statement that its policy needs. Default: none, the topic is not encrypted with a key.",
    ),
  });
  return described(
    z.optional(z.union([z.boolean(), section])),
    "The SNS topic that CloudTrail notifies of each log file. true: creates one with the defaults, encrypted with a key of its own. Default: false.",
  );
}

/** What of a config the topic follows from. */
interface Written {
  readonly name: string;
  readonly trail: false | { readonly name?: string | undefined };
  readonly notifications?: z.output<ReturnType<typeof notificationsSchema>>;
}

/** @internal */
export function fillNotifications(
  { notifications = false, trail, name: configName }: Written,
  opaque: IsOpaque,
): NotificationsConfig | null {
  if (notifications === false) return null;
  const { name, existing, key } = notifications === true ? {} : notifications;
  if (existing !== undefined) return { kind: "existing", arn: existing, key: key ?? null };
  const trailName = (trail === false ? undefined : trail.name) ?? configName;
  return { kind: "created", name: name ?? `cloudtrail-${withoutDots(trailName, opaque)}` };
}

/** A token has dots of its own. */
const withoutDots = (name: string, opaque: IsOpaque): string =>
  opaque(name) ? name : name.replaceAll(".", "-");
