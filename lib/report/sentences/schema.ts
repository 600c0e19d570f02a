import type { Arn } from "../../config/arn";
import { parseArn } from "../../config/arn";
import type { ArnKind, OptionType, SchemaCodes } from "../../config/problem-codes";
import { show } from "../show";
import type { Sentences } from "./sentences";
import { guess } from "./sentences";

const oneOf = (choices: readonly string[]): string => `set exactly one of ${choices.join(", ")}`;

/** Values of a wrong type, and options that do not exist. */
export const schemaSentences: Sentences<SchemaCodes> = {
  missing: ({ expected }) => `is missing, it must be ${types[expected]}`,
  "missing-choice": ({ choices }) => `is missing, it must be one of ${choices.join(", ")}`,
  "no-value": ({ expected }) =>
    `has no value, it must be ${types[expected]}; omit the option for its default`,
  "wrong-type": ({ value, expected }) => {
    const quotable = expected === "text" && (typeof value === "number" || typeof value === "boolean");
    return `${show(value)} is not ${types[expected]}${quotable ? `: write it in quotes, "${value}"` : ""}`;
  },
  "not-quoted": ({ value, what, quoted }) =>
    `${value} is a number, but ${what} must be a string: write it in quotes, "${quoted}"`,
  "not-among": ({ value, choices, meant }) =>
    choices.length === 1
      ? `${show(value)} is not a value of this option: the only one is ${choices.join()}`
      : `${show(value)} is not one of ${choices.join(", ")}${guess(meant)}`,
  "empty-list": () => "is an empty list, it needs at least one entry",
  "unknown-option": ({ known, meant }) =>
    meant === undefined
      ? `is not an option of trailkey; known options are ${known.join(", ")}`
      : `is not an option of trailkey, did you mean ${meant}?`,
  "misplaced-option": ({ others }) => `cannot be combined with ${others.join(", ")}: remove it`,
  "not-one-section": ({ value, choices }) => `${show(value)} is not a section: ${oneOf(choices)}`,
  "empty-section": ({ choices }) => `is empty: ${oneOf(choices)}`,
  "several-choices": ({ written, choices }) => `has ${written.join(" and ")} together: ${oneOf(choices)}`,
  "unknown-choice": ({ key, choices, meant }) =>
    `${show(key)} is not an option here: ${oneOf(choices)}${guess(meant)}`,
  "account-or-trail": () =>
    "is known only to Terraform, so it could be an account ID or an ARN: write { account: … } or { trail: … }",
  "not-all-or-list": ({ value, example }) =>
    `${show(value)} is neither all nor a list: write all, or a list such as [${example}]`,
  "basic-selector": () =>
    "is a basic event selector, and CloudTrail does not take selectors basic and advanced together: use management and data instead, or write it with FieldSelectors",
  "not-json": ({ holds }) =>
    `contains what JSON cannot express (${holds}): use strings, numbers, true or false, lists and objects, as in an IAM policy`,
  "key-written-twice": ({ key }) =>
    `has ${show(key)} twice, in spellings that Terraform treats as the same: write it once`,
  "other-arn": ({ value, kind, expected }) => {
    const arn = parseArn(value);
    const instead = arn && insteadOf[kind]?.(arn);
    return `${show(value)} is the ARN of ${arnKinds[kind]}: write ${instead ?? expected}`;
  },
};

const types: Readonly<Record<OptionType, string>> = {
  text: "a string",
  "whole-number": "a whole number",
  boolean: "true or false",
  list: "a list",
  section: "a section of options",
  record: "a section of keys and values",
  "false-or-section": "false or a section of options",
  "boolean-or-section": "true, false or a section of options",
};

const arnKinds: Readonly<Record<ArnKind, string>> = {
  "role-session": "a session of a role",
  root: "a whole account",
  group: "an IAM group, which no key policy can name",
  role: "an IAM role",
  user: "an IAM user",
  alias: "an alias, which can be moved to another key",
  key: "a KMS key",
  trail: "a trail",
  bucket: "a bucket",
};

/** What to write, where that is more than what the rule expects. */
const insteadOf: Readonly<Partial<Record<ArnKind, (arn: Arn) => string>>> = {
  "role-session": ({ partition, account, resource }) =>
    `the ARN of the role, arn:${partition}:iam::${account}:role/${resource.split("/")[1] ?? ""}`,
  root: ({ account }) => `the ARN of a user or role; as a reader, account: "${account}"`,
  bucket: ({ resource }) => `its name alone, ${resource}`,
};
