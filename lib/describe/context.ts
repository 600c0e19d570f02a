import { accountIdRule, regionRule } from "../config/rules";
import type { Config } from "../config/config";
import type { Expression } from "../terraform/expression";
import { equals, input, text } from "../terraform/expression";
import type { Block, Check, Local } from "../terraform/blueprint";
import type { Part } from "./part";
import { callerAccount, currentPartition, currentRegion } from "./scope";

/** Where the module is applied: what Terraform finds out, and what it must be if the config says so. */
export function contextPart(config: Config): Part {
  const purpose = config.trail === null ? "key" : "trail";
  return {
    inputs: [
      ...(config.account === null
        ? []
        : [
            {
              name: "account_id",
              description: `Account that owns the ${purpose}. Terraform refuses to plan while it is signed in to another.`,
              type: "string",
              value: config.account,
              rule: accountIdRule,
            } as const,
          ]),
      ...(config.region === null
        ? []
        : [
            {
              name: "region",
              description: `${purpose === "trail" ? "Home Region of the trail" : "Region of the key"}. Terraform refuses to plan while the provider is set to another.`,
              type: "string",
              value: config.region,
              rule: regionRule,
            } as const,
          ]),
    ],
    locals: [
      { name: "partition", value: currentPartition },
      ...whereUnknown(config.account, { name: "account_id", value: callerAccount }),
      ...whereUnknown(config.region, { name: "region", value: currentRegion }),
    ],
    data: [
      { type: "aws_partition", name: "current", concern: "context", args: [] },
      callerIdentity(purpose, config.account !== null),
      region(purpose, config.region !== null),
    ],
  };
}

/** What the module is for: a trail, or a key for trails that are made elsewhere. */
type Purpose = "key" | "trail";

const whereUnknown = (value: string | null, local: Local): readonly Local[] =>
  value === null ? [local] : [];

function callerIdentity(purpose: Purpose, known: boolean): Block {
  return {
    type: "aws_caller_identity",
    name: "current",
    concern: "context",
    ...(known && {
      comment: "Keys and logs must not end up in the account that somebody happens to be signed in to.",
    }),
    args: [],
    ...(known && {
      postconditions: [
        mustBe(
          callerAccount,
          input("account_id"),
          purpose === "trail"
            ? text`The provider is signed in to account ${callerAccount}, but this trail belongs to account ${input("account_id")}. Sign in to that account, or set account_id.`
            : text`The provider is signed in to account ${callerAccount}, but this key belongs to account ${input("account_id")}. Sign in to that account, or set account_id.`,
        ),
      ],
    }),
  };
}

function region(purpose: Purpose, known: boolean): Block {
  return {
    type: "aws_region",
    name: "current",
    concern: "context",
    ...(known && purpose === "trail" && { comment: "The key policy names the trail in its home Region." }),
    args: [],
    ...(known && {
      postconditions: [
        mustBe(
          currentRegion,
          input("region"),
          purpose === "trail"
            ? text`The provider is set to ${currentRegion}, but the home Region of this trail is ${input("region")}. Set the provider's region, or the variable region.`
            : text`The provider is set to ${currentRegion}, but the Region of this key is ${input("region")}. Set the provider's region, or the variable region.`,
        ),
      ],
    }),
  };
}

const mustBe = (actual: Expression, expected: Expression, message: Expression): Check => ({
  condition: equals(actual, expected),
  message,
});
