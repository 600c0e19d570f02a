import type { Config } from "./config";

/** Whether the log group is encrypted with the key of the logs, whose policy then has a statement for it. */
export const isLogGroupOfKey = ({ logGroup, trail }: Config): boolean =>
  trail !== null && logGroup?.kind === "created" && logGroup.key.kind === "this";
