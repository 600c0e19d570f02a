import type { Config } from "../config/config";
import { maximumTags, tagKeyRule, tagValueRule } from "../config/rules";
import { string } from "../terraform/type";
import type { Part } from "./part";
import { inputOf } from "./part";

/** The tags of every resource. */
export const tagsPart = (config: Config): Part => ({
  inputs: [
    inputOf(
      "tags",
      `Tags of every resource that can have them, at most ${maximumTags}.`,
      { kind: "map", of: string(tagValueRule), keys: tagKeyRule, maxItems: maximumTags },
      config.tags,
    ),
  ],
});
