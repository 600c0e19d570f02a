import type { NamedPolicy } from "../terraform/blueprint";
import { accessLogPolicyName } from "./access-log";

/** What a policy is called in a heading or a sentence. */
export function policyTitle({ name, rules }: Pick<NamedPolicy, "name" | "rules">): string {
  const known = knownName(name);
  const title = titlesByName[known] ?? titles[rules];
  return name === known ? title : `${title} (aws.${name.slice(known.length + 1).replaceAll("-", "_")})`;
}

/** Topics of alarms in further accounts have the account's name at their end, with dashes for its underscores. */
export const knownName = (name: string): string =>
  ["alarms-topic", "alarms-key"].find((known) => name.startsWith(`${known}-`)) ?? name;

const titles = {
  key: "Key policy",
  resource: "Bucket policy",
  identity: "IAM policy of a reader",
  trust: "Trust policy of the roles",
} as const;

/** Policies of what stands beside key, bucket and readers. */
const titlesByName: Readonly<Record<string, string>> = {
  [accessLogPolicyName]: "Policy of the bucket that receives the access logs",
  "log-group-key": "Key policy of the log group's key",
  "log-group-role": "IAM policy of the role that writes to the log group",
  "log-group-trust": "Trust policy of the role that writes to the log group",
  topic: "Topic policy",
  "topic-key": "Key policy of the topic's key",
  "alarms-topic": "Topic policy of the topic of alarms",
  "alarms-key": "Key policy of the key of the topic of alarms",
};
