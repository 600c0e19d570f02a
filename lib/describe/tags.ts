import type { Config } from "../config/config";
import { tagKeyRule, tagValueRule } from "../config/rules";
import type { Part } from "./part";

/** The tags that every resource bears. */
export const tagsPart = (config: Config): Part => ({
  inputs: [
    {
      name: "tags",
      description: "Tags of every resource that can have them.",
      type: "map(string)",
      value: config.tags,
      rule: tagValueRule,
      keyRule: tagKeyRule,
    },
  ],
});
