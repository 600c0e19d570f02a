import type { Config } from "../config/config";
import { maximumTags, tagKeyRule, tagValueRule } from "../config/rules";
import type { TextRule } from "../config/value-rule";
import { string } from "../terraform/type";
import type { Part } from "./part";
import { isOpen } from "./scope";

/**
 * CloudTrail takes no empty values.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Tag.html
 */
const valueRule = ({ trail }: Config): TextRule =>
  trail === null ? tagValueRule : { ...tagValueRule, minLength: 1 };

/** The tags of every resource. */
export const tagsPart = (config: Config): Part => ({
  inputs: [
    {
      name: "tags",
      description: `Tags of every resource that can have them: at most ${maximumTags}, with keys of at most ${tagKeyRule.maxLength} and values of at most ${valueRule(config).maxLength} characters. They are added to the provider's default_tags.`,
      type: { kind: "map", of: string(valueRule(config)), keys: tagKeyRule, maxItems: maximumTags },
      value: config.tags,
      default: isOpen(config) ? {} : config.tags,
    },
  ],
});
