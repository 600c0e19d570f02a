import type { Config } from "../config/config";
import { tagKeyRule, tagValueRule } from "../config/rules";
import { string } from "../terraform/type";
import type { Part } from "./part";
import { inputOf } from "./part";

/** The tags of every resource. */
export const tagsPart = (config: Config): Part => ({
  inputs: [
    inputOf(
      "tags",
      "Tags of every resource that can have them, at most 50.",
      { kind: "map", of: string(tagValueRule), keys: tagKeyRule },
      config.tags,
    ),
  ],
});
