import type { Config } from "../config/config";
import { accountIdRule, regionRule } from "../config/rules";
import type { Block, Check, Input, Local } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import { input, literal, operator, text } from "../terraform/expression";
import { string } from "../terraform/type";
import type { Part } from "./part";
import { inputOf } from "./part";
import {
  accountIdInput,
  callerAccount,
  currentPartition,
  currentRegion,
  isManagedElsewhere,
  managementAccountInput,
} from "./scope";

/** Where the module is applied: what Terraform finds out, and what it must be if the config says so. */
export function contextPart(config: Config): Part {
  const purpose = config.trail === null ? "key" : "trail";
  return {
    inputs: [
      ...(config.account === null
        ? []
        : [
            inputOf(
              "account_id",
              isManagedElsewhere(config)
                ? "Account that creates the trail, a delegated administrator: 12 digits. Terraform creates nothing if the provider's credentials belong to another account."
                : `Account that owns the ${purpose}: 12 digits. Terraform creates nothing if the provider's credentials belong to another account.`,
              string(accountIdRule),
              config.account,
            ),
          ]),
      ...managementAccount(config),
      ...Object.entries(config.accounts).map(([alias, id]) =>
        inputOf(
          accountIdInput(alias),
          `Account of the provider aws.${alias}: 12 digits. Terraform creates nothing there if the provider's credentials belong to another account.`,
          string(accountIdRule),
          id,
        ),
      ),
      ...(config.region === null
        ? []
        : [
            inputOf(
              "region",
              `${purpose === "trail" ? "Home Region of the trail" : "Region of the key"}. Terraform creates nothing if the provider uses another Region.`,
              string(regionRule),
              config.region,
            ),
          ]),
    ],
    locals: [
      { name: "partition", value: currentPartition },
      ...whereUnknown(config.account, { name: "account_id", value: callerAccount }),
      ...whereUnknown(config.region, { name: "region", value: currentRegion }),
    ],
    blocks: ["aws_partition", "aws_caller_identity", "aws_region"].map((type): Block => ({
      mode: "data",
      type,
      name: "current",
      file: "main.tf",
      args: [],
    })),
  };
}

const managementAccount = (config: Config): readonly Input[] =>
  isManagedElsewhere(config) && config.organization?.managementAccount
    ? [
        inputOf(
          managementAccountInput,
          "The organization's management account: 12 digits. The trail's ARN carries it, whoever creates the trail.",
          string(accountIdRule),
          config.organization.managementAccount,
        ),
      ]
    : [];

const whereUnknown = (value: string | null, local: Local): readonly Local[] =>
  value === null ? [local] : [];

/** What must hold before anything is created: the provider uses the config's account and Region. */
export function placeChecks({ account, region, trail }: Config): readonly Check[] {
  const it = trail === null ? "key" : "trail";
  const home = trail === null ? "the Region of this key" : "the home Region of this trail";
  return [
    ...(account === null
      ? []
      : [
          mustBe(
            callerAccount,
            input("account_id"),
            text`The provider's credentials belong to account ${callerAccount}, but this ${literal(it)} belongs to account ${input("account_id")}. Use credentials of that account.`,
          ),
        ]),
    ...(region === null
      ? []
      : [
          mustBe(
            currentRegion,
            input("region"),
            text`The provider uses Region ${currentRegion}, but ${literal(home)} is ${input("region")}. Set the provider to that Region.`,
          ),
        ]),
  ];
}

const mustBe = (actual: Expression, expected: Expression, message: Expression): Check => ({
  condition: operator(actual, "==", expected),
  message,
});
