import * as z from "zod/mini";
import type { AlarmName } from "../alarm-names";
import { alarmNames } from "../alarm-names";
import { topicArnRule } from "../monitoring-rules";
import type { IsOpaque } from "../opaque";
import { described, text } from "../option";

/** What is told of API calls that stop the logs. */
export interface AlarmsConfig {
  /** ARN of the existing topic that is told in the trail's account. `null`: one is created. */
  readonly topic: string | null;
  /** The alarms that are left out. */
  readonly except: readonly AlarmName[];
}

const topicRule = { ...topicArnRule, example: "arn:aws:sns:us-east-1:111111111111:security-alarms" };

/** @internal */
export function alarmsSchema(opaque: IsOpaque) {
  const section = z.strictObject({
    topic: described(
      z.optional(text(topicRule, opaque)),
      "ARN of an existing SNS topic to use, in the trail's account and Region. The module outputs the statements that its policy and its key need. Default: none, a topic is created with a key of its own.",
    ),
    except: described(
      z.optional(z.array(z.enum(alarmNames))),
      "Names of alarms to leave out. Default: none.",
    ),
  });
  return described(
    z.optional(z.union([z.boolean(), section])),
    "EventBridge rules that notify an SNS topic of API calls that stop the logs: of the key, the trail and the bucket, each in its account. true: all of them, with a new topic. Default: false.",
  );
}

/** @internal */
export const profileSchema = () =>
  described(
    z._default(z.enum(["none", "cis"]), "none"),
    "Alarms that a benchmark asks for, on the events in the log group. cis: the metric filters and alarms of the CIS AWS Foundations Benchmark; requires logGroup and alarms.",
  );

type WrittenAlarms = z.output<ReturnType<typeof alarmsSchema>>;

/** @internal */
export function fillAlarms({ alarms = false }: { readonly alarms?: WrittenAlarms }): AlarmsConfig | null {
  if (alarms === false) return null;
  const { topic = null, except = [] } = alarms === true ? {} : alarms;
  return { topic, except: alarmNames.filter((name) => except.includes(name)) };
}
